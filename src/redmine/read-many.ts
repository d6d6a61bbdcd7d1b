/**
 * Many issues at once. Redmine's lists show everything of an issue but its journals, its watchers
 * and what it allows, a hundred issues a request.
 * https://www.redmine.org/projects/redmine/wiki/Rest_Issues#Listing-issues
 */
import type { Snapshot } from '../core/model';
import { type Answer, parseAnswer } from '../http/answer';
import type { ListedIssue, ManyReads } from '../ports';
import type { RedmineClient } from './client';
import { countAtOnce, fewAtOnce } from './few-at-once';
import { readRaw } from './field-values';
import { PAGE_SIZE } from './list-issues';
import { isCovered } from './scope';
import { type TranslateContext, toSnapshot } from './translate';
import { WATCHERS } from './watchers';
import { type WireIssue, wholeIssueListSchema } from './wire';

/** One page of the project's issues that the mapping covers, oldest first. */
export async function listIssues(
  client: RedmineClient,
  context: TranslateContext,
  cursor: string | null,
  numberField: string | undefined,
): Promise<{ readonly issues: readonly ListedIssue[]; readonly cursor: string | null }> {
  const { mapping } = context;
  const offset = Number(cursor ?? 0);
  const { answer, issues } = await list(client, {
    project_id: mapping.remote.projectId,
    subproject_id: '!*',
    sort: 'id',
    offset: String(offset),
  });
  const listed: ListedIssue[] = [];
  for (const issue of issues) {
    if (!(await isCovered(client, mapping, issue))) continue;
    const number = numberField === undefined ? undefined : readRaw(numberField, issue)[0];
    listed.push({ snapshot: toListed(context, issue, answer), numberInField: number ?? null });
  }
  const isLast = issues.length < PAGE_SIZE;
  return { issues: listed, cursor: isLast ? null : String(offset + PAGE_SIZE) };
}

/**
 * By id; what is gone or hidden is left out.
 * @param readWhole one issue with all that belongs to it
 */
export async function readIssues(
  client: RedmineClient,
  context: TranslateContext,
  issueIds: readonly string[],
  how: ManyReads,
  readWhole: (
    issueId: string,
    options: { readonly checksScope?: true },
  ) => Promise<Snapshot | null>,
): Promise<ReadonlyMap<string, Snapshot>> {
  const found = new Map<string, Snapshot>();
  const wholly: string[] = how === 'whole' ? [...issueIds] : [];
  for (let at = 0; how !== 'whole' && at < issueIds.length; at += PAGE_SIZE) {
    const ids = issueIds.slice(at, at + PAGE_SIZE);
    const { answer, issues } = await list(client, { issue_id: ids.join(',') });
    for (const issue of issues) {
      const id = String(issue.id);
      if (how === 'listed') {
        const snapshot = toListed(context, issue, answer);
        const isOut = !(await isCovered(client, context.mapping, issue));
        found.set(id, isOut ? { ...snapshot, outOfScope: true } : snapshot);
      } else if (isUntouched(context, issue)) found.set(id, toUntouched(context, issue, answer));
      else wholly.push(id);
    }
  }
  const options = how === 'whole' ? ({ checksScope: true } as const) : {};
  const read = await fewAtOnce(wholly, countAtOnce(context.mapping), (id) =>
    readWhole(id, options),
  );
  for (const snapshot of read) if (snapshot) found.set(snapshot.issueId, snapshot);
  return found;
}

async function list(client: RedmineClient, query: Readonly<Record<string, string>>) {
  const answer = await client.send({
    method: 'GET',
    path: '/issues.json',
    query: {
      status_id: '*',
      include: 'attachments,relations',
      limit: String(PAGE_SIZE),
      ...query,
    },
  });
  return { answer, issues: parseAnswer(answer, wholeIssueListSchema).issues };
}

/** What a list leaves out is not there to be read. */
function toListed(context: TranslateContext, issue: WireIssue, answer: Answer): Snapshot {
  return { ...toSnapshot(context, issue, 0, answer), hasOlderComments: true };
}

/** Whatever makes a journal moves its time. */
function isUntouched({ mapping }: TranslateContext, issue: WireIssue): boolean {
  const isWatched = mapping.fields.some(({ remote }) => remote === WATCHERS);
  return issue.updated_on === issue.created_on && !isWatched;
}

function toUntouched(context: TranslateContext, issue: WireIssue, answer: Answer): Snapshot {
  const timeEntries = context.mapping.timeEntries ? [] : null;
  return { ...toSnapshot(context, issue, 0, answer), timeEntries };
}
