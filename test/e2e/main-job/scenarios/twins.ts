/** An issue on either side gets its twin, once. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { doc } from '../../../support/local-host/adf';
import { ring } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

/** The first answer that is one. */
async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    await pause(20);
  }
}

export const twinScenarios: readonly Scenario[] = [
  {
    says: 'gives a Jira issue its twin within one idle, with every mapped field',
    async run(world) {
      const summary = world.title('Checkout forgets the address');
      const ada = await world.jira.findAccountId('ada@example.com');
      const { key } = await world.jira.createIssue({
        summary,
        description: doc('After the payment page the form is empty.'),
        priority: { name: 'High' },
        assignee: { accountId: ada },
        duedate: '2031-05-06',
      });
      await world.settle();

      const [twin, ...others] = await world.redmine.findIssues(summary);
      expect(others).toEqual([]);
      expect(await world.redmine.readIssue(twin ?? 0)).toEqual({
        subject: summary,
        description: 'After the payment page the form is empty.',
        status: 'New',
        priority: 'High',
        tracker: 'Bug',
        assignee: 'Ada Lovelace',
        dueDate: '2031-05-06',
      });
      const { description } = await world.redmine.readWire(twin ?? 0);
      expect(description).toContain(`${world.process.urls.jira}/browse/${key}#sync-`);
      expect(await world.redmine.countJournals(twin ?? 0)).toBe(0);
    },
  },
  {
    says: 'gives an issue one twin where the twin rings before its link is saved and is read after',
    async run(world) {
      const read = {
        target: 'redmine',
        method: 'GET',
        path: '/issues/\\d+\\.json',
        times: 1,
      } as const;
      await world.control.addFaults(
        // The run that creates, then the run that the twin's own bell starts.
        { ...read, effect: { delayMs: 1000 } },
        { ...read, effect: { delayMs: 2500 } },
      );
      const summary = world.title('Rings early');
      await world.jira.createIssue({ summary });
      const twin = await until(async () => (await world.redmine.findIssues(summary))[0]);
      await world.ringRedmine(twin, 'created');
      await world.control.clearFaults();
      expect({
        inJira: await world.jira.findIssues('WEB', summary),
        inRedmine: await world.redmine.findIssues(summary),
      }).toEqual({ inJira: [expect.anything()], inRedmine: [twin] });
    },
  },
  {
    says: 'gives a Redmine issue its twin when its webhook rings, with every mapped field',
    async run(world) {
      const subject = world.title('Invoice lacks the VAT number');
      const id = await world.redmine.createIssue({
        subject,
        description: 'Two customers told us.',
        tracker_id: await world.redmine.findId('trackers', 'Feature'),
        priority_id: await world.redmine.findId('issue_priorities', 'High'),
        assigned_to_id: await world.redmine.findMemberId('web-shop', 'Grace Hopper'),
        due_date: '2031-07-08',
      });
      await world.ringRedmine(id, 'created');

      const twins = await world.jira.findIssues('WEB', subject);
      expect(twins).toHaveLength(1);
      expect(await world.jira.readIssue(twins[0]?.key ?? '')).toEqual({
        summary: subject,
        description: doc('Two customers told us.'),
        status: 'To Do',
        priority: 'High',
        type: 'Task',
        assignee: 'Grace Hopper',
        dueDate: '2031-07-08',
      });
      // Redmine hears nothing of its own news.
      expect(await world.redmine.countJournals(id)).toBe(0);
    },
  },
  {
    says: 'brings the twin of a Redmine issue to its status, through every status on the way',
    async run(world) {
      const subject = world.title('Closed before anybody looked');
      const id = await world.redmine.createIssue({ subject });
      const status_id = await world.redmine.findId('issue_statuses', 'Closed');
      await world.redmine.editIssue(id, { status_id });
      await world.ringRedmine(id, 'created');

      const [twin] = await world.jira.findIssues('WEB', subject);
      expect((await world.jira.readIssue(twin?.key ?? '')).status).toBe('Done');
      expect((await world.redmine.readIssue(id)).status).toBe('Closed');
    },
  },
  {
    says: 'finds a new Redmine issue and a later edit by the sweep alone',
    async run(world) {
      const subject = world.title('Nobody rang for this');
      const id = await world.redmine.createIssue({ subject });
      await world.control.runTimer('sweep');
      const twins = await world.jira.findIssues('WEB', subject);
      expect(twins).toHaveLength(1);

      const later = world.title('Nor for the new subject');
      await world.redmine.editIssue(id, { subject: later });
      await world.control.runTimer('sweep');
      expect((await world.jira.readIssue(twins[0]?.key ?? '')).summary).toBe(later);
      expect(await world.redmine.findIssues(later)).toEqual([id]);
    },
  },
  {
    says: 'lets the same bells ring three times, out of order, without a further write',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      const subject = world.title('Rung for often');
      await world.redmine.editIssue(redmine, { subject });
      await world.redmine.editIssue(redmine, { due_date: '2031-01-02' });
      await world.ringRedmine(redmine);
      const issue = await world.jira.readIssue(jira.key);
      expect(issue).toMatchObject({ summary: subject, dueDate: '2031-01-02' });
      const history = await world.jira.countHistory(jira.key);

      await world.control.resetLedger();
      for (let time = 0; time < 3; time += 1) {
        for (const journalId of await newestFirst(world, redmine)) {
          await ring(world, redmine, 'updated', journalId);
        }
        await ring(world, redmine, 'created');
      }
      await world.settle();
      const { requests } = await world.control.readLedger();
      expect([requests.jira.writes, requests.redmine.writes]).toEqual([0, 0]);
      expect(await world.jira.countHistory(jira.key)).toBe(history);
      expect(await world.redmine.countJournals(redmine)).toBe(2);
      expect(await world.jira.findIssues('WEB', subject)).toEqual([jira]);
    },
  },
];

async function newestFirst(
  world: Parameters<Scenario['run']>[0],
  redmine: number,
): Promise<readonly number[]> {
  const { journals } = await world.redmine.readWire(redmine);
  return journals.map(({ id }) => id).toReversed();
}
