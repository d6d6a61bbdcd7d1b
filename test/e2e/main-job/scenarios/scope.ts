/** Mappings that cover a part of their projects, several over the same, and rows that came later. */
import { expect } from 'vitest';
import type { Pair, World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

const OUT_OF_SCOPE = /is no longer in the scope of mapping "web"; the pair waits/;

/** Whether a new Jira issue got a twin. */
async function hasTwin(world: World, fields: object): Promise<boolean> {
  const summary = world.title('Covered?');
  await world.jira.createIssue({ summary, ...fields });
  await world.settle();
  return (await world.redmine.findIssues(summary)).length > 0;
}

async function rename(world: World, pair: Pair): Promise<string> {
  const summary = world.title('Renamed');
  await world.jira.editIssue(pair.jira.key, { summary });
  await world.settle();
  return summary;
}

const bugs = { issuetype: { name: 'Bug' } };
const tasks = { issuetype: { name: 'Task' } };

/** Bugs and tasks of the same two projects, each with rules of its own. */
const TWO_MAPPINGS = (world: World) => {
  const tracker = (name: string) => ({ trackers: [name] });
  const whole = [
    { jira: 'Bug', redmine: 'Bug' },
    { jira: 'Task', redmine: 'Feature' },
    { jira: 'Story', redmine: 'Support' },
  ];
  return {
    mapping: {
      issueTypes: whole,
      scope: { jira: 'issuetype = Bug', redmine: tracker('Bug') },
    },
    moreMappings: [
      {
        id: 'tasks',
        connection: 'main',
        jiraProject: 'WEB',
        redmineProject: 'web-shop',
        create: { jira: true, redmine: true },
        issueTypes: whole,
        scope: { jira: 'issuetype = Task', redmine: tracker('Feature') },
        fields: [
          { jira: 'summary', redmine: 'subject' },
          { jira: 'duedate', redmine: 'due_date', direction: 'toJira' },
        ],
        comments: { direction: world.isAdminKey ? 'both' : 'toRedmine' },
      },
    ],
  };
};

/** A second project on each side, and what else it is mapped with. */
async function mapOperations(world: World): Promise<void> {
  const admin = world.redmineAs('admin');
  await admin.createProject('ops-there', 'Operations there');
  const manager = 3;
  for (const name of ['Jira Sync', 'Ada Lovelace']) {
    const member = await admin.findMemberId('web-shop', name);
    await admin.addMember('ops-there', member, manager);
  }
  const mapped = {
    id: 'ops',
    connection: 'main',
    jiraProject: 'OPS',
    redmineProject: 'ops-there',
    create: { jira: true, redmine: true },
    issueTypes: [{ jira: 'Task', redmine: 'Feature' }],
    statuses: [
      { jira: 'Open', redmine: 'New' },
      { jira: 'Closed', redmine: 'Closed' },
    ],
    fields: [{ jira: 'summary', redmine: 'subject' }],
  };
  await world.configure({ moreMappings: [mapped] });
}

const projectOf = async (world: World, { redmine }: Pair) =>
  (await world.redmine.readWire(redmine)).project.name;

export const partScenarios: readonly Scenario[] = [
  {
    says: 'gives twins only to what the JQL covers; what leaves it waits, and goes on when it is back',
    async run(world) {
      await world.configure({ mapping: { scope: { jira: 'labels = redmine' } } });
      expect(await hasTwin(world, {})).toBe(false);
      const pair = await world.makePair({ labels: ['redmine'] });

      await world.jira.editIssue(pair.jira.key, { labels: [] });
      await world.settle();
      const missed = await rename(world, pair);
      expect((await world.redmine.readIssue(pair.redmine)).subject).not.toBe(missed);
      expect((await world.readTroubles(pair.jira.key)).problems).toEqual([
        expect.stringMatching(OUT_OF_SCOPE),
      ]);

      await world.jira.editIssue(pair.jira.key, { labels: ['redmine'] });
      await world.settle();
      expect((await world.redmine.readIssue(pair.redmine)).subject).toBe(missed);
      expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'gives twins only to what tracker, status and a saved query of Redmine cover',
    async run(world) {
      const feature = await world.redmine.findId('trackers', 'Feature');
      const counted = async (attributes: object) => {
        const subject = world.title('Counted?');
        const id = await world.redmine.createIssue({ subject, ...attributes });
        await world.ringRedmine(id, 'created');
        return (await world.jira.findIssues('WEB', subject)).length;
      };
      await world.configure({
        mapping: { scope: { redmine: { trackers: ['Bug'], statuses: ['New', 'In Progress'] } } },
      });
      expect(await counted({})).toBe(1);
      expect(await counted({ tracker_id: feature })).toBe(0);
      await world.configure({ mapping: { scope: { redmine: { statuses: ['Resolved'] } } } });
      expect(await counted({})).toBe(0);
      // Of the default queries: the open issues that the key's owner reported.
      await world.configure({ mapping: { scope: { redmine: { query: 'Reported issues' } } } });
      expect(await counted({})).toBe(world.isAdminKey ? 1 : 0);
    },
  },
  {
    says: 'parts a pair that leaves, or keeps it in step, where the mapping says so',
    async run(world) {
      const scope = (leaving: string) => ({
        mapping: { scope: { jira: 'labels = redmine', leaving } },
      });
      await world.configure(scope('keep'));
      const pair = await world.makePair({ labels: ['redmine'] });
      await world.jira.editIssue(pair.jira.key, { labels: [] });
      const kept = await rename(world, pair);
      expect((await world.redmine.readIssue(pair.redmine)).subject).toBe(kept);

      await world.configure(scope('unlink'));
      const missed = await rename(world, pair);
      const panel = await world.panel(pair.jira);
      expect([
        (await world.redmine.readIssue(pair.redmine)).subject === missed,
        (await panel.call('getPanel')).state,
      ]).toEqual([false, 'not-linked']);
    },
  },
  {
    says: 'routes two mappings of the same projects by their rules, and a pair follows its issue',
    async run(world) {
      await world.configure(TWO_MAPPINGS(world));
      const pair = await world.makePair(bugs);
      await world.makePair(tasks);
      expect(await hasTwin(world, { issuetype: { name: 'Story' } })).toBe(false);

      await world.jira.editIssue(pair.jira.key, tasks);
      await world.settle();
      // Under the mapping of tasks no due date goes to Redmine.
      await world.jira.editIssue(pair.jira.key, { duedate: '2031-07-07' });
      const summary = await rename(world, pair);
      const { subject, dueDate } = await world.redmine.readIssue(pair.redmine);
      expect([subject, dueDate]).toEqual([summary, null]);
      expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'refuses mappings that overlap with both names, and rules that do not exist, and changes nothing',
    async run(world) {
      const { mapping, moreMappings } = TWO_MAPPINGS(world);
      const mistakesOf = async (changes: Parameters<World['configure']>[0]) =>
        world.configure(changes).then(
          () => 'imported',
          (error: Error) => error.message,
        );
      const overlap = await mistakesOf({
        mapping: { ...mapping, scope: { ...mapping.scope, jira: 'labels = a' } },
        moreMappings,
      });
      expect(overlap).toContain('Mappings \\"web\\" and \\"tasks\\" overlap');
      const unknown = await mistakesOf({
        mapping: {
          scope: { jira: 'nonsense = 1', redmine: { trackers: ['Bugs'], query: 'Not there' } },
        },
      });
      for (const words of ['scope.jira', 'scope.redmine.trackers[0]', 'scope.redmine.query']) {
        expect(unknown).toContain(`mappings[0].${words}`);
      }
      expect(unknown).toMatch(/Bugs[^"]*" does not exist. Valid: Bug, Feature, Support/);
      const { mappings } = await world.admin.call('getOverview');
      expect(mappings.map(({ id }) => id)).toEqual(['web', 'tasks']);
      await world.configure();
    },
  },
  {
    says: 'brings a twin after its issue to the project of another mapping, or says why it cannot',
    async run(world) {
      await mapOperations(world);
      const mover = world.jiraAs('admin@example.com');
      const pair = await world.makePair(tasks);
      const related = await world.makePair(tasks);
      await world.redmine.relate(related.redmine, 'blocks', (await world.makePair(tasks)).redmine);
      const theirs = await world.makePair(tasks);

      const key = await mover.moveToProject(pair.jira.key, 'OPS');
      await world.settle();
      expect(await projectOf(world, pair)).toBe('Operations there');
      const summary = await rename(world, { ...pair, jira: { ...pair.jira, key } });
      const subject = world.title('Renamed there');
      expect((await world.redmine.readIssue(pair.redmine)).subject).toBe(summary);
      await world.redmine.editIssue(pair.redmine, { subject });
      await world.ringRedmine(pair.redmine);
      expect((await world.jira.readIssue(key)).summary).toBe(subject);
      expect(await world.readTroubles(key)).toEqual({ conflicts: [], problems: [] });

      await mover.moveToProject(related.jira.key, 'OPS');
      await world.settle();
      await world.redmine.editIssue(theirs.redmine, { project_id: 'ops-there' });
      await world.ringRedmine(theirs.redmine);
      const told = [
        ...(await world.readTroubles(related.jira.key)).problems,
        ...(await world.readTroubles(theirs.jira.key)).problems,
      ];
      expect([await projectOf(world, related), told]).toEqual([
        'Web Shop',
        [
          expect.stringMatching(
            /did not follow, since it is related to #\d+, and Redmine may part/,
          ),
          expect.stringMatching(/WEB-\d+ in Jira did not follow, since the app moves no issues/),
        ],
      ]);
      await world.configure();
    },
  },
];
