/** What people do in the issue panel and on the admin page. */
import { expect } from 'vitest';
import type { JiraIssueRef } from '../../../support/local-host/jira-person';
import type { World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

/** OPS ↔ a Redmine project of its own, both with issues that are older than their mapping. */
async function mapOldProjects(world: World): Promise<OldProjects> {
  const admin = world.redmineAs('admin');
  const project = `ops-${world.title('x').split(' ')[1]}`;
  await admin.createProject(project, 'Operations');
  for (const name of ['Ada Lovelace', 'Jira Sync']) {
    await admin.addMember(project, await admin.findMemberId('web-shop', name), MANAGER_ROLE);
  }
  const make = (words: string) =>
    world.jira.createIssue({
      project: { key: 'OPS' },
      issuetype: { name: 'Task' },
      summary: world.title(words),
    });
  const olds = [await make('Old'), await make('Old'), await make('Old'), await make('Old')];
  const makeThere = () =>
    world.redmine.createIssue({
      project_id: project,
      tracker_id: 2,
      subject: world.title('Old there'),
      due_date: '2032-01-01',
    });
  const oldRedmine = [await makeThere(), await makeThere(), await makeThere()];
  await world.settle();
  // A mapping counts issues as new from the second on in which it was made.
  await world.control.advance(2);
  await world.configure({
    moreMappings: [
      {
        id: 'ops',
        connection: 'main',
        jiraProject: 'OPS',
        redmineProject: project,
        create: { jira: true, redmine: true },
        issueTypes: [{ jira: 'Task', redmine: 'Feature' }],
        statuses: [
          { jira: 'Open', redmine: 'New' },
          { jira: 'Closed', redmine: 'Closed' },
        ],
        fields: [
          { jira: 'summary', redmine: 'subject' },
          { jira: 'duedate', redmine: 'due_date' },
        ],
      },
    ],
  });
  return { project, olds, oldRedmine };
}

interface OldProjects {
  /** The Redmine project. */
  readonly project: string;
  readonly olds: readonly JiraIssueRef[];
  readonly oldRedmine: readonly number[];
}

const MANAGER_ROLE = 3;

const prepared = new WeakMap<World, Promise<OldProjects>>();

function oldProjects(world: World): Promise<OldProjects> {
  const known = prepared.get(world) ?? mapOldProjects(world);
  prepared.set(world, known);
  return known;
}

async function takeOld(world: World, index: number): Promise<JiraIssueRef> {
  const { olds } = await oldProjects(world);
  const issue = olds[index];
  if (!issue) throw new Error(`there is no old issue ${index}`);
  return issue;
}

async function editTitle(world: World, key: string): Promise<string> {
  const summary = world.title('Edited');
  await world.jira.editIssue(key, { summary });
  await world.settle();
  return summary;
}

export const panelScenarios: readonly Scenario[] = [
  {
    says: 'gives no twin to issues that are older than their mapping, however they are edited',
    async run(world) {
      const issue = await takeOld(world, 0);
      const [oldRedmine = 0] = (await oldProjects(world)).oldRedmine;
      const summary = await editTitle(world, issue.key);
      const subject = world.title('Edited there');
      await world.redmine.editIssue(oldRedmine, { subject });
      await world.ringRedmine(oldRedmine);
      await world.control.runTimer('sweep');
      await world.control.runTimer('verify');
      expect(await world.redmine.findIssues(summary)).toEqual([]);
      expect(await world.jira.findIssues('OPS', subject)).toEqual([]);
      const panel = await world.panel(issue);
      expect((await panel.call('getPanel')).state).toBe('not-linked');
    },
  },
  {
    says: 'gives an old issue its twin where somebody asks for it with Sync now',
    async run(world) {
      const issue = await takeOld(world, 0);
      const summary = await editTitle(world, issue.key);
      const view = await (await world.panel(issue)).call('syncNow');
      const twins = await world.redmine.findIssues(summary);
      expect(twins).toHaveLength(1);
      expect(view).toMatchObject({
        state: 'in-sync',
        canEdit: true,
        notes: [],
        twin: {
          key: `#${twins[0]}`,
          url: `${world.redmineUrl}/issues/${twins[0]}`,
          title: summary,
          status: 'New',
          assignee: null,
        },
      });
      expect(view.lastSentAtMs).not.toBeNull();
      expect(view.lastReceivedAtMs).toBeNull();
      await world.settle();
      expect(await world.redmine.findIssues(summary)).toEqual(twins);
    },
  },
  ...(['jira', 'remote', 'ask'] as const).map(
    (seed, index): Scenario => ({
      says: `links two existing issues, ${
        { jira: "with Jira's values", remote: "with Redmine's values", ask: 'asking about each' }[
          seed
        ]
      }`,
      async run(world) {
        const issue = await takeOld(world, index + 1);
        const { summary: ours } = await world.jira.readIssue(issue.key);
        const id = (await oldProjects(world)).oldRedmine[index] ?? 0;
        const { subject: theirs } = await world.redmine.readIssue(id);
        const redmineIssue = seed === 'ask' ? `${world.redmineUrl}/issues/${id}` : `#${id}`;
        const view = await (await world.panel(issue)).call('linkIssue', { redmineIssue, seed });
        const expected = {
          jira: { title: ours, twin: ours, due: null, state: 'in-sync' },
          remote: { title: theirs, twin: theirs, due: '2032-01-01', state: 'in-sync' },
          ask: { title: ours, twin: theirs, due: null, state: 'conflict' },
        }[seed];
        expect(view.state).toBe(expected.state);
        await world.settle();
        expect((await world.jira.readIssue(issue.key)).summary).toBe(expected.title);
        expect((await world.redmine.readIssue(id)).subject).toBe(expected.twin);
        expect((await world.jira.readIssue(issue.key)).dueDate).toBe(expected.due);
        const { conflicts } = await world.readTroubles(issue.key);
        expect(conflicts.map(({ field }) => field).toSorted()).toEqual(
          seed === 'ask' ? ['duedate', 'summary'] : [],
        );

        const again = await (await world.panel(issue)).ask('linkIssue', { redmineIssue, seed });
        expect(again).toEqual({
          ok: false,
          reason: `This issue is linked with #${id} already.`,
        });
      },
    }),
  ),
  {
    says: 'parts a pair, and makes no new twin of either until somebody asks',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      const panel = await world.panel(jira);
      const byNumber = () => world.jira.search(`redmineIssue = ${redmine}`);
      expect((await byNumber()).map(({ key }) => key)).toEqual([jira.key]);
      expect((await panel.call('unlinkIssue')).state).toBe('not-linked');
      expect(await byNumber()).toEqual([]);
      const summary = await editTitle(world, jira.key);
      const subject = world.title('Goes its own way');
      await world.redmine.editIssue(redmine, { subject });
      await world.ringRedmine(redmine);
      await world.control.runTimer('sweep');
      await world.control.runTimer('verify');
      expect(await world.redmine.findIssues(summary)).toEqual([]);
      expect(await world.jira.findIssues('WEB', subject)).toEqual([]);

      const view = await panel.call('linkIssue', {
        redmineIssue: String(redmine),
        seed: 'remote',
      });
      expect(view.state).toBe('in-sync');
      expect((await world.jira.readIssue(jira.key)).summary).toBe(subject);
    },
  },
  {
    says: 'says in the panel why an issue cannot be linked',
    async run(world) {
      const issue = await world.jira.createIssue({ summary: world.title('Lonely') });
      await world.settle();
      await (await world.panel(issue)).call('unlinkIssue');
      const panel = await world.panel(issue);
      const link = (redmineIssue: string) => panel.ask('linkIssue', { redmineIssue, seed: 'jira' });
      expect(await link('999999')).toEqual({
        ok: false,
        reason: 'Redmine has no issue 999999 that the app may see.',
      });
      expect(await link('https://elsewhere.example.com/issues/1')).toEqual({
        ok: false,
        reason: `"https://elsewhere.example.com/issues/1" is neither an issue number nor an issue's address in ${world.redmineUrl}.`,
      });
      const { redmine } = await world.makePair();
      expect(await link(`#${redmine}`)).toEqual({
        ok: false,
        reason: `#${redmine} is linked already.`,
      });
    },
  },
  {
    says: 'finds an issue to link with by its number and by words, in the mapped project only',
    async run(world) {
      const issue = await takeOld(world, 0);
      const panel = await world.panel(issue);
      const word = `Haystack${Date.now()}`;
      const [first, second] = [`${word} with a needle`, `A needle | ${word}`];
      const { project } = await oldProjects(world);
      const admin = world.redmineAs('admin');
      const make = (subject: string, more = {}) =>
        admin.createIssue({ project_id: project, tracker_id: 2, subject, ...more });
      const ids = [await make(first), await make(second)];
      await make(`needle ${word} in private`, { is_private: true });
      await make(`needle ${word} elsewhere`, { project_id: 'web-shop' });
      // Its mapping gives new issues a twin.
      await world.control.runTimer('sweep');
      const find = async (wanted: string) => {
        const { issues } = await panel.call('findIssues', { wanted });
        return issues.toSorted((a, b) => a.key.localeCompare(b.key));
      };
      const both = [first, second].map((title, index) => ({
        key: `#${ids[index]}`,
        title,
        status: 'New',
        isLinked: true,
      }));
      expect(await find(`needle ${word}`)).toEqual(both);
      expect(await find(`NEEDLE | ${word}`)).toEqual(both);
      expect(await find(`#${ids[0]}`)).toEqual([both[0]]);
      expect(await find(`${world.redmineUrl}/issues/${ids[1]}`)).toEqual([both[1]]);
      expect(await find(`${word} nowhere`)).toEqual([]);
    },
  },
  {
    says: 'lets one pair rest while others go on, and tells its history',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      const other = await world.makePair();
      const panel = await world.panel(jira);
      expect(await panel.call('pausePair')).toMatchObject({ state: 'paused', paused: 'pair' });
      expect(await panel.ask('syncNow')).toEqual({ ok: false, reason: 'This pair is paused.' });
      const subject = world.title('Changed in the pause');
      await world.redmine.editIssue(redmine, { subject });
      await world.ringRedmine(redmine);
      const followed = await editTitle(world, other.jira.key);
      await world.control.runTimer('sweep');
      await world.control.runTimer('verify');
      expect((await world.redmine.readIssue(other.redmine)).subject).toBe(followed);
      expect((await world.jira.readIssue(jira.key)).summary).not.toBe(subject);

      expect(await panel.call('resumePair')).toMatchObject({ state: 'in-sync', paused: null });
      expect((await world.jira.readIssue(jira.key)).summary).toBe(subject);
      await world.control.advance(1);
      const { events, cursor } = await panel.call('listHistory', {});
      const told = events.map(({ kind, side, fields, by }) => ({ kind, side, fields, by }));
      const asked = { side: null, fields: [], by: 'Ada Lovelace' };
      expect({ told, cursor }).toEqual({
        told: [
          { kind: 'field-written', side: 'jira', fields: ['summary'], by: 'Ada Lovelace' },
          { kind: 'resumed', ...asked },
          { kind: 'paused', ...asked },
          { kind: 'created', side: 'remote', fields: [], by: null },
        ],
        cursor: null,
      });
    },
  },
  {
    says: 'tells of a pair nothing of the one before it',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      const panel = await world.panel(jira);
      await panel.call('unlinkIssue');
      expect((await panel.call('listHistory', {})).events).toEqual([]);
      await panel.call('linkIssue', { redmineIssue: String(redmine), seed: 'jira' });
      await world.control.advance(1);
      const { events } = await panel.call('listHistory', {});
      expect(events.at(-1)).toMatchObject({ kind: 'linked', by: 'Ada Lovelace' });
      expect(events.map(({ kind }) => kind)).not.toContain('created');
    },
  },
  {
    says: 'waits while a mapping is paused, and catches up with both sides when it goes on',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      const before = await world.redmine.readIssue(redmine);
      const paused = await world.admin.call('pauseMapping', { mappingId: 'web' });
      expect(paused.state).toBe('paused');
      expect((await (await world.panel(jira)).call('getPanel')).state).toBe('paused');

      await world.control.resetLedger();
      const summary = await editTitle(world, jira.key);
      await world.redmine.editIssue(redmine, { due_date: '2032-02-02' });
      await world.ringRedmine(redmine);
      const born = world.title('Born in the pause');
      await world.jira.createIssue({ summary: born });
      await world.settle();
      await world.control.runTimer('sweep');
      await world.control.runTimer('verify');
      const { requests } = await world.control.readLedger();
      expect([requests.jira.writes, requests.redmine.writes]).toEqual([0, 0]);
      expect(await world.redmine.readIssue(redmine)).toEqual({
        ...before,
        dueDate: '2032-02-02',
      });

      await world.admin.call('resumeMapping', { mappingId: 'web' });
      await world.control.runTimer('sweep');
      expect((await world.redmine.readIssue(redmine)).subject).toBe(summary);
      expect((await world.jira.readIssue(jira.key)).dueDate).toBe('2032-02-02');
      expect(await world.redmine.findIssues(born)).toHaveLength(1);
    },
  },
  {
    says: 'shows in the overview what is connected, what is mapped and what ran',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      await world.control.advance(1);
      const overview = await world.admin.call('getOverview');
      expect(overview.connections).toEqual([
        {
          id: 'main',
          name: 'Acme Redmine',
          url: world.redmineUrl,
          textFormat: world.textFormat,
          webhookUrl: `${await world.control.readWebhookUrl()}/main`,
          hasApiKey: true,
          health: { state: 'closed' },
        },
      ]);
      expect(overview.mappings.find(({ id }) => id === 'web')).toMatchObject({
        jiraProject: 'WEB',
        redmineProject: 'web-shop',
        direction: 'both',
        state: 'active',
      });
      expect(overview.runs[0]).toMatchObject({
        linkId: `main:${redmine}`,
        jiraKey: jira.key,
        remoteKey: `#${redmine}`,
        summary: `created #${redmine} in Redmine for ${jira.key}`,
      });
    },
  },
];
