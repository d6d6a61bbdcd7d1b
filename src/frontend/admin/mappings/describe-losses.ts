/** What a row of two fields loses, beside it. */
import type { ConfiguredField } from '../../../core/configuration/configuration';
import type { FieldChoice, MappingChoices } from '../../../shared/api';
import { texts } from '../../texts';

const t = texts.admin.configuration.mappingEditor;

export function describeLosses(
  { jira, redmine, direction = 'both', values }: ConfiguredField,
  choices: MappingChoices,
): readonly string[] {
  const [one, other] = [
    findChoice(choices.jira.fields, jira),
    findChoice(choices.redmine.fields, redmine),
  ];
  const notes = values ? [t.losses.values(values.length)] : [];
  if (!one || !other) return notes;
  const toRedmine = choices.losses[`${one.kind}>${other.kind}`];
  const toJira = choices.losses[`${other.kind}>${one.kind}`];
  if (direction === 'both' && toRedmine && String(toRedmine) === String(toJira)) {
    return [...notes, t.losses.both(toRedmine.map(nameLoss))];
  }
  return [
    ...notes,
    ...(direction === 'toJira' ? [] : tell(toRedmine, t.losses.toRedmine)),
    ...(direction === 'toRedmine' ? [] : tell(toJira, t.losses.toJira)),
  ];
}

/** By key or by name, as configurations say it. */
export function findChoice(
  fields: readonly FieldChoice[],
  field: string | undefined,
): FieldChoice | undefined {
  return fields.find(({ value }) => value === field) ?? fields.find(({ label }) => label === field);
}

function tell(
  losses: readonly string[] | null | undefined,
  say: (what: readonly string[]) => string,
): readonly string[] {
  if (losses === undefined) return [];
  return [losses === null ? t.losses.cannot : say(losses.map(nameLoss))];
}

function nameLoss(loss: string): string {
  const words: Readonly<Record<string, string>> = t.losses.words;
  return words[loss] ?? loss;
}
