/** Redmine is down, or takes the key no longer: nothing is lost, people are told, all is caught up. */
import { expect } from 'vitest';
import { doc } from '../../../support/local-host/adf';
import type { Pair, World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

const DAY_SECONDS = 86_400;

/** What people do on both sides meanwhile; bells of Redmine are lost. */
async function workOnBothSides(world: World, pair: Pair) {
  const summary = world.title('Edited meanwhile');
  const bornInJira = world.title('Born meanwhile');
  const bornInRedmine = world.title('Born meanwhile there');
  await world.jira.editIssue(pair.jira.key, { summary });
  await world.jira.addComment(pair.jira.key, doc('Said in Jira.'));
  await world.redmine.addNote(pair.redmine, 'Said in Redmine.', { due_date: '2033-03-03' });
  await world.jira.createIssue({ summary: bornInJira });
  await world.redmine.createIssue({ subject: bornInRedmine });
  return { summary, bornInJira, bornInRedmine };
}

type Work = Awaited<ReturnType<typeof workOnBothSides>>;

async function expectCaughtUp(world: World, pair: Pair, work: Work): Promise<void> {
  const last = (texts: readonly { readonly text: string | null }[]) =>
    texts.map(({ text }) => text?.split('\n').at(-1)).toSorted();
  expect({
    summary: (await world.jira.readIssue(pair.jira.key)).summary,
    subject: (await world.redmine.readIssue(pair.redmine)).subject,
    dueDate: (await world.jira.readIssue(pair.jira.key)).dueDate,
    comments: last(await world.jira.readComments(pair.jira.key)),
    notes: last(await world.redmine.readNotes(pair.redmine)),
    twinsInRedmine: (await world.redmine.findIssues(work.bornInJira)).length,
    twinsInJira: (await world.jira.findIssues('WEB', work.bornInRedmine)).length,
  }).toEqual({
    summary: work.summary,
    subject: work.summary,
    dueDate: '2033-03-03',
    comments: ['Said in Jira.', 'Said in Redmine.'],
    notes: ['Said in Jira.', 'Said in Redmine.'],
    twinsInRedmine: 1,
    twinsInJira: 1,
  });
}

const readDeadLetters = async (world: World) => {
  await world.control.advance(1);
  return (await world.admin.call('listProblems', {})).deadLetters.map(({ message }) => message);
};

export const outageScenarios: readonly Scenario[] = [
  {
    says: 'catches up with both sides after Redmine was down for half an hour',
    async run(world) {
      const pair = await world.makePair();
      await world.front.goDown();
      const work = await workOnBothSides(world, pair);
      await world.control.advance(1800);
      await world.control.runTimer('sweep').catch(() => {});
      expect((await world.redmine.readIssue(pair.redmine)).subject).not.toBe(work.summary);
      await world.front.comeBack();
      await world.settle();
      await world.control.runTimer('sweep');
      await expectCaughtUp(world, pair, work);
      expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'catches up with both sides after Redmine was down for longer than a queue remembers',
    async run(world) {
      const pair = await world.makePair();
      await world.front.goDown();
      const work = await workOnBothSides(world, pair);
      await world.control.advance(DAY_SECONDS + 7200);
      expect(await readDeadLetters(world)).toEqual([
        expect.stringContaining('no connection (ECONNREFUSED)'),
        expect.stringContaining('no connection (ECONNREFUSED)'),
      ]);
      await world.front.comeBack();
      await world.settle();
      await world.control.runTimer('sweep');
      await expectCaughtUp(world, pair, work);
      expect(await readDeadLetters(world)).toEqual([]);
    },
  },
  {
    says: 'stops at a key that is refused, tells the admins once, and catches up when it is taken again',
    async run(world) {
      const pair = await world.makePair();
      world.front.answerWith(401);
      const work = await workOnBothSides(world, pair);
      await world.settle();
      expect(await readDeadLetters(world)).toEqual([]);
      const { connections } = await world.admin.call('getOverview');
      expect(connections.map(({ health }) => health)).toEqual([
        expect.objectContaining({
          state: expect.stringMatching(/open/),
          cause: 'access',
          message: expect.stringMatching(/^\[redmine\] GET \/issues.*\.json: 401$/),
        }),
      ]);
      expect(JSON.stringify(connections)).not.toContain(world.apiKey);
      const { findings } = await world.admin.call('testConnection', { connectionId: 'main' });
      const broken = findings.filter(({ level }) => level === 'broken').map(({ kind }) => kind);
      expect(broken).toEqual(['key', 'circuit']);

      world.front.answerWith(null);
      await world.control.runTimer('sweep');
      await expectCaughtUp(world, pair, work);
      expect(await readDeadLetters(world)).toEqual([]);
      const after = await world.admin.call('getOverview');
      expect(after.connections.map(({ health }) => health)).toEqual([{ state: 'closed' }]);
    },
  },
  {
    says: 'imports nothing while Redmine is down, and leaves the configuration as it was',
    async run(world) {
      await world.settle();
      const before = await world.admin.call('exportConfiguration');
      await world.front.goDown();
      const answer = await world.admin.call('importConfiguration', { document: before.document });
      await world.front.comeBack();
      expect(answer).toEqual({
        imported: false,
        mistakes: [
          {
            path: 'connections[0].url',
            message:
              '[redmine] GET /users/current.json: no connection (ECONNREFUSED). Valid: the address of a Redmine that answers now.',
          },
        ],
      });
      expect(await world.admin.call('exportConfiguration')).toEqual(before);
    },
  },
  {
    says: 'sends its key in one header of its own and nowhere else',
    async run(world) {
      world.front.takeSeen();
      const pair = await world.makePair({ description: doc('Something.') });
      await world.jira.addComment(pair.jira.key, doc('And a word.'));
      await world.settle();
      await world.control.runTimer('sweep');
      const seen = world.front.takeSeen();
      expect(seen.length).toBeGreaterThan(3);
      for (const { path, headers } of seen) {
        const { 'x-redmine-api-key': key, ...others } = headers;
        expect(key).toBe(world.apiKey);
        expect(JSON.stringify([path, others])).not.toContain(world.apiKey);
      }
    },
  },
];
