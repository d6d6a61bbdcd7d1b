/** Changes of a configuration, in sentences. */
import type {
  ChangedValue,
  ChangePlace,
  ConfigurationChange,
} from '../../../core/configuration/describe-changes';
import type { ExistingNote } from '../../../core/configuration/note-existing-pairs';
import type { MappingChoices } from '../../../shared/api';
import { nameField, texts } from '../../texts';
import { findChoice } from './describe-losses';

const t = texts.admin.configuration.changes;

/** @param choices what both projects call their fields, where that is known */
export function describeChange(
  { place, change }: ConfigurationChange,
  choices: MappingChoices | null,
): string {
  const where = t.place(place.map((part) => namePlace(part, choices)));
  const last = place.at(-1);
  const key = last?.kind === 'setting' ? last.key : '';
  switch (change.kind) {
    case 'said':
      return t.said(where, nameValue(change.now, key));
    case 'changed':
      return t.changed(where, nameValue(change.now, key), nameValue(change.before, key));
    default:
      return t[change.kind](where);
  }
}

/** What the change means for pairs that exist. */
export function describeNote(note: ExistingNote, choices: MappingChoices | null): string {
  return note.kind === 'scope'
    ? t.notes.scope[note.leaving]
    : t.notes[note.kind](
        nameOf('jira', note.jira, choices),
        nameOf('redmine', note.redmine, choices),
      );
}

function namePlace(part: ChangePlace, choices: MappingChoices | null): string {
  switch (part.kind) {
    case 'configuration':
      return t.configuration;
    case 'connection':
      return t.connection(part.id);
    case 'mapping':
      return part.name;
    case 'row':
      return part.of === 'fields'
        ? t.row(
            t.rows.fields,
            nameOf('jira', part.jira, choices),
            nameOf('redmine', part.redmine, choices),
          )
        : t.row(t.rows[part.of], part.jira, part.redmine);
    case 'setting':
      return t.settings[part.key] ?? part.key;
    default:
      return part satisfies never;
  }
}

function nameOf(side: 'jira' | 'redmine', field: string, choices: MappingChoices | null): string {
  return findChoice(choices?.[side].fields ?? [], field)?.label ?? nameField(field);
}

/** Names of rules are the same words that the editor has for them. */
function nameValue(value: ChangedValue, key: string): string {
  if (value === null) return t.nothing;
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  const { policies, unmapped } = texts.admin.configuration.mappingEditor;
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    direction: texts.direction,
    onConflict: policies,
    unmapped,
  };
  return words[key]?.[value] ?? String(value);
}
