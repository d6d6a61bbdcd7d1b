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

/** Every comment of the issue, oldest first. */
export async function completeComments(
  client: JiraClient,
  issue: WireIssue,
): Promise<readonly WireComment[]> {
  const shown = issue.fields.comment;
  if (!shown) return [];
  if (shown.comments.length >= shown.total) return shown.comments;
  const comments = new Map<string, WireComment>();
  for (let startAt = 0; ; ) {
    const query = new URLSearchParams({
      startAt: String(startAt),
      maxResults: String(PAGE_SIZE),
      orderBy: 'created',
    });
    const path = route`/rest/api/3/issue/${issue.id}/comment?${query}`;
    const page = parseAnswer(await client.send({ method: 'GET', path }), commentPageSchema);
    for (const comment of page.comments) comments.set(comment.id, comment);
    startAt += page.comments.length;
    if (page.comments.length === 0 || startAt >= page.total) return [...comments.values()];
  }
}
