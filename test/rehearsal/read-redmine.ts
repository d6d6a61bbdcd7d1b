import { z } from 'zod';
import { ADMIN_API_KEY } from '../../dev/redmine/seed/demo-seed';
import { sendJson } from '../support/local-host/send-json';
import { PRIORITIES, STATUSES, TYPES } from './grown-trackers';
import { type SeenIssue, tellRelation, toNeutral, toWords } from './seen-issue';

const named = z.object({ id: z.number(), name: z.string() });
const issueSchema = z.object({
  id: z.number(),
  subject: z.string(),
  tracker: named,
  status: named,
  priority: named,
  assigned_to: named.optional(),
  due_date: z.string().nullish(),
  description: z.string().nullish(),
  parent: z.object({ id: z.number() }).optional(),
  journals: z.array(z.object({ id: z.number(), notes: z.string().nullish() })),
  attachments: z.array(z.object({ filename: z.string(), filesize: z.number() })),
  relations: z
    .array(z.object({ issue_id: z.number(), issue_to_id: z.number(), relation_type: z.string() }))
    .optional(),
});
const pageSchema = z.object({
  total_count: z.number(),
  issues: z.array(z.object({ id: z.number(), subject: z.string() })),
});

const INCLUDED = 'journals,attachments,relations';
/** The app's own last line: `Jira: WEB-1 …#sync-…`. */
const MARKER = /\n*[^\n]*#sync-[\w.-]+\)?\s*$/;
/** The line that names who wrote it, where the app wrote it for them. */
const ATTRIBUTION = /^\s*[^\n]*(?:Jira|Redmine)[^\n]*\n+/;

/** Every issue of the project, closed ones too, as an administrator sees it. */
export async function readRedmine(url: string, project: string): Promise<readonly SeenIssue[]> {
  const titles = await listRedmine(url, project);
  const title = (id: number) => titles.get(id) ?? `#${id}`;
  const seen: SeenIssue[] = [];
  for (const id of titles.keys()) {
    const answer = await get(url, `issues/${id}.json?include=${INCLUDED}`);
    const { issue } = z.object({ issue: issueSchema }).parse(answer);
    seen.push({
      key: `#${id}`,
      title: issue.subject,
      type: toNeutral(TYPES, 'redmine', issue.tracker.name),
      status: toNeutral(STATUSES, 'redmine', issue.status.name),
      priority: toNeutral(PRIORITIES, 'redmine', issue.priority.name),
      assignee: issue.assigned_to?.name ?? null,
      due: issue.due_date ?? null,
      words: toWords((issue.description ?? '').replace(/\r/g, '').replace(MARKER, '')),
      parentTitle: issue.parent ? title(issue.parent.id) : null,
      comments: issue.journals
        .toSorted((a, b) => a.id - b.id)
        .flatMap(({ notes }) => (notes ? [toWords(withoutAuthor(notes))] : [])),
      files: issue.attachments.map((file) => `${file.filename} ${file.filesize}`).toSorted(),
      relations: (issue.relations ?? [])
        .map(({ issue_id: from, issue_to_id: to, relation_type: kind }) =>
          tellRelation(kind, from === id, title(from === id ? to : from)),
        )
        .toSorted(),
    });
  }
  return seen;
}

/** The titles of every issue of the project, closed ones too, by id. */
export async function listRedmine(
  url: string,
  project: string,
): Promise<ReadonlyMap<number, string>> {
  const titles = new Map<number, string>();
  for (let offset = 0, total = 1; offset < total; offset += 100) {
    const query = `project_id=${project}&status_id=*&sort=id&limit=100&offset=${offset}`;
    const page = pageSchema.parse(await get(url, `issues.json?${query}`));
    total = page.total_count;
    for (const { id, subject } of page.issues) titles.set(id, subject);
  }
  return titles;
}

function get(url: string, path: string): Promise<unknown> {
  return sendJson(`${url}/${path}`, { headers: { 'x-redmine-api-key': ADMIN_API_KEY } });
}

/** A copied comment begins with a line about its author. */
export function withoutAuthor(text: string): string {
  return text.replace(/\r/g, '').replace(ATTRIBUTION, '');
}
