/** How spent time crosses. */
import { type Direction, flowsTo, type TimeRules } from '../mapping';
import type { Named } from '../metadata';
import type { ConfigurationMistake, ConfiguredMapping } from './configuration';
import { findNamed } from './match-names';

/** @param activities of the remote project, the default first */
export function compileTime(
  configured: ConfiguredMapping['timeEntries'],
  path: string,
  activities: readonly Named[],
  narrow: (direction: 'both' | 'toJira' | 'toRedmine') => Direction,
  mistakes: ConfigurationMistake[],
): TimeRules | null {
  if (!configured) return null;
  const { direction: own = 'both', activity } = configured === true ? {} : configured;
  const direction = narrow(own);
  const chosen =
    activity === undefined
      ? activities[0]
      : findNamed(activity, `${path}.activity`, activities, mistakes);
  if (chosen === undefined && flowsTo(direction, 'remote')) {
    mistakes.push({
      path,
      message:
        'The Redmine project has no activity that time could be spent on. Make one there (Administration, Enumerations), or say "direction": "toJira".',
    });
  }
  return { direction, activityId: chosen?.id ?? '', activities };
}
