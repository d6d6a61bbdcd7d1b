/** The mapping says what becomes of the twin of an issue that people delete; they delete more of them. */
import type { Family } from '../family';
import { findWrongDeletions } from './check-deleting';
import { deletionRuleOf } from './rule';

export const CLOSED = { jira: 'Done', redmine: 'Closed' } as const;

export const deleting: Family = {
  odds: 0.15,
  // Deletions are acts of every world; here there are more of them.
  acts: () => [],
  configure(choice) {
    const rule = deletionRuleOf(choice);
    return { deleting: rule === 'close' ? { close: CLOSED } : rule };
  },
  act: () => false,
  check: findWrongDeletions,
};
