/** Each field follows in both directions, and in one where the mapping says so. */
import { expect } from 'vitest';
import { doc } from '../../../support/local-host/adf';
import type { JiraView } from '../../../support/local-host/jira-person';
import type { World } from '../../../support/local-host/open-world';
import type { RedmineView } from '../../../support/local-host/redmine-person';
import type { Scenario } from '../../../support/local-host/scenario';

/** One edit as a person makes it, and what both sides show then. */
interface FieldEdit {
  readonly field: string;
  readonly inJira: (world: World) => Promise<Readonly<Record<string, unknown>>>;
  readonly inRedmine: (world: World) => Promise<Readonly<Record<string, unknown>>>;
  readonly jira: Partial<JiraView>;
  readonly redmine: Partial<RedmineView>;
}

const EDITS: readonly FieldEdit[] = [
  {
    field: 'the summary',
    inJira: async () => ({ summary: 'A better title: "ä", <b>, 100 %' }),
    inRedmine: async () => ({ subject: 'A better title: "ä", <b>, 100 %' }),
    jira: { summary: 'A better title: "ä", <b>, 100 %' },
    redmine: { subject: 'A better title: "ä", <b>, 100 %' },
  },
  {
    field: 'the description',
    inJira: async () => ({ description: doc('First.', 'Second.') }),
    inRedmine: async () => ({ description: 'First.\n\nSecond.' }),
    jira: { description: doc('First.', 'Second.') },
    redmine: { description: 'First.\n\nSecond.' },
  },
  {
    field: 'the priority',
    inJira: async () => ({ priority: { name: 'Low' } }),
    inRedmine: async ({ redmine }) => ({
      priority_id: await redmine.findId('issue_priorities', 'Low'),
    }),
    jira: { priority: 'Low' },
    redmine: { priority: 'Low' },
  },
  {
    field: 'the type',
    inJira: async () => ({ issuetype: { name: 'Task' } }),
    inRedmine: async ({ redmine }) => ({ tracker_id: await redmine.findId('trackers', 'Feature') }),
    jira: { type: 'Task' },
    redmine: { tracker: 'Feature' },
  },
  {
    field: 'the assignee',
    inJira: async ({ jira }) => ({
      assignee: { accountId: await jira.findAccountId('grace@example.com') },
    }),
    inRedmine: async ({ redmine }) => ({
      assigned_to_id: await redmine.findMemberId('web-shop', 'Grace Hopper'),
    }),
    jira: { assignee: 'Grace Hopper' },
    redmine: { assignee: 'Grace Hopper' },
  },
  {
    field: 'the due date',
    inJira: async () => ({ duedate: '2031-02-28' }),
    inRedmine: async () => ({ due_date: '2031-02-28' }),
    jira: { dueDate: '2031-02-28' },
    redmine: { dueDate: '2031-02-28' },
  },
  {
    field: 'that a field was emptied',
    inJira: async () => ({ duedate: null, assignee: null, description: null }),
    inRedmine: async () => ({ due_date: '', assigned_to_id: '', description: '' }),
    jira: { dueDate: null, assignee: null, description: null },
    redmine: { dueDate: null, assignee: null, description: '' },
  },
];

/** What a pair starts with, so that every edit changes something. */
const AT_FIRST = async ({ jira }: World) => ({
  description: doc('As it was.'),
  assignee: { accountId: await jira.findAccountId('ada@example.com') },
  duedate: '2030-12-31',
});

const readBoth = async (world: World, jiraKey: string, redmineId: number) => ({
  jira: await world.jira.readIssue(jiraKey),
  redmine: await world.redmine.readIssue(redmineId),
});

const fromJira = ({ field, inJira, jira, redmine }: FieldEdit): Scenario => ({
  says: `carries ${field} from Jira to Redmine, and nothing else`,
  async run(world) {
    const pair = await world.makePair(await AT_FIRST(world));
    const before = await readBoth(world, pair.jira.key, pair.redmine);
    await world.jira.editIssue(pair.jira.key, await inJira(world));
    await world.settle();
    expect(await readBoth(world, pair.jira.key, pair.redmine)).toEqual({
      jira: { ...before.jira, ...jira },
      redmine: { ...before.redmine, ...redmine },
    });
    expect(await world.redmine.countJournals(pair.redmine)).toBe(1);
    expect(await world.jira.countHistory(pair.jira.key)).toBe(1);
  },
});

const fromRedmine = ({ field, inRedmine, jira, redmine }: FieldEdit): Scenario => ({
  says: `carries ${field} from Redmine to Jira, and nothing else`,
  async run(world) {
    const pair = await world.makePair(await AT_FIRST(world));
    const before = await readBoth(world, pair.jira.key, pair.redmine);
    const { description } = await world.redmine.readWire(pair.redmine);
    const attributes = await inRedmine(world);
    await world.redmine.editIssue(pair.redmine, {
      ...attributes,
      // People leave the last line, which is the app's, where it is.
      ...('description' in attributes ? keepLastLine(description, attributes.description) : {}),
    });
    await world.ringRedmine(pair.redmine);
    expect(await readBoth(world, pair.jira.key, pair.redmine)).toEqual({
      jira: { ...before.jira, ...jira },
      redmine: { ...before.redmine, ...redmine },
    });
    expect(await world.redmine.countJournals(pair.redmine)).toBe(1);
    expect(await world.jira.countHistory(pair.jira.key)).toBe(1);
  },
});

function keepLastLine(description: string | null | undefined, text: unknown) {
  const lastLine = (description ?? '').split(/\r?\n/).at(-1);
  return { description: `${String(text)}\n\n${lastLine}`.trimStart() };
}

/** Statuses: by the workflow in Jira, at once in Redmine. */
const statusScenarios: readonly Scenario[] = [
  {
    says: 'carries each status that Jira moves through to Redmine',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      const steps = [
        ['In Progress', 'In Progress'],
        ['In Review', 'Feedback'],
        ['Done', 'Closed'],
        ['To Do', 'New'],
      ] as const;
      for (const [there, here] of steps) {
        await world.jira.moveTo(jira.key, there);
        await world.settle();
        expect((await world.redmine.readIssue(redmine)).status).toBe(here);
        expect((await world.jira.readIssue(jira.key)).status).toBe(there);
      }
    },
  },
  {
    says: 'moves Jira by one transition where Redmine moved one status on',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      await setStatus(world, redmine, 'In Progress');
      expect((await world.jira.readIssue(jira.key)).status).toBe('In Progress');
      expect(await world.jira.countHistory(jira.key)).toBe(1);
    },
  },
  {
    says: 'moves Jira through the statuses in between where Redmine closed at once, and back',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      await setStatus(world, redmine, 'Closed');
      expect((await world.jira.readIssue(jira.key)).status).toBe('Done');
      expect(await world.jira.countHistory(jira.key)).toBe(3);
      await setStatus(world, redmine, 'New');
      expect((await world.jira.readIssue(jira.key)).status).toBe('To Do');
      expect((await world.redmine.readIssue(redmine)).status).toBe('New');
      expect(await world.redmine.countJournals(redmine)).toBe(2);
    },
  },
  {
    says: 'honours the direction of a single row: the status stays, a Problem names it once',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      await setStatus(world, redmine, 'Feedback');
      await world.ringRedmine(redmine);
      expect((await world.jira.readIssue(jira.key)).status).toBe('To Do');
      expect((await world.redmine.readIssue(redmine)).status).toBe('Feedback');
      expect((await world.readTroubles(jira.key)).problems).toEqual([
        'Redmine\'s status "Feedback" has no row towards Jira in mapping "web", so it was not carried over. Add a row for it, and have the rules applied to existing pairs.',
      ]);
      // The other fields go on, and the next status with a row ends the problem.
      await setStatus(world, redmine, 'In Progress');
      expect((await world.jira.readIssue(jira.key)).status).toBe('In Progress');
      expect(await world.readTroubles(jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'leaves a field alone on the side that its row does not follow',
    async run(world) {
      await world.configure({ fields: { duedate: { direction: 'toJira' } } });
      const { jira, redmine } = await world.makePair();
      await world.jira.editIssue(jira.key, { duedate: '2031-03-01' });
      await world.settle();
      expect((await world.redmine.readIssue(redmine)).dueDate).toBeNull();
      await world.redmine.editIssue(redmine, { due_date: '2031-03-02' });
      await world.ringRedmine(redmine);
      expect((await world.jira.readIssue(jira.key)).dueDate).toBe('2031-03-02');

      await world.configure({ fields: { duedate: { direction: 'toRedmine' } } });
      await world.redmine.editIssue(redmine, { due_date: '2031-03-03' });
      await world.ringRedmine(redmine);
      expect((await world.jira.readIssue(jira.key)).dueDate).toBe('2031-03-02');
      await world.jira.editIssue(jira.key, { duedate: '2031-03-04' });
      await world.settle();
      expect((await world.redmine.readIssue(redmine)).dueDate).toBe('2031-03-04');
      await world.configure();
    },
  },
  {
    says: 'carries a person that has no row nowhere, and says so',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      const linus = await world.jira.findAccountId('linus@example.com');
      await world.jira.editIssue(jira.key, { assignee: { accountId: linus } });
      await world.settle();
      expect((await world.redmine.readIssue(redmine)).assignee).toBeNull();
      expect((await world.readTroubles(jira.key)).problems).toEqual([
        'Jira\'s assignee "Linus Pauling" has no row towards Redmine in mapping "web", so it was not carried over. Add a row for it, and have the rules applied to existing pairs.',
      ]);
      const ada = await world.jira.findAccountId('ada@example.com');
      await world.jira.editIssue(jira.key, { assignee: { accountId: ada } });
      await world.settle();
      expect((await world.redmine.readIssue(redmine)).assignee).toBe('Ada Lovelace');
    },
  },
  {
    says: 'tells what Redmine does not take of a field, and tries it again when asked',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      await world.redmine.editIssue(redmine, { start_date: '2031-03-01' });
      await world.jira.editIssue(jira.key, { duedate: '2031-02-01', summary: 'The rest follows' });
      await world.settle();
      const { subject, dueDate } = await world.redmine.readIssue(redmine);
      expect([subject, dueDate, (await world.readTroubles(jira.key)).problems]).toEqual([
        'The rest follows',
        null,
        [expect.stringMatching(/Due date must be greater than start date/)],
      ]);

      await world.redmine.editIssue(redmine, { start_date: '' });
      await world.control.runTimer('verify');
      expect((await world.redmine.readIssue(redmine)).dueDate).toBeNull();
      await (await world.panel(jira)).call('syncNow');
      await world.settle();
      expect([
        (await world.redmine.readIssue(redmine)).dueDate,
        await world.readTroubles(jira.key),
      ]).toEqual(['2031-02-01', { conflicts: [], problems: [] }]);
    },
  },
];

async function setStatus(world: World, id: number, name: string): Promise<void> {
  const status_id = await world.redmine.findId('issue_statuses', name);
  await world.redmine.editIssue(id, { status_id });
  await world.ringRedmine(id);
}

export const fieldScenarios: readonly Scenario[] = [
  ...EDITS.map(fromJira),
  ...EDITS.map(fromRedmine),
  ...statusScenarios,
];
