/** Any Redmine with a project and people made for the test over REST, and the adapter on top. */
import { runOutside } from '../../../dev/forge-host/globals';
import { findRedmineAccount } from '../../../src/redmine/account';
import { createRedmineClient } from '../../../src/redmine/client';
import { createRedmineTracker } from '../../../src/redmine/tracker';
import { aFullMapping } from '../../support/a-full-mapping';
import { insideForge } from '../../support/forge-globals';
import { rowsOfPeople, sortedPair } from './further-fields';
import { makeRedmineFields } from './redmine-fields';
import { runTracker, type TrackerWorld } from './tracker-world';

export interface RedmineServer {
  readonly url: string;
  readonly adminKey: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly nowMs: () => number;
  /** Until the second of a change counts as over; a server that tells no time needs one alone. */
  readonly settleSeconds: number;
  readonly waitSeconds: (seconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

const MANAGER_ROLE_ID = 3;
const REPORTER_ROLE_ID = 5;

/** @param keyOf whose key the adapter has: the administrator's, or that of a plain manager */
export async function openRedmineWorld(
  server: RedmineServer,
  keyOf: 'admin' | 'manager',
): Promise<TrackerWorld> {
  const ask = createAsk(server);
  const suffix = `${keyOf}-${server.nowMs().toString(36)}`;
  const { project } = await ask(server.adminKey, 'POST', '/projects.json', {
    project: {
      name: `Contract ${suffix}`,
      identifier: `contract-${suffix}`,
      is_public: false,
      tracker_ids: [1, 2, 3],
    },
  });
  const bob = await addMember(ask, server.adminKey, project.id, `bob-${suffix}`, 'Bob');
  const sync = await addMember(ask, server.adminKey, project.id, `sync-${suffix}`, 'Sync');

  const { project: other } = await ask(server.adminKey, 'POST', '/projects.json', {
    project: {
      name: `Elsewhere ${suffix}`,
      identifier: `elsewhere-${suffix}`,
      is_public: false,
      tracker_ids: [1, 2, 3],
    },
  });
  await ask(server.adminKey, 'POST', `/projects/${other.id}/memberships.json`, {
    membership: { user_id: sync.id, role_ids: [MANAGER_ROLE_ID] },
  });

  let requestCount = 0;
  const networks = {
    egress: (request: Request) => {
      requestCount += 1;
      return runOutside(() => server.fetch(request));
    },
    nowMs: server.nowMs,
  };
  const run = <T>(code: () => T) => insideForge(networks, code);
  const clock = { nowMs: server.nowMs };
  const client = createRedmineClient({
    baseUrl: server.url,
    apiKey: keyOf === 'admin' ? server.adminKey : sync.apiKey,
    clock,
    allowHttpLoopback: true,
  });
  const mapping = aFullMapping({
    siteUrl: { jira: 'https://jira.invalid', remote: server.url },
    remote: { projectId: String(project.id), projectKey: project.identifier },
    relations: { direction: 'both', types: [] },
    comments: {
      direction: 'both',
      privateTo: { kind: 'role', id: 'Developers', name: 'Developers' },
    },
  });
  const ownAuthorId = (await run(() => findRedmineAccount(client))).id;
  const tracker = createRedmineTracker(mapping, { client, clock, ownAuthorId });
  const { time_entry_activities: activities } = await ask(
    server.adminKey,
    'GET',
    '/enumerations/time_entry_activities.json',
  );
  const dev = await addMember(
    ask,
    server.adminKey,
    project.id,
    `dev-${suffix}`,
    'Dev',
    REPORTER_ROLE_ID,
  );
  const devClient = createRedmineClient({
    baseUrl: server.url,
    apiKey: dev.apiKey,
    clock,
    allowHttpLoopback: true,
  });
  const outside = createRedmineTracker(mapping, {
    client: devClient,
    clock,
    ownAuthorId: dev.id,
  });
  const activityId = String(activities[0].id);
  const timeEntries = { direction: 'both', activityId, activities: [] } as const;
  const scope = {
    remote: { terms: [{ key: 'tracker', values: ['1'] }] },
    leaving: 'pause',
  } as const;
  const scoped = createRedmineTracker({ ...mapping, scope }, { client, clock, ownAuthorId });
  const fields = await makeRedmineFields((...call) => ask(server.adminKey, ...call), project.id, [
    bob.id,
    sync.id,
  ]);
  const furtherRows = [
    ...rowsOfPeople({ author: 'author', watchers: 'watchers' }),
    ...Object.values(fields).flatMap((family) => family.map(({ row }) => row)),
  ];
  const furtherMapping = { ...mapping, fields: [...mapping.fields, ...furtherRows] };
  const further = createRedmineTracker(furtherMapping, { client, clock, ownAuthorId });
  const openOnly = createRedmineTracker(furtherMapping, {
    client: devClient,
    clock,
    ownAuthorId: dev.id,
  });
  const remote = { projectId: String(other.id), projectKey: other.identifier };
  const elsewhere = createRedmineTracker({ ...mapping, remote }, { client, clock, ownAuthorId });
  const timed = createRedmineTracker({ ...mapping, timeEntries }, { client, clock, ownAuthorId });

  const putIssue = (issueId: string, issue: unknown) =>
    ask(bob.apiKey, 'PUT', `/issues/${issueId}.json`, { issue });

  return {
    mapping,
    tracker: runTracker(tracker, run),
    timeTracker: runTracker(timed, run),
    withoutPrivacy: runTracker(outside, run),
    scopedTracker: runTracker(scoped, run),
    elsewhere: runTracker(elsewhere, run),
    movesTo: String(other.id),
    // The workflow of reporters does not resolve.
    bound: { tracker: runTracker(outside, run), status: '3' },
    activityId,
    takeRequestCount() {
      const count = requestCount;
      requestCount = 0;
      return count;
    },
    text: (words) => ({ format: 'textile', source: words }),
    values: {
      issuetype: ['1', '2'],
      priority: ['2', '3'],
      status: ['1', '5'],
      assignee: bob.id,
    },
    further: {
      tracker: runTracker(further, run),
      parentType: '3',
      fields,
      cleared: { done_ratio: '0' },
      growing: fields['lists of the project'],
      watchers: sortedPair(bob.id, sync.id),
      stranger: { id: '999999', is: 'ignored' },
      privacy: {
        closed: '1',
        open: '0',
        refused: { tracker: runTracker(openOnly, run), security: '1', becomes: 'open' },
      },
    },
    relationType: 'blocks',
    ownIs: 'maybe-ours',
    deletedIs: 'gone',
    person: {
      self: { id: bob.id, name: 'Bob Contract' },
      async createIssue(subject) {
        const issue = { project_id: project.id, subject };
        return String((await ask(bob.apiKey, 'POST', '/issues.json', { issue })).issue.id);
      },
      setSummary: (issueId, subject) => putIssue(issueId, { subject }),
      comment: (issueId, notes, { restricted }) =>
        putIssue(issueId, { notes, private_notes: restricted }),
      async logTime(issueId, comments) {
        const time_entry = {
          issue_id: Number(issueId),
          spent_on: '2026-10-20',
          hours: 2,
          activity_id: Number(activityId),
          comments,
        };
        await ask(bob.apiKey, 'POST', '/time_entries.json', { time_entry });
      },
      async attach(issueId, name, content) {
        const request = new Request(
          `${server.url}/uploads.json?filename=${encodeURIComponent(name)}`,
          {
            method: 'POST',
            headers: {
              'X-Redmine-API-Key': bob.apiKey,
              'Content-Type': 'application/octet-stream',
            },
            body: content,
          },
        );
        const { upload } = (await (await server.fetch(request)).json()) as {
          upload: { token: string };
        };
        await putIssue(issueId, { uploads: [{ token: upload.token, filename: name }] });
      },
      async deleteIssue(issueId) {
        await ask(bob.apiKey, 'DELETE', `/issues/${issueId}.json`);
      },
    },
    settle: () => server.waitSeconds(server.settleSeconds),
    close: server.close,
  };
}

type Ask = ReturnType<typeof createAsk>;

function createAsk(server: RedmineServer) {
  return async (key: string, method: string, path: string, body?: unknown) => {
    const request = new Request(server.url + path, {
      method,
      headers: { 'X-Redmine-API-Key': key, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await server.fetch(request);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text.trim() === '' ? undefined : JSON.parse(text);
  };
}

async function addMember(
  ask: Ask,
  adminKey: string,
  projectId: number,
  login: string,
  firstname: string,
  roleId = MANAGER_ROLE_ID,
) {
  const { user } = await ask(adminKey, 'POST', '/users.json', {
    user: {
      login,
      firstname,
      lastname: 'Contract',
      mail: `${login}@example.com`,
      password: 'a-long-password',
    },
  });
  await ask(adminKey, 'POST', `/projects/${projectId}/memberships.json`, {
    membership: { user_id: user.id, role_ids: [roleId] },
  });
  const shown = await ask(adminKey, 'GET', `/users/${user.id}.json`);
  return { id: String(user.id), apiKey: String(shown.user.api_key) };
}
