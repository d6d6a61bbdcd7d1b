/** Spent time and worklogs: what was logged on one side is logged on the other, once. */
import { expect } from 'vitest';
import type { FaultRule } from '../../../support/local-host/control';
import type { Pair, World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';
import { jiraTimeKeeper, redmineTimeKeeper } from '../../../support/local-host/time-keepers';

const DEVELOPMENT = { timeEntries: { activity: 'Development' } };

const timeOf = async (world: World, pair: Pair) => ({
  jira: await jiraTimeKeeper(world).list(pair.jira.key),
  redmine: await redmineTimeKeeper(world).list(pair.redmine),
});

/** A pair whose mapping carries spent time. */
async function timedPair(world: World, timeEntries: object | boolean = DEVELOPMENT.timeEntries) {
  await world.configure({ mapping: { timeEntries } });
  return world.makePair({ timetracking: { originalEstimate: '2d' } });
}

/** Redmine tells of spent time through its plugin only: the daily check finds it. */
const verify = (world: World) => world.control.runTimer('verify');

const POSTS = {
  Redmine: { target: 'redmine', method: 'POST', path: '^/time_entries\\.json' },
  Jira: { target: 'jira', method: 'POST', path: '/worklog' },
} as const;

const BLOWS: readonly (readonly [what: string, effect: FaultRule['effect']])[] = [
  ['whose answer is lost', { dropResponse: true }],
  ['before which the function is ended', { crash: true }],
  ['that is answered 503', { status: 503 }],
];

const blows = BLOWS.map(
  ([what, effect]): Scenario => ({
    says: `copies spent time once by calls ${what}`,
    timeoutMs: 180_000,
    async run(world) {
      const pair = await timedPair(world);
      await world.control.addFaults(
        { ...POSTS.Redmine, effect, times: 1 },
        { ...POSTS.Jira, effect, times: 1 },
      );
      await redmineTimeKeeper(world).log(pair.redmine, 1, 'Asked around', 'Design');
      await jiraTimeKeeper(world).log(pair.jira.key, '2h', 'Searched');
      await world.settle();
      await verify(world);
      await world.settle();
      await world.control.clearFaults();
      await verify(world);
      const { jira, redmine } = await timeOf(world, pair);
      expect([jira.length, redmine.length]).toEqual([2, 2]);
      expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  }),
);

export const timeScenarios: readonly Scenario[] = [
  {
    says: 'carries worklogs to Redmine with day, hours, activity and author',
    timeoutMs: 180_000,
    async run(world) {
      const pair = await timedPair(world);
      const ada = jiraTimeKeeper(world);
      await ada.log(pair.jira.key, '90m', 'Searched');
      await ada.log(pair.jira.key, '20m', 'Design: drew it');
      await world.settle();
      await verify(world);
      const { jira, redmine } = await timeOf(world, pair);
      expect(redmine).toEqual([
        ['2026-11-02 1.5h', 'Development: Searched (Ada Lovelace in Jira)'],
        ['2026-11-02 0.33h', 'Design: Design: drew it (Ada Lovelace in Jira)'],
      ]);
      expect(jira).toHaveLength(2);
    },
  },
  {
    says: 'carries spent time to Jira with day, length, activity and author, and leaves the remaining estimate',
    timeoutMs: 180_000,
    async run(world) {
      const pair = await timedPair(world);
      const before = await jiraTimeKeeper(world).readRemaining(pair.jira.key);
      const ada = redmineTimeKeeper(world);
      await ada.log(pair.redmine, 0.33, 'Asked around', 'Design');
      await ada.log(pair.redmine, 4, '', 'Development');
      await verify(world);
      await verify(world);
      const { jira, redmine } = await timeOf(world, pair);
      expect(jira).toEqual([
        [`2026-11-03 ${20 / 60}h`, 'Ada Lovelace in Redmine, Design\nAsked around'],
        ['2026-11-03 4h', 'Ada Lovelace in Redmine, Development'],
      ]);
      expect(redmine).toHaveLength(2);
      expect(await jiraTimeKeeper(world).readRemaining(pair.jira.key)).toBe(before);
    },
  },
  {
    says: 'lets edits and deletions of spent time follow, and makes no new copy of one that was deleted',
    timeoutMs: 180_000,
    async run(world) {
      const pair = await timedPair(world);
      const [inJira, inRedmine] = [jiraTimeKeeper(world), redmineTimeKeeper(world)];
      const worklogs = [
        await inJira.log(pair.jira.key, '1h', 'Searched'),
        await inJira.log(pair.jira.key, '2h', 'Found'),
      ];
      const entry = await inRedmine.log(pair.redmine, 3, 'Asked', 'Design');
      const gone = await inRedmine.log(pair.redmine, 5, 'Mistaken', 'Design');
      await verify(world);
      await inJira.change(pair.jira.key, worklogs[0] ?? '', { timeSpent: '4h' });
      await inJira.remove(pair.jira.key, worklogs[1] ?? '');
      await inRedmine.change(entry, { hours: 3.5, spent_on: '2026-11-04', comments: 'Asked all' });
      await inRedmine.remove(gone);
      await verify(world);
      await verify(world);
      // Jira's bell may have made its copy before the entry was logged.
      const { jira, redmine } = await timeOf(world, pair);
      expect({ jira, redmine: redmine.toSorted() }).toEqual({
        jira: [
          ['2026-11-02 4h', 'Searched'],
          ['2026-11-04 3.5h', 'Ada Lovelace in Redmine, Design\nAsked all'],
        ],
        redmine: [
          ['2026-11-02 4h', 'Development: Searched (Ada Lovelace in Jira)'],
          ['2026-11-04 3.5h', 'Design: Asked all'],
        ],
      });
    },
  },
  {
    says: 'carries no restricted worklog, and takes back what turns restricted',
    timeoutMs: 180_000,
    async run(world) {
      const pair = await timedPair(world);
      const ada = jiraTimeKeeper(world);
      const visibility = { type: 'role', value: 'Developers' };
      await ada.log(pair.jira.key, '1h', 'Between us', { visibility });
      const open = await ada.log(pair.jira.key, '2h', 'For all');
      await verify(world);
      expect(await redmineTimeKeeper(world).list(pair.redmine)).toHaveLength(1);
      await ada.change(pair.jira.key, open, { visibility });
      await verify(world);
      expect(await redmineTimeKeeper(world).list(pair.redmine)).toEqual([]);
    },
  },
  {
    says: 'tells what Jira does not take as a problem, until it is gone',
    timeoutMs: 180_000,
    async run(world) {
      const pair = await timedPair(world);
      const entry = await redmineTimeKeeper(world).log(pair.redmine, 0, 'Nothing', 'Design');
      await verify(world);
      await verify(world);
      const { problems } = await world.readTroubles(pair.jira.key);
      expect(problems).toEqual([expect.stringMatching(/^Jira did not take time .*: 400 /)]);
      await redmineTimeKeeper(world).change(entry, { hours: 1 });
      await verify(world);
      expect(await jiraTimeKeeper(world).list(pair.jira.key)).toHaveLength(1);
      expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'carries no spent time where the mapping does not say so, and only the way it says',
    timeoutMs: 180_000,
    async run(world) {
      await world.configure();
      const pair = await world.makePair();
      await jiraTimeKeeper(world).log(pair.jira.key, '1h', 'Searched');
      await redmineTimeKeeper(world).log(pair.redmine, 2, 'Asked', 'Design');
      await verify(world);
      const alone = await timeOf(world, pair);
      expect([alone.jira.length, alone.redmine.length]).toEqual([1, 1]);
      await world.configure({ mapping: { timeEntries: { direction: 'toJira' } } });
      await verify(world);
      const { jira, redmine } = await timeOf(world, pair);
      expect([jira.length, redmine.length]).toEqual([2, 1]);
      await world.configure();
    },
  },
  ...blows,
];
