/** A person leaves all of many mappings, which takes several transactions, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { ADMIN_API_KEY, DEMO_SEED } from '../../../dev/redmine/seed/demo-seed';
import type { RedmineSeed } from '../../../dev/redmine/seed/seed';
import { listStored } from '../../support/in-process/app-storage';
import { atEveryWrite, KILLED } from '../../support/in-process/at-every-call';

const range = (length: number) => Array.from({ length }, (_, index) => index + 1);
const HOUR_MS = 3_600_000;
/** Each call is struck in a world of its own. */
const MANY_WORLDS_MS = 5 * 60_000;

describe('whose account is closed is forgotten in each of many mappings', () => {
  const MAPPINGS = 32;
  const redmineSeed: RedmineSeed = {
    ...DEMO_SEED,
    projects: DEMO_SEED.projects.flatMap((shop) => [
      shop,
      ...range(MAPPINGS).map((n) => ({
        ...shop,
        identifier: `shop-${n}`,
        name: `Shop ${n}`,
        issues: [],
      })),
    ]),
  };

  it(
    'at any write after which the function is killed',
    async () => {
      const ends = await atEveryWrite(
        () => KILLED,
        async (world, struck) => {
          for (const n of range(MAPPINGS)) {
            await world.asJira('admin', 'POST', '/project', {
              key: `S${n}`,
              name: `Shop ${n}`,
              projectTypeKey: 'software',
              leadAccountId: world.jira.accounts.admin,
            });
          }
          await world.configure({
            apiKey: ADMIN_API_KEY,
            moreMappings: range(MAPPINGS).map((n) => ({
              id: `shop-${n}`,
              connection: 'main',
              jiraProject: `S${n}`,
              redmineProject: `shop-${n}`,
              fields: [{ jira: 'summary', redmine: 'subject' }],
            })),
          });
          await world.host.advance(HOUR_MS);
          const { ada } = world.jira.accounts;
          world.host.accounts.setStatus(ada, 'closed');
          await struck(() => world.runTimer('people'));
          await world.host.advance(7 * 24 * HOUR_MS);
          await world.runTimer('people');
          const { document } = await world.callAdmin('exportConfiguration');
          return {
            named: listStored(world.store, 'plain/').filter(({ value }) =>
              JSON.stringify(value).includes(ada),
            ),
            users: document.users.map(({ jira }) => jira),
          };
        },
        { redmineSeed },
      );
      const end = { named: [], users: ['grace@example.com'] };
      expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
    },
    MANY_WORLDS_MS,
  );
});
