/** The mapping covers a part of both projects: issues leave it, wait or are parted, and come back. */
import { isDone } from '../../world/ask';
import type { Family } from '../family';
import { findWrongScope } from './check-scope';
import { leavingOf, noteCoverage, OUTSIDE } from './coverage';

const COVERED_STATUSES = ['New', 'In Progress', 'Resolved', 'Feedback', 'Closed'];

const CHANGES = {
  leave: { jira: { priority: { name: OUTSIDE.jira } }, redmine: { status_id: 6 } },
  'come back': { jira: { priority: { name: 'Medium' } }, redmine: { status_id: 1 } },
} as const;

type What = keyof typeof CHANGES;

export const scope: Family = {
  odds: 0.15,
  acts: () => [
    [2, 'leave'],
    [3, 'come back'],
  ],
  configure: (choice) => ({
    scope: {
      jira: `priority != ${OUTSIDE.jira}`,
      redmine: { statuses: COVERED_STATUSES },
      leaving: leavingOf(choice),
    },
  }),
  act(world, _step, { what, who }, issue) {
    if (issue.isOut || issue.access === 'hidden') return false;
    const change = CHANGES[what as What];
    const reply =
      issue.side === 'jira'
        ? world.askJira(who, 'PUT', `/issue/${issue.id}`, { fields: change.jira })
        : world.askRedmine('admin', 'PUT', `/issues/${issue.id}.json`, { issue: change.redmine });
    return isDone(reply);
  },
  note: noteCoverage,
  check: findWrongScope,
};
