import { z } from 'zod';
import { readPlain } from '../support/local-host/adf';
import { sendJson } from '../support/local-host/send-json';
import { PRIORITIES, RELATIONS, STATUSES, TYPES } from './grown-trackers';
import { withoutAuthor } from './read-redmine';
import { type SeenIssue, tellRelation, toNeutral, toWords } from './seen-issue';

const named = z.object({ name: z.string() });
const other = z.object({ fields: z.object({ summary: z.string() }) });
const issueSchema = z.object({
  key: z.string(),
  fields: z.object({
    summary: z.string(),
    issuetype: named,
    status: named,
    priority: named,
    assignee: z.object({ displayName: z.string() }).nullable(),
    duedate: z.string().nullable(),
    description: z.unknown(),
    parent: other.optional(),
    comment: z.object({ comments: z.array(z.object({ id: z.string(), body: z.unknown() })) }),
    attachment: z.array(z.object({ filename: z.string(), size: z.number() })),
    issuelinks: z.array(
      z.object({ type: named, inwardIssue: other.optional(), outwardIssue: other.optional() }),
    ),
  }),
});
const pageSchema = z.object({
  issues: z.array(z.object({ id: z.string() })),
  nextPageToken: z.string().optional(),
});

/** Every issue of the project, as its administrator sees it. */
export async function readJira(url: string, project: string): Promise<readonly SeenIssue[]> {
  const seen: SeenIssue[] = [];
  for (const id of await listJira(url, project)) {
    seen.push(show(issueSchema.parse(await ask(url, 'GET', `issue/${id}?fields=*all`))));
  }
  return seen;
}

/** The ids of every issue of the project. */
export async function listJira(url: string, project: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let nextPageToken: string | undefined;
  do {
    const query = { jql: `project = ${project} ORDER BY created`, maxResults: 100, fields: ['id'] };
    const more = nextPageToken ? { nextPageToken } : {};
    const page = pageSchema.parse(await ask(url, 'POST', 'search/jql', { ...query, ...more }));
    nextPageToken = page.nextPageToken;
    ids.push(...page.issues.map(({ id }) => id));
  } while (nextPageToken !== undefined);
  return ids;
}

const authorization = `Basic ${Buffer.from('admin@example.com:token').toString('base64')}`;

function ask(url: string, method: string, path: string, body?: object): Promise<unknown> {
  return sendJson(`${url}/rest/api/3/${path}`, { method, body, headers: { authorization } });
}

function show({ key, fields }: z.output<typeof issueSchema>): SeenIssue {
  return {
    key,
    title: fields.summary,
    type: toNeutral(TYPES, 'jira', fields.issuetype.name),
    status: toNeutral(STATUSES, 'jira', fields.status.name),
    priority: toNeutral(PRIORITIES, 'jira', fields.priority.name),
    assignee: fields.assignee?.displayName ?? null,
    due: fields.duedate,
    words: toWords(readPlain(fields.description) ?? ''),
    parentTitle: fields.parent?.fields.summary ?? null,
    comments: fields.comment.comments.map(({ body }) =>
      toWords(withoutAuthor(readPlain(body) ?? '')),
    ),
    files: fields.attachment.map(({ filename, size }) => `${filename} ${size}`).toSorted(),
    relations: fields.issuelinks
      .map(({ type, outwardIssue, inwardIssue }) =>
        tellRelation(
          toNeutral(RELATIONS, 'jira', type.name),
          outwardIssue !== undefined,
          (outwardIssue ?? inwardIssue)?.fields.summary ?? '',
        ),
      )
      .toSorted(),
  };
}
