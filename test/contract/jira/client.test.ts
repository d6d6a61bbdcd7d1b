/**
 * A real client drives the double over HTTP: jira.js, which knows nothing of it. What it sends and
 * what it understands is what a Jira site would see and be asked for.
 */
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Version3Client } from 'jira.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJiraDouble, type JiraDouble } from '../../../dev/jira/double';
import { createMemoryStore } from '../../../dev/store/memory-store';
import { createVirtualClock } from '../../../dev/virtual-clock';
import { adf, at, START_MS } from '../../unit/dev/jira/a-jira-site';

let server: ServerType;
let jira: JiraDouble;
let host: string;

function clientOf(email: string): Version3Client {
  return new Version3Client({
    host,
    noCheckAtlassianToken: true,
    authentication: { basic: { email, apiToken: 'any' } },
  });
}

beforeAll(async () => {
  let answer: (request: Request) => Promise<Response> = async () => new Response(null);
  server = serve({ fetch: (request) => answer(request), port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  jira = createJiraDouble({
    store: createMemoryStore(),
    clock: createVirtualClock(START_MS),
    searchLagSeconds: 0,
    rateLimits: false,
    baseUrl: host,
    emit: () => {},
  });
  answer = jira.fetch;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('jira.js', () => {
  it('knows who it is, and is told when its address is nobody', async () => {
    const me = await clientOf('ada@example.com').myself.getCurrentUser();
    expect([me.accountId, me.emailAddress, me.timeZone]).toEqual([
      jira.accounts.ada,
      'ada@example.com',
      'Europe/London',
    ]);
    await expect(clientOf('nobody@example.com').myself.getCurrentUser()).rejects.toMatchObject({
      status: 401,
    });
  });

  it('creates an issue, edits it, moves it on and reads its history', async () => {
    const client = clientOf('ada@example.com');
    const { key } = await client.issues.createIssue({
      fields: {
        project: { key: 'WEB' },
        issuetype: { name: 'Bug' },
        summary: 'The cart forgets its content',
        description: { type: 'doc', version: 1, content: [] },
        labels: ['cart'],
      },
      properties: [{ key: 'origin', value: { id: 7 } }],
    });
    await client.issues.editIssue({ issueIdOrKey: key, fields: { summary: 'The cart is empty' } });
    const { transitions } = await client.issues.getTransitions({ issueIdOrKey: key });
    await client.issues.doTransition({
      issueIdOrKey: key,
      transition: { id: transitions?.[0]?.id ?? '' },
    });
    const issue = await client.issues.getIssue({
      issueIdOrKey: key,
      fields: ['summary', 'status', 'labels'],
      properties: ['origin'],
    });
    const history = await client.issues.getChangeLogs({ issueIdOrKey: key });
    expect({
      summary: issue.fields.summary,
      status: issue.fields.status.name,
      labels: issue.fields.labels,
      properties: issue.properties,
      history: history.values?.map(({ items }) => items?.map(({ fieldId }) => fieldId)),
    }).toEqual({
      summary: 'The cart is empty',
      status: 'In Progress',
      labels: ['cart'],
      properties: { origin: { id: 7 } },
      history: [['summary'], ['status']],
    });
  });

  it('comments, attaches a file and links', async () => {
    const client = clientOf('grace@example.com');
    const fields = { project: { key: 'OPS' }, issuetype: { name: 'Incident' }, summary: 'Down' };
    const first = await client.issues.createIssue({ fields });
    const second = await client.issues.createIssue({ fields });
    const comment = await client.issueComments.addComment({
      issueIdOrKey: first.key,
      comment: adf('On it') as never,
    });
    const [attachment] = await client.issueAttachments.addAttachment({
      issueIdOrKey: first.key,
      attachment: { filename: 'log.txt', file: Buffer.from('line one') },
    });
    await client.issueLinks.linkIssues({
      type: { name: 'Blocks' },
      inwardIssue: { key: first.key },
      outwardIssue: { key: second.key },
    });
    const content = await client.issueAttachments.getAttachmentContent({
      id: attachment?.id ?? '',
      redirect: false,
    });
    const issue = await client.issues.getIssue({ issueIdOrKey: first.key });
    expect({
      comment: comment.id,
      file: attachment?.filename,
      content: Buffer.from(content).toString(),
      blocked: issue.fields.issuelinks?.map(({ outwardIssue }) => outwardIssue?.key),
      comments: issue.fields.comment?.total,
    }).toEqual({
      comment: '10000',
      file: 'log.txt',
      content: 'line one',
      blocked: [second.key],
      comments: 1,
    });
  });

  it('searches page by page', async () => {
    const client = clientOf('admin@example.com');
    for (const summary of ['one', 'two', 'three']) {
      await client.issues.createIssue({
        fields: { project: { key: 'WEB' }, issuetype: { name: 'Task' }, summary, labels: ['page'] },
      });
    }
    const summaries: string[] = [];
    let nextPageToken: string | undefined;
    do {
      const page = await client.issueSearch.searchForIssuesUsingJqlEnhancedSearch({
        jql: 'labels = page ORDER BY created ASC',
        fields: ['summary'],
        maxResults: 2,
        ...(nextPageToken === undefined ? {} : { nextPageToken }),
      });
      summaries.push(...(page.issues ?? []).map(({ fields }) => fields.summary));
      nextPageToken = page.nextPageToken ?? undefined;
    } while (nextPageToken !== undefined);
    expect(summaries).toEqual(['one', 'two', 'three']);
  });

  it('reads what a mapping is made of', async () => {
    const client = clientOf('admin@example.com');
    const projects = await client.projects.searchProjects();
    const statuses = await client.projects.getAllStatuses('OPS');
    const types = await client.issues.getCreateIssueMetaIssueTypes({ projectIdOrKey: 'WEB' });
    const priorities = await client.issuePriorities.getPriorities();
    const field = await client.issueFields.createCustomField({
      name: 'Severity',
      type: 'com.atlassian.jira.plugin.system.customfieldtypes:select',
    });
    const fields = await client.issueFields.getFields();
    const permissions = await client.permissions.getMyPermissions({ permissions: 'ADMINISTER' });
    expect({
      projects: projects.values.map(({ key }) => key),
      statuses: statuses[0]?.statuses?.map(({ name }) => name),
      types: types.issueTypes?.map(({ name }) => name),
      priorities: priorities.map(({ name }) => name),
      hasField: fields.some(({ id }) => id === field.id),
      isAdmin: at(permissions.permissions, 'ADMINISTER', 'havePermission'),
    }).toEqual({
      projects: ['OPS', 'WEB'],
      statuses: ['Open', 'Closed'],
      types: ['Bug', 'Task', 'Story', 'Epic', 'Sub-task'],
      priorities: ['Highest', 'High', 'Medium', 'Low', 'Lowest'],
      hasField: true,
      isAdmin: true,
    });
  });

  it("understands a refusal in Jira's words", async () => {
    const client = clientOf('ada@example.com');
    const attempt = client.issues.createIssue({
      fields: {
        project: { key: 'WEB' },
        issuetype: { name: 'Bug' },
        summary: 'x',
        customfield_1: 1,
      },
    });
    await expect(attempt).rejects.toMatchObject({
      status: 400,
      response: {
        data: {
          errors: {
            customfield_1:
              "Field 'customfield_1' cannot be set. It is not on the appropriate screen, or unknown.",
          },
        },
      },
    });
  });
});
