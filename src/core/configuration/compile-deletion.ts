/** What becomes of the twin of an issue that was deleted. */
import { type DeletionRule, type Direction, flowsTo, type Mapping } from '../mapping';
import type { ProjectMetadata } from '../metadata';
import { SIDES, type Side } from '../model';
import type { ConfigurationMistake, ConfiguredMapping } from './configuration';
import { findNamed } from './match-names';

/**
 * @returns the rules by the twin's side, `null` where it is left alone; on a side that the mapping
 * does not write to it always is
 */
export function compileDeletion(
  { deleting, statuses }: Pick<ConfiguredMapping, 'deleting' | 'statuses'>,
  path: string,
  projects: Readonly<Record<Side, ProjectMetadata>>,
  direction: Direction,
  mistakes: ConfigurationMistake[],
): NonNullable<Mapping['deleting']> | null {
  if (deleting === undefined || deleting === 'ignore') return null;
  if (typeof deleting === 'object' && statuses.length === 0) {
    const message = 'A twin can be closed only where statuses follow: give "statuses" rows.';
    mistakes.push({ path: `${path}.close`, message });
    return null;
  }
  const ruleOn = (side: Side): DeletionRule | null => {
    if (typeof deleting === 'string') return { kind: deleting };
    const key = side === 'jira' ? 'jira' : 'redmine';
    const known = projects[side].statuses;
    const status = findNamed(deleting.close[key], `${path}.close.${key}`, known, mistakes);
    return status && { kind: 'close', status: status.id };
  };
  return Object.fromEntries(
    SIDES.flatMap((side) => {
      const rule = ruleOn(side);
      return rule && flowsTo(direction, side) ? [[side, rule]] : [];
    }),
  );
}
