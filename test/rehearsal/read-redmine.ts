import { join } from 'node:path';
import { z } from 'zod';
import { runInRedmine } from '../../dev/redmine/real/run-in-redmine';
import { ADMIN_API_KEY } from '../../dev/redmine/seed/demo-seed';
import { sendJson } from '../support/local-host/send-json';
import { PRIORITIES, STATUSES, TYPES } from './grown-trackers';
import { type SeenIssue, tellRelation, toNeutral, toWords } from './seen-issue';

const SCRIPT = join(__dirname, 'read-redmine.rb');

const named = z.object({ id: z.number(), name: z.string() });
const issueSchema = z.object({
  id: z.number(),
  subject: z.string(),
  tracker: named,
  status: named,
  priority: named,
  assigned_to: named.nullable(),
  due_date: z.string().nullish(),
  description: z.string().nullish(),
  parent: z.object({ id: z.number() }).nullable(),
  journals: z.array(z.object({ id: z.number(), notes: z.string().nullish() })),
  attachments: z.array(z.object({ filename: z.string(), filesize: z.number() })),
  relations: z.array(
    z.object({ issue_id: z.number(), issue_to_id: z.number(), relation_type: z.string() }),
  ),
});
/** The app's own last line: `Jira: WEB-1 …#sync-…`. */
const MARKER = /\n*[^\n]*#sync-[\w.-]+\)?\s*$/;
/** The line that names who wrote it, where the app wrote it for them. */
const ATTRIBUTION = /^\s*[^\n]*(?:Jira|Redmine)[^\n]*\n+/;

/**
 * Every issue of the project, closed ones too, as an administrator sees it: by one look through
 * Redmine's own models, since its REST API shows notes one issue a request.
 * @param dataDir of a Redmine that may be running
 */
export async function readRedmine(dataDir: string, project: string): Promise<readonly SeenIssue[]> {
  const printed = await runInRedmine(dataDir, SCRIPT, JSON.stringify({ project }));
  const issues = z.array(issueSchema).parse(JSON.parse(printed));
  const titles = new Map(issues.map(({ id, subject }) => [id, subject]));
  const title = (id: number) => titles.get(id) ?? `#${id}`;
  return issues.map((issue) => ({
    key: `#${issue.id}`,
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
    relations: issue.relations
      .map(({ issue_id: from, issue_to_id: to, relation_type: kind }) =>
        tellRelation(kind, from === issue.id, title(from === issue.id ? to : from)),
      )
      .toSorted(),
  }));
}

/** Of the project, closed ones too. */
export async function countRedmine(url: string, project: string): Promise<number> {
  const headers = { 'x-redmine-api-key': ADMIN_API_KEY };
  const page = await sendJson(`${url}/issues.json?project_id=${project}&status_id=*&limit=1`, {
    headers,
  });
  return z.object({ total_count: z.number() }).parse(page).total_count;
}

/** A copied comment begins with a line about its author. */
export function withoutAuthor(text: string): string {
  return text.replace(/\r/g, '').replace(ATTRIBUTION, '');
}
