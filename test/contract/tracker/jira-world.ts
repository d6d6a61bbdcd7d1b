/** The Jira double with a person in it, and the Jira adapter on top. */

import { createJiraDouble } from '../../../dev/jira/double';
import { createMemoryStore } from '../../../dev/store/memory-store';
import { createVirtualClock } from '../../../dev/virtual-clock';
import { createJiraTracker } from '../../../src/jira/tracker';
import { aFullMapping } from '../../support/a-full-mapping';
import { APP_CALLS } from '../../support/app-calls';
import { insideForge } from '../../support/forge-globals';
import { checkedHandler } from './checked-handler';
import { rowsOfPeople, sortedPair } from './further-fields';
import { makeJiraFields } from './jira-fields';
import { runTracker, type TrackerWorld } from './tracker-world';

const SITE_URL = 'https://jira.invalid';
const SEARCH_LAG_SECONDS = 30;

function doc(words: string) {
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: words }] } as const;
  return { type: 'doc', version: 1, content: [paragraph] } as const;
}

export async function openJiraWorld(): Promise<TrackerWorld> {
  const clock = createVirtualClock(Date.parse('2026-11-21T12:00:00.250Z'));
  const jira = createJiraDouble({
    store: createMemoryStore(),
    clock,
    searchLagSeconds: SEARCH_LAG_SECONDS,
    emit: async () => {},
    baseUrl: SITE_URL,
    rateLimits: false,
    ...APP_CALLS,
  });
  const { ada, grace, admin, app } = jira.accounts;
  const handle = await checkedHandler((request) => jira.handle(request, { kind: 'app' }));
  let requestCount = 0;
  const networks = {
    jira: (request: Request) => {
      requestCount += 1;
      return handle(request);
    },
    nowMs: clock.nowMs,
  };
  const mapping = aFullMapping({
    siteUrl: { jira: SITE_URL, remote: 'https://redmine.invalid' },
    jira: { projectId: '10000', projectKey: 'WEB' },
    relations: { direction: 'both', types: [] },
    comments: {
      direction: 'both',
      privateTo: { kind: 'role', id: 'Developers', name: 'Developers' },
    },
  });
  const tracker = createJiraTracker(mapping, { ownAuthorId: app, clock });
  // The app is no member of this one.
  const privateTo = { kind: 'role', id: 'Administrators', name: 'Administrators' } as const;
  const outside = createJiraTracker(
    { ...mapping, comments: { direction: 'both', privateTo } },
    { ownAuthorId: app, clock },
  );
  const timeEntries = { direction: 'both', activityId: '', activities: [] } as const;
  const scope = { jira: { terms: [], query: 'issuetype = 10001' }, leaving: 'pause' } as const;
  const scoped = createJiraTracker({ ...mapping, scope }, { ownAuthorId: app, clock });
  const timed = createJiraTracker({ ...mapping, timeEntries }, { ownAuthorId: app, clock });

  async function ask(accountId: string, method: string, path: string, body?: unknown) {
    const request = new Request(`${SITE_URL}/rest/api/3/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await jira.handle(request, { kind: 'user', accountId });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  const fields = await makeJiraFields((...call) => ask(admin, ...call), [ada, grace]);
  const furtherRows = [
    ...rowsOfPeople({ author: 'reporter', watchers: 'watches' }),
    ...Object.values(fields).flatMap((family) => family.map(({ row }) => row)),
  ];
  const further = runTracker(
    createJiraTracker(
      { ...mapping, fields: [...mapping.fields, ...furtherRows] },
      { ownAuthorId: app, clock },
    ),
    (code) => insideForge(networks, code),
  );

  return {
    mapping,
    tracker: runTracker(tracker, (code) => insideForge(networks, code)),
    timeTracker: runTracker(timed, (code) => insideForge(networks, code)),
    withoutPrivacy: runTracker(outside, (code) => insideForge(networks, code)),
    scopedTracker: runTracker(scoped, (code) => insideForge(networks, code)),
    elsewhere: runTracker(tracker, (code) => insideForge(networks, code)),
    movesTo: null,
    // No status of this workflow.
    bound: {
      tracker: runTracker(tracker, (code) => insideForge(networks, code)),
      status: '10004',
    },
    activityId: null,
    takeRequestCount() {
      const count = requestCount;
      requestCount = 0;
      return count;
    },
    text: (words) => ({ format: 'adf', doc: doc(words) }),
    values: {
      issuetype: ['10001', '10003'],
      priority: ['3', '2'],
      status: ['10000', '10002'],
      assignee: ada,
    },
    further: {
      tracker: further,
      parentType: '10000',
      fields,
      cleared: {},
      growing: fields['lists of the project'].filter(({ row }) => row.field !== 'labels'),
      watchers: sortedPair(ada, grace),
      stranger: { id: '712020:00000000-0000-0000-0000-000000000000', is: 'refused' },
      privacy: {
        closed: '10000',
        open: null,
        refused: { tracker: further, security: '99999', becomes: 'nothing' },
      },
    },
    relationType: 'Blocks',
    ownIs: 'ours',
    deletedIs: 'hidden',
    person: {
      self: { id: ada, name: 'Ada Lovelace' },
      async createIssue(summary) {
        const fields = { summary, project: { id: '10000' }, issuetype: { id: '10001' } };
        return (await ask(ada, 'POST', 'issue', { fields })).id;
      },
      async setSummary(issueId, summary) {
        await ask(ada, 'PUT', `issue/${issueId}`, { fields: { summary } });
      },
      async comment(issueId, words, { restricted }) {
        const visibility = { type: 'role', value: 'Developers' };
        const body = { body: doc(words), ...(restricted ? { visibility } : {}) };
        await ask(ada, 'POST', `issue/${issueId}/comment`, body);
      },
      async logTime(issueId, text, { restricted } = { restricted: false }) {
        const visibility = { type: 'role', value: 'Developers' };
        await ask(ada, 'POST', `issue/${issueId}/worklog`, {
          started: '2026-10-20T10:00:00.000+0000',
          timeSpentSeconds: 7_200,
          comment: doc(text),
          ...(restricted ? { visibility } : {}),
        });
      },
      async attach(issueId, name, content) {
        const form = new FormData();
        form.append('file', new Blob([content]), name);
        const request = new Request(`${SITE_URL}/rest/api/3/issue/${issueId}/attachments`, {
          method: 'POST',
          headers: { 'X-Atlassian-Token': 'no-check' },
          body: form,
        });
        const response = await jira.handle(request, { kind: 'user', accountId: ada });
        if (!response.ok) throw new Error(`attach: ${response.status} ${await response.text()}`);
      },
      async deleteIssue(issueId) {
        await ask(admin, 'DELETE', `issue/${issueId}`);
      },
    },
    async settle() {
      clock.moveTo(clock.nowMs() + 60_000);
    },
    async close() {},
  };
}
