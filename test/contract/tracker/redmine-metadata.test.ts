/** What the Redmine adapter finds out with and without admin rights, on the embedded Redmine. */
import { describe, expect, it } from 'vitest';
import { createEmbeddedRedmine } from '../../../dev/redmine/embedded';
import { ADMIN_API_KEY, apiKeyOf, DEMO_SEED } from '../../../dev/redmine/seed/demo-seed';
import type { RedmineSeed } from '../../../dev/redmine/seed/seed';
import { createMemoryStore } from '../../../dev/store/memory-store';
import { createVirtualClock } from '../../../dev/virtual-clock';
import { findRedmineAccount } from '../../../src/redmine/account';
import { createRedmineClient, type RedmineClient } from '../../../src/redmine/client';
import { createRedmineMetadata } from '../../../src/redmine/metadata';
import { insideForge } from '../../support/forge-globals';

const URL = 'http://127.0.0.1:3998';
const clock = createVirtualClock(Date.parse('2026-11-21T12:00:00Z'));
const SEED: RedmineSeed = {
  ...DEMO_SEED,
  customFields: [
    { name: 'Customer', type: 'issue', format: 'string' },
    { name: 'Deadline', type: 'issue', format: 'date' },
    { name: 'Labels', type: 'issue', format: 'list', multiple: true, possibleValues: ['a', 'b'] },
    { name: 'Account', type: 'user', format: 'string' },
  ],
};
const redmine = createEmbeddedRedmine({
  store: createMemoryStore(),
  clock,
  baseUrl: URL,
  seed: SEED,
});
const PLAIN_KEY = apiKeyOf(SEED, 'jira-sync');

function run<T>(apiKey: string, code: (client: RedmineClient) => Promise<T>): Promise<T> {
  const networks = { egress: (request: Request) => redmine.fetch(request), nowMs: clock.nowMs };
  const options = { baseUrl: URL, apiKey, clock, allowHttpLoopback: true };
  return insideForge(networks, () => code(createRedmineClient(options)));
}

const keys = [
  ['an admin’s key', ADMIN_API_KEY],
  ['a key without admin rights', PLAIN_KEY],
] as const;

describe.each(keys)('a Redmine project, seen with %s', (_what, key) => {
  const findProject = (name: string) =>
    run(key, (client) => createRedmineMetadata(client, `${URL}/`).findProject(name));

  it.each(['web-shop', 'Web Shop', '1'])('is found by %j', async (name) => {
    expect(await findProject(name)).toMatchObject({ projectId: '1', projectKey: 'web-shop' });
  });

  it('tells what a mapping’s names are matched with', async () => {
    expect(await findProject('web-shop')).toMatchObject({
      siteUrl: URL,
      fields: expect.arrayContaining([
        { key: 'subject', name: 'Subject', kind: 'line' },
        { key: 'description', name: 'Description', kind: 'text' },
        { key: 'assigned_to', name: 'Assignee', kind: 'user' },
        { key: 'due_date', name: 'Due date', kind: 'date' },
      ]),
      issueTypes: [
        { id: '1', name: 'Bug' },
        { id: '2', name: 'Feature' },
        { id: '3', name: 'Support' },
      ],
      statuses: expect.arrayContaining([
        { id: '1', name: 'New' },
        { id: '5', name: 'Closed' },
      ]),
      priorities: expect.arrayContaining([{ id: '2', name: 'Normal' }]),
    });
  });

  it('that is not there is none', async () => {
    expect(await findProject('nope')).toBeNull();
  });

  it('is listed by identifier', async () => {
    const listed = run(key, (client) => createRedmineMetadata(client, URL).listProjectKeys());
    expect(await listed).toEqual(['web-shop']);
  });
});

describe('custom fields of a Redmine project', () => {
  const readCustom = async (key: string) => {
    const reading = run(key, (client) => createRedmineMetadata(client, URL).findProject('1'));
    const { fields = [], learnsFieldsFromIssues } = (await reading) ?? {};
    return { custom: fields.filter(({ key }) => key.startsWith('cf_')), learnsFieldsFromIssues };
  };

  it('have their formats and choices for an admin', async () => {
    expect(await readCustom(ADMIN_API_KEY)).toEqual({
      custom: [
        { key: 'cf_1', name: 'Customer', kind: 'line' },
        { key: 'cf_2', name: 'Deadline', kind: 'date' },
        {
          key: 'cf_3',
          name: 'Labels',
          kind: 'options',
          options: [
            { id: 'a', name: 'a' },
            { id: 'b', name: 'b' },
          ],
        },
      ],
    });
  });

  it('are not known without admin rights while no issue shows them', async () => {
    expect(await readCustom(PLAIN_KEY)).toEqual({ custom: [], learnsFieldsFromIssues: true });
  });

  it('are learned from the issues without admin rights', async () => {
    const body = JSON.stringify({ issue: { project_id: 1, subject: 'x' } });
    const headers = { 'X-Redmine-API-Key': PLAIN_KEY, 'Content-Type': 'application/json' };
    await redmine.fetch(new Request(`${URL}/issues.json`, { method: 'POST', headers, body }));
    expect(await readCustom(PLAIN_KEY)).toEqual({
      custom: [
        { key: 'cf_1', name: 'Customer', kind: 'line', isGuess: true },
        { key: 'cf_2', name: 'Deadline', kind: 'line', isGuess: true },
        { key: 'cf_3', name: 'Labels', kind: 'labels', isGuess: true },
      ],
      learnsFieldsFromIssues: true,
    });
  });
});

describe.each(keys)('a person in Redmine, looked for with %s', (_what, key) => {
  const findPerson = (name: string) =>
    run(key, (client) => createRedmineMetadata(client, URL).findPerson(name));

  it.each(['Ada Lovelace', 'ada lovelace', 'ada', 'ADA', '5'])('is found by %j', async (name) => {
    expect(await findPerson(name)).toMatchObject({ id: '5', name: 'Ada Lovelace' });
  });

  it.each(['Byron', 'nobody', '999', 'Ada Byron'])('is not found by %j', async (name) => {
    expect(await findPerson(name)).toBeNull();
  });
});

describe('the owner of the key', () => {
  it.each([
    { key: ADMIN_API_KEY, isAdmin: true, name: 'Redmine Admin' },
    { key: PLAIN_KEY, isAdmin: false, name: 'Jira Sync' },
  ])('is $name', async ({ key, isAdmin, name }) => {
    expect(await run(key, findRedmineAccount)).toMatchObject({ name, isAdmin });
  });
});

describe('the calls that many projects take together', () => {
  const COUNT = 100;

  async function openMany() {
    const many = createEmbeddedRedmine({
      store: createMemoryStore(),
      clock,
      baseUrl: URL,
      seed: SEED,
    });
    const ask = async (method: string, path: string, body?: unknown) => {
      const headers = { 'X-Redmine-API-Key': ADMIN_API_KEY, 'Content-Type': 'application/json' };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await many.fetch(new Request(URL + path, { method, headers, ...sent }));
      return JSON.parse(await response.text());
    };
    const { users } = await ask('GET', '/users.json?name=jira-sync');
    for (let index = 0; index < COUNT; index += 1) {
      const identifier = `team-${index}`;
      const project = { name: `Team ${index}`, identifier, is_public: false, tracker_ids: [1] };
      await ask('POST', '/projects.json', { project });
      const membership = { user_id: users[0].id, role_ids: [3] };
      await ask('POST', `/projects/${identifier}/memberships.json`, { membership });
    }
    return many;
  }

  it.each([
    ['nothing but fields of every project', ['subject', 'Assignee', 'category'], 5, 5],
    ['target versions', ['subject', 'fixed_version'], 105, 105],
    ['custom fields', ['subject', 'Customer'], 6, 106],
    ['versions and custom fields', ['fixed_version', 'Customer'], 106, 206],
  ])('for mappings that name %s', async (_what, named, admin, plain) => {
    const many = await openMany();
    const count = async (apiKey: string) => {
      let calls = 0;
      const egress = (request: Request) => {
        calls += 1;
        return many.fetch(request);
      };
      const options = { baseUrl: URL, apiKey, clock, allowHttpLoopback: true };
      await insideForge({ egress, nowMs: clock.nowMs }, async () => {
        const reader = createRedmineMetadata(createRedmineClient(options), URL);
        for (let index = 0; index < COUNT; index += 1) {
          await reader.findProject(`team-${index}`, named);
        }
      });
      return calls;
    };
    expect([await count(ADMIN_API_KEY), await count(PLAIN_KEY)]).toEqual([admin, plain]);
  });
});
