/** With no human edit there is no write; what no mapping covers is never touched. */
import { expect } from 'vitest';
import { doc } from '../../../support/local-host/adf';
import { postSigned, ring, type World } from '../../../support/local-host/open-world';
import { composeWebhook } from '../../../support/local-host/redmine-webhook';
import type { Scenario } from '../../../support/local-host/scenario';

/** What the app sent since the ledger was reset. */
async function readTraffic(world: World) {
  const { requests, kvs, queue } = await world.control.readLedger();
  return {
    jira: requests.jira.count,
    redmine: requests.redmine.count,
    kvsReads: kvs.reads.count,
    kvsWrites: kvs.writes.count,
    pushes: queue.pushes,
  };
}

async function countWrites(world: World, act: () => Promise<void>) {
  await world.control.resetLedger();
  await act();
  const { requests } = await world.control.readLedger();
  return { jira: requests.jira.writes, redmine: requests.redmine.writes };
}

const NOTHING = { jira: 0, redmine: 0, kvsReads: 0, kvsWrites: 0, pushes: 0 };

export const scopeScenarios: readonly Scenario[] = [
  {
    says: 'never touches a Jira issue outside of any mapping: one storage read, nothing else',
    async run(world) {
      await world.settle();
      await world.control.resetLedger();
      const { key } = await world.jira.createIssue({
        project: { key: 'OPS' },
        issuetype: { name: 'Incident' },
        summary: world.title('The lift is stuck'),
      });
      await world.settle();
      expect(await readTraffic(world)).toEqual({ ...NOTHING, kvsReads: 1 });
      for (const act of [
        () => world.jira.editIssue(key, { summary: world.title('It goes again') }),
        () => world.jiraAs('admin@example.com').deleteIssue(key),
      ]) {
        await world.control.resetLedger();
        await act();
        await world.settle();
        expect(await readTraffic(world)).toEqual({ ...NOTHING, kvsReads: 1 });
      }
    },
  },
  {
    says: 'never touches a Redmine issue outside of any mapping: one storage read, nothing else',
    async run(world) {
      const admin = world.redmineAs('admin');
      const identifier = `outside-${world.title('x').split(' ')[1]}`;
      await admin.createProject(identifier, 'Outside');
      const id = await admin.createIssue({ project_id: identifier, subject: 'Not ours' });
      await world.settle();
      await world.control.resetLedger();
      await postSigned(world, composeWebhook('created', await admin.readWire(id), null));
      await world.settle();
      expect(await readTraffic(world)).toEqual({ ...NOTHING, kvsReads: 1 });

      // What the scenarios before left for later: issues that no bell told of, and what a mapping
      // refused before it was changed.
      await world.control.runTimer('sweep');
      await world.control.runTimer('verify');
      const writes = await countWrites(world, async () => {
        await world.control.runTimer('sweep');
        await world.control.runTimer('verify');
      });
      expect(writes).toEqual({ jira: 0, redmine: 0 });
      expect(await admin.countJournals(id)).toBe(0);
    },
  },
  {
    says: 'ends the echo of an own write at one job, two storage reads and no call of a tracker',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      await world.jira.editIssue(jira.key, { duedate: '2031-06-06' });
      await world.settle();
      await world.control.resetLedger();
      await ring(world, redmine, 'updated');
      await world.settle();
      expect(await readTraffic(world)).toEqual({ ...NOTHING, kvsReads: 2, pushes: 1 });
    },
  },
];

/** To be run last, over everything that the scenarios before it left behind. */
export const quietScenarios: readonly Scenario[] = [
  {
    says: 'writes nothing on either side in the ten minutes after all that, sweep and verify included',
    async run(world) {
      const { jira, redmine } = await world.makePair({ description: doc('Something.') });
      await world.jira.addComment(jira.key, doc('And a comment.'));
      await world.settle();
      await world.redmine.addNote(redmine, 'And a note.', { due_date: '2031-08-08' });
      await world.ringRedmine(redmine);
      await world.control.runTimer('sweep');
      await world.control.runTimer('verify');

      const writes = await countWrites(world, async () => {
        await world.control.advance(600);
        await world.settle();
        await world.control.runTimer('sweep');
        await world.control.runTimer('verify');
      });
      expect(writes).toEqual({ jira: 0, redmine: 0 });
    },
  },
];
