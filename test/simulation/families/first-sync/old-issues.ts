/** What both projects hold from before the app came. */
import { createIssue } from '../../people/lead-issue';
import type { Side } from '../../script/steps';
import type { World } from '../../world/world';

/** The issue of a birth that both sides have, since people kept two. */
export const PAIR = 9_003;

/** Births beside those of any step. */
const OLD_ISSUES: readonly (readonly [birth: number, ...sides: Side[]])[] = [
  [9_001, 'jira'],
  [9_002, 'redmine'],
  [PAIR, 'jira', 'redmine'],
  [9_004, 'jira'],
];

export const OLD_BIRTHS = OLD_ISSUES.map(([birth]) => birth);

export function makeOldIssues(world: World): void {
  for (const [birth, ...sides] of OLD_ISSUES) {
    for (const side of sides) {
      createIssue(world, birth, { do: 'create', side, who: 'ada', type: 'Task', isPrivate: false });
    }
  }
}
