/** The twin follows an issue that people moved, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { apiKeyOf, DEMO_SEED } from '../../../dev/redmine/seed/demo-seed';
import type { RedmineSeed } from '../../../dev/redmine/seed/seed';
import { atEveryCall, BLOWS, type Blow, KILLED } from '../../support/in-process/at-every-call';
import { expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { type MadePair, makePair } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';
import { readLines } from '../../support/in-process/read-audit';

const HOURS_MS = 3_600_000;
const OPERATIONS = { identifier: 'ops-there', name: 'Operations there' };

const redmineSeed: RedmineSeed = {
  ...DEMO_SEED,
  projects: DEMO_SEED.projects.flatMap((shop) => [shop, { ...shop, ...OPERATIONS }]),
};

const moreMappings = [
  {
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
    fields: [
      { jira: 'summary', redmine: 'subject' },
      { jira: 'duedate', redmine: 'due_date' },
    ],
  },
];

async function moveInJira(world: InProcessWorld, key: string): Promise<void> {
  const flags = {
    inferClassificationDefaults: true,
    inferFieldDefaults: true,
    inferStatusDefaults: true,
    inferSubtaskTypeDefault: true,
  };
  const { status, body } = await world.asJira('admin', 'POST', '/bulk/issues/move', {
    targetToSourcesMapping: { 'OPS,10001': { issueIdsOrKeys: [key], ...flags } },
  });
  if (status >= 300) throw new Error(JSON.stringify(body));
}

async function readPair(world: InProcessWorld, { jiraId, redmineId }: MadePair) {
  const jira = await world.asJira('admin', 'GET', `/issue/${jiraId}`);
  const redmine = await world.asRedmine('admin', 'GET', `/issues/${redmineId}.json`);
  const { conflicts, problems } = await world.callAdmin('listProblems', {});
  const { project, summary, duedate } = jira.body.fields;
  const { issue } = redmine.body;
  const told = (await readLines(world)).filter(({ field }) => field === 'project');
  return {
    jira: [project.key, summary, duedate],
    redmine: [issue.project.name, issue.subject, issue.due_date],
    troubles: [...conflicts, ...problems],
    told: told.map(({ kind, from, to }) => [kind, from, to]),
  };
}

/** What a pair is like some days after its issue was moved in Jira. */
const moved = (blow: (pair: MadePair) => Blow) => {
  let pair: MadePair;
  return atEveryCall(
    (world) => blow(pair)(world),
    async (world, struck) => {
      await world.configure({ moreMappings });
      const fields = { issuetype: { name: 'Task' }, duedate: '2031-01-01' };
      pair = await makePair(world, 'Basket', fields);
      await struck(() => moveInJira(world, pair.key));
      await world.runTimer('sweep');
      await world.host.advance(30 * HOURS_MS);
      await world.runTimer('verify');
      return readPair(world, pair);
    },
    { redmineSeed },
  );
};

const there = (summary: string, dueDate: string) => ({
  jira: ['OPS', summary, dueDate],
  redmine: ['Operations there', summary, dueDate],
  troubles: [],
  told: [['field-written', '1', '2']],
});

describe('a twin follows its issue to the project of another mapping, and that is told once', () => {
  it.each(BLOWS)('at any call %s', async (_what, blow) => {
    const ends = await moved(() => blow);
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end: there('Basket', '2031-01-01') })));
    expect(ends.length).toBeGreaterThan(15);
  });

  it('with what somebody types in Redmine just before any call after which it is killed', async () => {
    const issue = { subject: 'Typed there', due_date: '2031-05-05' };
    const ada = apiKeyOf(DEMO_SEED, 'ada');
    const ends = await moved(({ redmineId }) => ({ redmine }) => {
      redmine.ask(ada, 'PUT', `/issues/${redmineId}.json`, { issue });
      return KILLED;
    });
    expect(ends).toEqual(
      ends.map(({ call }) => ({ call, end: there('Typed there', '2031-05-05') })),
    );
  });

  it('with what somebody types in Jira just before any call after which it is killed', async () => {
    const fields = { summary: 'Typed in Jira' };
    const ends = await moved(({ jiraId }) => ({ jira }) => {
      jira.ask(jira.accounts.ada, 'PUT', `/rest/api/3/issue/${jiraId}`, { fields });
      return KILLED;
    });
    expect(ends).toEqual(
      ends.map(({ call }) => ({ call, end: there('Typed in Jira', '2031-01-01') })),
    );
  });
});

describe('a twin whose issue was moved while nobody heard of it', () => {
  it('follows at the daily check, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure({ moreMappings });
        const fields = { issuetype: { name: 'Task' }, duedate: '2031-01-01' };
        const pair = await makePair(world, 'Basket', fields);
        const effect = { kind: 'crash', when: 'before' } as const;
        world.host.faults.add([{ target: 'queue', effect }]);
        await moveInJira(world, pair.key);
        await world.settle();
        world.host.faults.clear();
        await struck(() => world.runTimer('verify'));
        await world.host.advance(30 * HOURS_MS);
        await world.runTimer('verify');
        return readPair(world, pair);
      },
      { of: /^src\/sync\/link\/find-home/, redmineSeed },
    );
    expect(end).toEqual(there('Basket', '2031-01-01'));
  });
});

describe('an issue of a project that two mappings share', () => {
  const bugs = { jira: 'issuetype = Bug', redmine: { trackers: ['Bug'] } };
  const tasks = { jira: 'issuetype = Task', redmine: { trackers: ['Feature'] } };

  it('is linked in the panel under the one that covers it, at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure({
          mapping: { scope: bugs, create: { jira: false, redmine: false } },
          moreMappings: [
            {
              ...moreMappings[0],
              id: 'tasks',
              jiraProject: 'WEB',
              redmineProject: 'web-shop',
              create: { jira: false, redmine: false },
              statuses: [{ jira: 'To Do', redmine: 'New' }],
              scope: tasks,
            },
          ],
        });
        const fields = { project: { key: 'WEB' }, issuetype: { name: 'Task' }, summary: 'Basket' };
        const { body } = await world.asJira('ada', 'POST', '/issue', { fields });
        await world.asRedmine('ada', 'POST', '/issues.json', {
          issue: { project_id: 'web-shop', tracker_id: 2, subject: 'Basket' },
        });
        await world.settle();
        const issue = { id: body.id, projectId: '10000' };
        const link = { redmineIssue: '1', seed: 'jira' };
        await struck(() => world.askPanel(issue, 'linkIssue', link));
        await world.askPanel(issue, 'linkIssue', link);
        const panel = await world.askPanel(issue, 'getPanel');
        return panel.ok && panel.value.state;
      },
      { of: /^src\/entry\/panel/ },
    );
    expect(end).toBe('in-sync');
  });
});
