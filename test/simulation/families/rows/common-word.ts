/** The word that both sides have in common for what a side shows. */
import type { Side } from '../../script/steps';
import type { RowSpec, Shown, Value } from './row-spec';

/** What has no counterpart across begins so. */
export const NO_COUNTERPART = '(here only)';

export function commonWord(spec: RowSpec, side: Side, shown: Shown): string {
  const { values, empty } = spec;
  if (shown === empty || 'free' in values) return shown === empty ? '' : shown;
  const members = spec.isList || spec.isOneOfList ? shown.split(',') : [shown];
  return members
    .map((member) => wordFor(values, side, member))
    .sort()
    .join(',');
}

function wordFor(values: readonly Value[], side: Side, shown: Shown): string {
  const value = values.find((candidate) => saidOn(candidate, side) === shown);
  if (value === undefined || typeof value === 'string') return shown;
  const [jira, redmine] = value;
  return jira !== null && redmine !== null ? jira : `${NO_COUNTERPART} ${shown}`;
}

/** `null` where the side has no word for it. */
export function saidOn(value: Value, side: Side): Shown | null {
  if (typeof value === 'string') return value;
  return value[side === 'jira' ? 0 : 1];
}
