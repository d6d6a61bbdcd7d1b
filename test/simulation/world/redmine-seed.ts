/** The Redmine of every world: the demo's people, and a second project that no mapping covers. */
import { apiKeyOf, DEMO_SEED } from '../../../dev/redmine/seed/demo-seed';
import type { RedmineSeed } from '../../../dev/redmine/seed/seed';
import { FOREIGN_REDMINE_NAME, FOREIGN_REDMINE_PROJECT } from '../script/document';
import { SUB_TASK } from '../script/values';

/** Whose key the app writes with; the same person edits by hand as well. */
export const SYNC_LOGIN = 'jira-sync';
export const SYNC_NAME = 'Jira Sync';

const [webShop] = DEMO_SEED.projects;
if (!webShop) throw new Error('the demo has no project');

const STATUS_NAMES = ['New', 'In Progress', 'Resolved', 'Feedback', 'Closed', 'Rejected'];

/** Redmine answers 204 to who asks for it on a closed bug, and leaves the status as it is. */
const IGNORED_AFTER_CLOSED = 'In Progress';

export const REDMINE_SEED: RedmineSeed = {
  ...DEMO_SEED,
  trackers: [{ name: SUB_TASK.redmine.name }],
  projects: [
    { ...webShop },
    { ...webShop, identifier: FOREIGN_REDMINE_PROJECT, name: FOREIGN_REDMINE_NAME },
  ],
  workflows: [
    {
      role: 'Manager',
      tracker: 'Bug',
      transitions: [null, ...STATUS_NAMES].flatMap((from) =>
        STATUS_NAMES.filter((to) => !(from === 'Closed' && to === IGNORED_AFTER_CLOSED)).map(
          (to) => ({ from, to }),
        ),
      ),
      // Redmine answers 204 to who changes it, and leaves it as it is.
      fieldRules: [{ status: 'Closed', field: 'due_date', rule: 'readonly' }],
    },
  ],
};

/** The app's key. */
export const REDMINE_KEY = apiKeyOf(REDMINE_SEED, SYNC_LOGIN);
