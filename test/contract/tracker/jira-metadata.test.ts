/** What the Jira adapter finds out of a project, its people and permissions, on the Jira double. */
import { describe, expect, it } from 'vitest';
import { createJiraDouble } from '../../../dev/jira/double';
import { createMemoryStore } from '../../../dev/store/memory-store';
import { createVirtualClock } from '../../../dev/virtual-clock';
import { findJiraAccount } from '../../../src/jira/account';
import { createJiraClient, type JiraClient } from '../../../src/jira/client';
import { createJiraMetadata } from '../../../src/jira/metadata';
import { isJiraAdmin, readIssueAccess } from '../../../src/jira/permissions';
import { APP_CALLS } from '../../support/app-calls';
import { insideForge } from '../../support/forge-globals';
import { checkedHandler } from './checked-handler';

const SITE_URL = 'https://jira.invalid';
const clock = createVirtualClock(Date.parse('2026-11-21T12:00:00Z'));
const jira = createJiraDouble({
  store: createMemoryStore(),
  clock,
  searchLagSeconds: 0,
  emit: async () => {},
  baseUrl: SITE_URL,
  rateLimits: false,
  ...APP_CALLS,
});
const { accounts } = jira;

/** Runs as the app, or with `asUser` meaning that person. */
async function run<T>(accountId: string, code: (client: JiraClient) => Promise<T>): Promise<T> {
  const as = accountId === accounts.app ? 'app' : 'user';
  const handle = await checkedHandler((request) =>
    jira.handle(request, as === 'app' ? { kind: 'app' } : { kind: 'user', accountId }),
  );
  const networks = { jira: handle, nowMs: clock.nowMs };
  return insideForge(networks, () => code(createJiraClient({ as, clock })));
}

const findProject = (name: string) =>
  run(accounts.app, (client) => createJiraMetadata(client).findProject(name));
const findPerson = (name: string) =>
  run(accounts.app, (client) => createJiraMetadata(client).findPerson(name));

describe('a Jira project', () => {
  it.each(['WEB', 'web', 'Web shop', '10000'])('is found by %j', async (name) => {
    expect(await findProject(name)).toMatchObject({ projectId: '10000', projectKey: 'WEB' });
  });

  it('tells what a mapping’s names are matched with', async () => {
    const project = await findProject('WEB');
    const fields = new Map(project?.fields.map((field) => [field.key, field]));
    expect({ ...project, fields: [] }).toEqual({
      projectId: '10000',
      projectKey: 'WEB',
      siteUrl: SITE_URL,
      fields: [],
      issueTypes: expect.arrayContaining([
        { id: '10003', name: 'Bug' },
        { id: '10001', name: 'Task' },
        { id: '10002', name: 'Story' },
      ]),
      statuses: [
        { id: '10000', name: 'To Do' },
        { id: '3', name: 'In Progress' },
        { id: '10001', name: 'In Review' },
        { id: '10002', name: 'Done' },
      ],
      priorities: [
        { id: '1', name: 'Highest' },
        { id: '2', name: 'High' },
        { id: '3', name: 'Medium' },
        { id: '4', name: 'Low' },
        { id: '5', name: 'Lowest' },
      ],
      relationTypes: ['Blocks', 'Cloners', 'Duplicate', 'Relates'],
      activities: [],
    });
    expect(
      ['summary', 'description', 'status', 'assignee', 'duedate'].map((key) => fields.get(key)),
    ).toEqual([
      { key: 'summary', name: 'Summary', kind: 'line' },
      { key: 'description', name: 'Description', kind: 'text' },
      { key: 'status', name: 'Status', kind: 'option', readOnly: true },
      { key: 'assignee', name: 'Assignee', kind: 'user' },
      { key: 'duedate', name: 'Due date', kind: 'date' },
    ]);
  });

  it('that is not there is none', async () => {
    expect(await findProject('NOPE')).toBeNull();
  });

  it('is listed by key', async () => {
    const keys = run(accounts.app, (client) => createJiraMetadata(client).listProjectKeys());
    expect(await keys).toEqual(expect.arrayContaining(['WEB', 'OPS']));
  });
});

describe('a person in Jira', () => {
  it.each(['ada@example.com', 'Ada Lovelace', 'ada lovelace', accounts.ada])(
    'is found by %j',
    async (name) => {
      expect(await findPerson(name)).toEqual({ id: accounts.ada, name: 'Ada Lovelace' });
    },
  );

  it.each(['nobody@example.com', 'Ada', '712020:00000000-0000-0000-0000-000000000000', 'x/../y'])(
    'is not found by %j',
    async (name) => {
      expect(await findPerson(name)).toBeNull();
    },
  );
});

describe('the app in Jira', () => {
  it('knows its own account', async () => {
    expect(await run(accounts.app, findJiraAccount)).toEqual({
      id: accounts.app,
      name: 'Redmine Sync for Jira',
    });
  });

  it.each([
    { who: 'admin', isAdmin: true },
    { who: 'ada', isAdmin: false },
  ] as const)('knows that $who is an admin: $isAdmin', async ({ who, isAdmin }) => {
    expect(await run(accounts[who], isJiraAdmin)).toBe(isAdmin);
  });

  it('knows what a person may do with an issue', async () => {
    const body = {
      fields: { summary: 'x', project: { id: '10000' }, issuetype: { id: '10001' } },
    };
    const request = new Request(`${SITE_URL}/rest/api/3/issue`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const created = await jira.handle(request, { kind: 'user', accountId: accounts.ada });
    const { id } = (await created.json()) as { id: string };
    const access = (issueId: string) =>
      run(accounts.ada, (client) => readIssueAccess(client, issueId));
    expect([await access(id), await access('99999')]).toEqual([
      { canBrowse: true, canEdit: true, isJiraAdmin: false, isProjectAdmin: false },
      { canBrowse: false, canEdit: false, isJiraAdmin: false, isProjectAdmin: false },
    ]);
  });
});
