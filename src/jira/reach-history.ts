/** The rest of an issue's comments and changelog, for an issue whose own bean does not hold all. */
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';
import {
  changelogPageSchema,
  commentPageSchema,
  type WireComment,
  type WireHistory,
  type WireIssue,
} from './wire';

const PAGE_SIZE = 100;

/**
 * Fewer entries in the bean are all there are. 100 were seen on live sites, but the documentation
 * names 40 for the same list elsewhere, and asking once more costs one small call.
 */
const BEAN_LIMIT = 40;

/**
 * Every changelog entry newer than `sinceEntryId`. The bean holds the newest ones only (100 at most),
 * the changelog resource pages from the oldest; entries are only ever added at the end, so positions
 * from the start stay put while we walk backwards.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-changelog-get
 */
export async function completeHistory(
  client: JiraClient,
  issue: WireIssue,
  sinceEntryId: number,
): Promise<readonly WireHistory[]> {
  const shown = issue.changelog?.histories ?? [];
  const histories = new Map(shown.map((history) => [history.id, history]));
  if (shown.length < BEAN_LIMIT || reaches(histories, sinceEntryId)) return shown;
  let end = (await readTotal(client, issue.id)) - shown.length;
  while (end > 0 && !reaches(histories, sinceEntryId)) {
    const startAt = Math.max(0, end - PAGE_SIZE);
    const page = await readPage(client, issue.id, startAt, end - startAt);
    if (page.values.length === 0) break;
    for (const history of page.values) histories.set(history.id, history);
    end = startAt;
  }
  return [...histories.values()];
}

async function readPage(client: JiraClient, issueId: string, startAt: number, maxResults: number) {
  const query = new URLSearchParams({
    startAt: String(startAt),
    maxResults: String(maxResults),
  });
  const path = route`/rest/api/3/issue/${issueId}/changelog?${query}`;
  return parseAnswer(await client.send({ method: 'GET', path }), changelogPageSchema);
}

/** The bean's own `total` is documented as what is on the page, so it is not relied on. */
async function readTotal(client: JiraClient, issueId: string): Promise<number> {
  return (await readPage(client, issueId, 0, 1)).total;
}

function reaches(histories: ReadonlyMap<number, WireHistory>, sinceEntryId: number): boolean {
  return histories.size > 0 && Math.min(...histories.keys()) <= sinceEntryId;
}

/**
 * Every comment of the issue, oldest first. The bean holds the newest hundred and the true total;
 * the comment resource pages from the oldest, so only what comes before them is asked for. Where one
 * is deleted meanwhile, its page reaches into what the bean showed and nothing is missed.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/#api-rest-api-3-issue-issueidorkey-comment-get
 */
export async function completeComments(
  client: JiraClient,
  issue: WireIssue,
): Promise<readonly WireComment[]> {
  const shown = issue.fields.comment?.comments ?? [];
  const missing = (issue.fields.comment?.total ?? 0) - shown.length;
  const older: WireComment[] = [];
  while (older.length < missing) {
    const query = new URLSearchParams({
      startAt: String(older.length),
      maxResults: String(Math.min(PAGE_SIZE, missing - older.length)),
      orderBy: 'created',
    });
    const path = route`/rest/api/3/issue/${issue.id}/comment?${query}`;
    const page = parseAnswer(await client.send({ method: 'GET', path }), commentPageSchema);
    if (page.comments.length === 0) break;
    older.push(...page.comments);
  }
  return [...new Map([...older, ...shown].map((comment) => [comment.id, comment])).values()];
}
