/** Redmine's fields: what an edit sends, what an issue shows, what a journal tells. */
import { wordsOf } from '../../world/book';
import { REDMINE_SEED } from '../../world/redmine-seed';
import type { RedmineEnd, Shown } from './row-spec';

interface WireCustomField {
  readonly id: number;
  readonly value: string | readonly string[] | null;
}

/** A custom field of the demo's seed. */
export function redmineCustom(name: string): RedmineEnd {
  const fields = REDMINE_SEED.customFields ?? [];
  const index = fields.findIndex((field) => field.name === name);
  const field = fields[index];
  if (!field) throw new Error(`Redmine has no custom field ${name}`);
  const id = index + 1;
  const isList = field.multiple === true;
  const isText = field.format === 'text';
  const shown = (value: string) => (isText ? wordsOf(value).join(' ') : value);
  return {
    name,
    detail: { property: 'cf', name: String(id) },
    isItemized: isList,
    write: (text: Shown) => ({
      custom_fields: [{ id, value: isList ? (text === '' ? [''] : text.split(',')) : text }],
    }),
    read(issue) {
      const known = issue.custom_fields as readonly WireCustomField[] | undefined;
      const value = known?.find((candidate) => candidate.id === id)?.value ?? '';
      return typeof value === 'string' ? shown(value) : [...value].sort().join(',');
    },
    past: (value) => shown(value ?? ''),
  };
}

/** A field of every Redmine; one that an edit sends by id shows its id. */
export function redmineSystem(name: string, key: string): RedmineEnd {
  return {
    name,
    detail: { property: 'attr', name: key },
    isItemized: false,
    write: (shown) => ({ [key]: shown }),
    read(issue) {
      const value = issue[name] ?? '';
      return String(typeof value === 'object' ? value.id : value);
    },
    // A journal tells hours as `2.0`.
    past: (value) => (value ?? '').replace(/^(\d+)\.0$/, '$1'),
  };
}
