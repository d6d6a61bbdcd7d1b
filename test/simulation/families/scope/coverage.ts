/** Which issues a world's rules of scope leave out: one priority in Jira, one status in Redmine. */
import type { WorldChoice } from '../../script/configuration';
import { isDone } from '../../world/ask';
import type { BookIssue } from '../../world/book';
import { askOn, type World } from '../../world/world';
import { chanceOf } from '../chance';

export const OUTSIDE = { jira: 'Highest', redmine: 'Rejected' } as const;

export type Leaving = 'pause' | 'unlink' | 'keep';

/** `null`: both projects are covered whole. */
export function leavingOf(choice: Pick<WorldChoice, 'seed' | 'families'>): Leaving | null {
  if (!choice.families.includes('scope')) return null;
  return chanceOf(choice, 'scope').pick<Leaving>(['pause', 'pause', 'unlink', 'keep']);
}

/** Notes what a look at the tracker shows. */
export function noteCoverage(world: World, issue: BookIssue): void {
  if (issue.isDeleted) return;
  const isUncovered = lookAt(world, issue);
  if (isUncovered === null || isUncovered === issue.isUncovered) return;
  issue.isUncovered = isUncovered;
  issue.coverageChangedAt = world.book.now;
  issue.coverageChangedAtMs = world.nowMs();
}

function lookAt(world: World, { side, id }: BookIssue): boolean | null {
  const path = side === 'jira' ? `/issue/${id}?fields=priority` : `/issues/${id}.json`;
  const reply = askOn(world, side)('admin', 'GET', path);
  if (!isDone(reply)) return null;
  return side === 'jira'
    ? reply.body.fields.priority?.name === OUTSIDE.jira
    : reply.body.issue.status.name === OUTSIDE.redmine;
}

/** The issues of a pair that have to be covered: its original; where a person linked it, both. */
export function issuesInQuestion(
  pair: readonly BookIssue[],
  wasLinkedByHand: boolean,
): readonly BookIssue[] {
  if (wasLinkedByHand) return pair;
  const originals = pair.filter(({ isTwin }) => !isTwin);
  // Of two that the app made, one was parted from its own twin before.
  return originals.length > 0
    ? originals
    : pair.toSorted((one, other) => one.bornAtMs - other.bornAtMs).slice(0, 1);
}
