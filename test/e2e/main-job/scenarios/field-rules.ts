/** Rules of single fields: screens, templates, parents, values that nobody mapped. */
import { expect } from 'vitest';
import {
  addToWeb,
  askJira,
  askRedmine,
  changeSite,
  jiraCustom,
  jiraSystem,
  redmineCustom,
  redmineSystem,
} from '../../../support/local-host/field-ends';
import type { World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

const STATUS_FIELD = redmineCustom('Status in Jira');
const FIX_VERSIONS = jiraSystem('fixVersions', 'named');
const COMPONENTS = jiraSystem('components', 'named');
const CATEGORY = redmineSystem('category', 'category_id');
const TARGET_VERSION = redmineSystem('fixed_version', 'fixed_version_id');
const ASSIGNEE = { jira: 'assignee', redmine: 'assigned_to' };

/** The id of the transition from In Review to Done. */
const DONE_TRANSITION = 'web/31';

async function configure(world: World, moreFields: readonly object[], more: object = {}) {
  await world.redmine.createIssue({ subject: world.title('An issue with fields') });
  await world.settle();
  await world.configure({ moreFields, ...more });
}

async function demandOnDone(world: World, fields: readonly string[]): Promise<void> {
  await changeSite(world, { requiredTransitionFields: { [DONE_TRANSITION]: fields } });
}

async function setStatus(world: World, id: number, name: string): Promise<void> {
  const status_id = await world.redmine.findId('issue_statuses', name);
  await world.redmine.editIssue(id, { status_id });
  await world.ringRedmine(id);
}

async function readResolution(world: World, key: string): Promise<unknown> {
  const issue = (await askJira(world, 'GET', `issue/${key}?fields=resolution`)) as {
    readonly fields: { readonly resolution: { readonly name: string } | null };
  };
  return issue.fields.resolution?.name ?? null;
}

async function readParentOfTwin(world: World, subject: string): Promise<unknown> {
  const [id] = await world.redmine.findIssues(subject);
  const answer = (await askRedmine(world, `issues/${id}.json`)) as {
    readonly issue: { readonly parent?: { readonly id: number } };
  };
  return answer.issue.parent?.id ?? null;
}

async function readWatchers(world: World, id: number): Promise<readonly string[]> {
  const { issue } = (await askRedmine(world, `issues/${id}.json?include=watchers`)) as {
    readonly issue: { readonly watchers: readonly { readonly name: string }[] };
  };
  return issue.watchers.map(({ name }) => name);
}

export const fieldRuleScenarios: readonly Scenario[] = [
  {
    says: 'fills the screen of a transition with the defaults of the mapping',
    async run(world) {
      const cause = jiraCustom('Root cause', 'select', ['Code', 'People']);
      await cause.prepare(world);
      const [[causeKey = '']] = [Object.keys(await cause.write(world, null))];
      await demandOnDone(world, ['resolution', causeKey]);
      await configure(world, [], {
        mapping: { screens: { resolution: "Won't Do", 'Root cause': 'People' } },
      });
      const { jira, redmine } = await world.makePair();
      await setStatus(world, redmine, 'Closed');
      expect({
        status: (await world.jira.readIssue(jira.key)).status,
        resolution: await readResolution(world, jira.key),
        cause: await cause.read(world, jira.key),
      }).toEqual({ status: 'Done', resolution: "Won't Do", cause: 'People' });
      await setStatus(world, redmine, 'New');
      expect({
        status: (await world.jira.readIssue(jira.key)).status,
        resolution: await readResolution(world, jira.key),
      }).toEqual({ status: 'To Do', resolution: null });
      expect(await world.readTroubles(jira.key)).toEqual({ conflicts: [], problems: [] });
      await demandOnDone(world, []);
    },
  },
  {
    says: 'tells which field of a screen has no default',
    async run(world) {
      await demandOnDone(world, ['resolution']);
      await world.configure();
      const { jira, redmine } = await world.makePair();
      await setStatus(world, redmine, 'Closed');
      expect((await world.readTroubles(jira.key)).problems).toEqual([
        expect.stringMatching(/Resolution is required.*"screens" of the mapping/),
      ]);
      await demandOnDone(world, []);
    },
  },
  {
    says: 'shows a status without counterpart in a field of text, and tells no Problem',
    async run(world) {
      const statuses = [
        { jira: 'To Do', redmine: 'New' },
        { jira: 'In Progress', redmine: 'In Progress' },
      ];
      await configure(
        world,
        [{ jira: 'status', redmine: STATUS_FIELD.name, direction: 'toRedmine' }],
        { mapping: { statuses } },
      );
      const { jira, redmine } = await world.makePair();
      expect(await STATUS_FIELD.read(world, String(redmine))).toBe('To Do');
      for (const status of ['In Progress', 'In Review']) {
        await world.jira.moveTo(jira.key, status);
        await world.settle();
        expect(await STATUS_FIELD.read(world, String(redmine))).toBe(status);
      }
      expect((await world.redmine.readIssue(redmine)).status).toBe('In Progress');
      expect(await world.readTroubles(jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'feeds one field from several by a template',
    async run(world) {
      await configure(world, [
        {
          template: '{Summary} ({Priority})',
          redmine: STATUS_FIELD.name,
          direction: 'toRedmine',
        },
      ]);
      const { jira, redmine } = await world.makePair();
      const { summary } = await world.jira.readIssue(jira.key);
      expect(await STATUS_FIELD.read(world, String(redmine))).toBe(`${summary} (Medium)`);
      await world.jira.editIssue(jira.key, { priority: { name: 'High' } });
      await world.settle();
      expect(await STATUS_FIELD.read(world, String(redmine))).toBe(`${summary} (High)`);
    },
  },
  {
    says: 'makes versions and categories that are not there, once',
    async run(world) {
      await configure(world, [
        { jira: 'fixVersions', redmine: 'fixed_version', unmapped: 'create' },
        { jira: 'components', redmine: 'category', unmapped: 'create' },
      ]);
      await addToWeb(world, 'version', ['9.0']);
      await addToWeb(world, 'component', ['Payment']);
      for (const _ of ['first', 'second']) {
        const pair = await world.makePair({
          ...(await FIX_VERSIONS.write(world, '9.0')),
          ...(await COMPONENTS.write(world, 'Payment')),
        });
        expect({
          version: await TARGET_VERSION.read(world, String(pair.redmine)),
          category: await CATEGORY.read(world, String(pair.redmine)),
        }).toEqual({ version: '9.0', category: 'Payment' });
      }
      const versions = JSON.stringify(await askRedmine(world, 'projects/web-shop/versions.json'));
      expect(versions.split('"name":"9.0"')).toHaveLength(2);
    },
  },
  {
    says: 'names a version that is not there in a Problem where none is to be made',
    async run(world) {
      await configure(world, [{ jira: 'fixVersions', redmine: 'fixed_version' }]);
      await addToWeb(world, 'version', ['10.0']);
      const pair = await world.makePair(await FIX_VERSIONS.write(world, '10.0'));
      expect(await TARGET_VERSION.read(world, String(pair.redmine))).toBeNull();
      expect((await world.readTroubles(pair.jira.key)).problems).toEqual([
        'Jira\'s fixVersions "10.0" has no row towards Redmine in mapping "web", so it was not carried over. Add a row for it, and have the rules applied to existing pairs.',
      ]);
    },
  },
  {
    says: 'gives a person without a row what the rule says: nobody, or a default',
    async run(world) {
      const linus = { accountId: await world.jira.findAccountId('linus@example.com') };
      const ada = { accountId: await world.jira.findAccountId('ada@example.com') };
      await world.configure({ fields: { assignee: { ...ASSIGNEE, unmapped: 'clear' } } });
      const cleared = await world.makePair({ assignee: ada });
      await world.jira.editIssue(cleared.jira.key, { assignee: linus });
      await world.settle();
      expect((await world.redmine.readIssue(cleared.redmine)).assignee).toBeNull();

      const rule = {
        unmapped: 'default',
        default: { jira: 'Grace Hopper', redmine: 'Grace Hopper' },
      };
      await world.configure({ fields: { assignee: { ...ASSIGNEE, ...rule } } });
      const given = await world.makePair({ assignee: linus });
      expect((await world.redmine.readIssue(given.redmine)).assignee).toBe('Grace Hopper');
      expect((await world.jira.readIssue(given.jira.key)).assignee).toBe('Linus Pauling');
      expect(await world.readTroubles(given.jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'makes the twin of a parent before that of its child, and follows a change of parent',
    async run(world) {
      const issueTypes = [
        { jira: 'Bug', redmine: 'Bug' },
        { jira: 'Epic', redmine: 'Support' },
      ];
      await world.configure({
        mapping: { issueTypes },
        moreFields: [{ jira: 'parent', redmine: 'parent' }],
      });
      const titles = {
        epic: world.title('Epic'),
        child: world.title('Child'),
        next: world.title('Next'),
      };
      const epic = await world.jira.createIssue({
        summary: titles.epic,
        issuetype: { name: 'Epic' },
      });
      const child = await world.jira.createIssue({
        summary: titles.child,
        parent: { id: epic.id },
      });
      await world.settle();
      const [epicTwin] = await world.redmine.findIssues(titles.epic);
      expect(await world.redmine.findIssues(titles.epic)).toHaveLength(1);
      expect(await readParentOfTwin(world, titles.child)).toBe(epicTwin);

      const { jira: next, redmine: nextTwin } = await world.makePair({
        summary: titles.next,
        issuetype: { name: 'Epic' },
      });
      const [childTwin = 0] = await world.redmine.findIssues(titles.child);
      await world.redmine.editIssue(childTwin, { parent_issue_id: nextTwin });
      await world.ringRedmine(childTwin);
      expect(await askJira(world, 'GET', `issue/${child.key}?fields=parent`)).toMatchObject({
        fields: { parent: { key: next.key } },
      });
      await world.redmine.editIssue(childTwin, { parent_issue_id: '' });
      await world.ringRedmine(childTwin);
      expect(await askJira(world, 'GET', `issue/${child.key}?fields=parent`)).not.toHaveProperty(
        'fields.parent',
      );
      await world.configure();
    },
  },
  {
    says: 'lets watchers follow where that is chosen, and leaves alone whom it does not know',
    async run(world) {
      await world.configure({ mapping: { watchers: { direction: 'both' } } });
      const { jira, redmine } = await world.makePair();
      const grace = await world.jira.findAccountId('grace@example.com');
      const graceThere = await world.redmine.findMemberId('web-shop', 'Grace Hopper');
      const linusThere = await world.redmine.findMemberId('web-shop', 'Linus Torvalds');
      const watchersPath = `issues/${redmine}/watchers.json`;
      await askRedmine(world, watchersPath, 'POST', { user_id: linusThere });
      await askJira(world, 'POST', `issue/${jira.key}/watchers`, grace);
      await world.jira.editIssue(jira.key, { duedate: '2031-01-01' });
      await world.settle();
      expect(await readWatchers(world, redmine)).toEqual(
        expect.arrayContaining(['Grace Hopper', 'Linus Torvalds']),
      );

      await askRedmine(world, `issues/${redmine}/watchers/${graceThere}.json`, 'DELETE');
      await world.redmine.editIssue(redmine, { due_date: '2031-02-02' });
      await world.ringRedmine(redmine);
      const { watchers } = (await askJira(world, 'GET', `issue/${jira.key}/watchers`)) as {
        readonly watchers: readonly { readonly displayName: string }[];
      };
      expect(watchers.map(({ displayName }) => displayName)).not.toContain('Grace Hopper');
      expect(await world.readTroubles(jira.key)).toEqual({ conflicts: [], problems: [] });
      await world.configure();
    },
  },
  {
    says: 'tells of a status that Redmine says it would not take, and asks nothing in vain',
    async run(world) {
      await world.configure();
      const { jira, redmine } = await world.makePair();
      const blocker = await world.redmine.createIssue({ subject: world.title('Blocks') });
      await world.redmine.relate(blocker, 'blocks', redmine);
      for (const status of ['In Progress', 'In Review', 'Done']) {
        await world.jira.moveTo(jira.key, status);
        await world.settle();
      }
      expect((await world.redmine.readIssue(redmine)).status).toBe('Feedback');
      expect((await world.readTroubles(jira.key)).problems).toEqual([
        expect.stringMatching(/does not let the key take .* from "Feedback" .*; allowed now: /),
      ]);

      await world.redmine.unrelateAll(redmine);
      await (await world.panel(jira)).call('syncNow');
      await world.jira.moveTo(jira.key, 'To Do');
      await world.settle();
      expect((await world.redmine.readIssue(redmine)).status).toBe('New');
      expect(await world.readTroubles(jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
];
