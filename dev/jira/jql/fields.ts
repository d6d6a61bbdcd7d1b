/** Finds the field that a JQL clause names: Jira's own, a custom one, or an app's property. */
import { adfToPlainText } from '../adf/plain-text';
import { allFields } from '../fields/catalog';
import { isObject, type Json } from '../json';
import type { Site } from '../site/site';
import type { IssueDoc } from '../state/model';
import {
  type IndexedProperty,
  idsIn,
  type JqlField,
  ownedBy,
  people,
  reference,
  textOf,
} from './field-kinds';
import { JQL_ALIASES, SYSTEM_JQL_FIELDS } from './system-fields';

export type { IndexedProperty, JqlField } from './field-kinds';

/** The field of that name; names know no case. */
export function findJqlField(
  name: string,
  site: Site,
  indexed: readonly IndexedProperty[],
): JqlField | undefined {
  const lower = name.toLowerCase();
  return (
    SYSTEM_JQL_FIELDS[JQL_ALIASES[lower] ?? lower] ??
    findCustom(lower, site) ??
    findProperty(name, indexed)
  );
}

function findCustom(lower: string, site: Site): JqlField | undefined {
  const field = allFields(site.world).find(
    ({ custom, clauseNames }) =>
      custom && clauseNames.some((clause) => clause.toLowerCase() === lower),
  );
  if (field === undefined) return undefined;
  const read = (issue: IssueDoc): Json => issue.fields[field.id] ?? null;
  switch (field.schema.type) {
    case 'number':
      return { kind: 'number', read: (issue) => numberOf(read(issue)) };
    case 'date':
      return { kind: 'day', read: (issue) => textOf(read(issue)) };
    case 'datetime':
      return { kind: 'moment', read: (issue) => numberOf(read(issue)) };
    case 'string':
      return {
        kind: 'text',
        read: (issue) => {
          const value = read(issue);
          return isObject(value) ? adfToPlainText(value) : textOf(value);
        },
      };
    default:
      return reference(
        (issue) => idsIn(read(issue)),
        (word, site) => {
          const options = site.world.optionsByField.of(field.id);
          const ids = options
            .filter(({ id, value }) => id === word || value === word)
            .map(({ id }) => id);
          return ids.length > 0
            ? ids
            : [...people(word, site), ...ownedBy('versions')(word, site), word];
        },
        false,
      );
  }
}

function numberOf(value: Json): number | null {
  return typeof value === 'number' ? value : null;
}

/** `issue.property[key].path`, or the alias that the manifest gives it. */
function findProperty(name: string, indexed: readonly IndexedProperty[]): JqlField | undefined {
  const parts = /^issue\.property\[["']?(.+?)["']?\](?:\.(.+))?$/i.exec(name);
  const property = indexed.find(
    ({ key, path, alias }) =>
      (parts !== null && key === parts[1] && path === (parts[2] ?? '')) ||
      (alias !== undefined && alias.toLowerCase() === name.toLowerCase()),
  );
  if (property === undefined) return undefined;
  const read = (issue: IssueDoc): Json => {
    let value: Json | undefined = issue.properties[property.key];
    for (const step of property.path === '' ? [] : property.path.split('.')) {
      value = isObject(value) ? value[step] : undefined;
    }
    return value ?? null;
  };
  switch (property.type) {
    case 'number':
      return { kind: 'number', read: (issue) => numberOf(read(issue)) };
    case 'date':
      return {
        kind: 'moment',
        read: (issue) => {
          const timeMs = Date.parse(String(read(issue)));
          return Number.isNaN(timeMs) ? null : timeMs;
        },
      };
    case 'text':
      return { kind: 'text', read: (issue) => textOf(read(issue)) };
    default:
      return reference(
        (issue) => idsIn(read(issue)),
        (word) => [word],
        false,
      );
  }
}
