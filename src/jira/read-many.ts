/**
 * Many issues at once. The search only says which there are, since its index runs behind; what they
 * hold is read by id, a hundred at a time.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-bulkfetch-post
 */
import * as z from 'zod';
import type { Mapping } from '../core/mapping';
import type { Snapshot } from '../core/model';
import { type Answer, parseAnswer } from '../http/answer';
import type { ListedIssue, ManyReads } from '../ports';
import { type JiraClient, route } from './client';
import { listFields } from './list-fields';
import { completeComments } from './reach-history';
import { findCovered } from './scope';
import { MARKER_PROPERTY, type TranslateContext, toSnapshot } from './translate';
import { TWIN_PROPERTY } from './twin-mark';
import { readWatchers, WATCHERS } from './watchers';
import { issueSchema, type WireIssue } from './wire';
import { completeWorklogs } from './worklogs';

/** The most that one bulkfetch takes. */
const CHUNK = 100;

const idPageSchema = z.object({
  issues: z.array(z.object({ id: z.string() })),
  nextPageToken: z.string().nullish(),
});

const issuesSchema = z.object({ issues: z.array(issueSchema) });

/** One page of the mapped project's issues that the mapping covers, oldest first. */
export async function listIssues(
  client: JiraClient,
  context: TranslateContext,
  cursor: string | null,
  numberField: string | undefined,
): Promise<{ readonly issues: readonly ListedIssue[]; readonly cursor: string | null }> {
  const { mapping } = context;
  const scope = mapping.scope?.jira?.query;
  const answer = await client.send({
    method: 'POST',
    path: route`/rest/api/3/search/jql`,
    readsOnly: true,
    body: {
      jql: `project = ${mapping.jira.projectId}${scope ? ` AND (${scope})` : ''} ORDER BY key ASC`,
      maxResults: CHUNK,
      fields: ['id'],
      ...(cursor === null ? {} : { nextPageToken: cursor }),
    },
  });
  const page = parseAnswer(answer, idPageSchema);
  const ids = page.issues.map(({ id }) => id);
  const extra = numberField === undefined ? [] : [numberField];
  const fetched = ids.length === 0 ? [] : await fetch(client, mapping, ids, extra);
  const inProject = fetched.filter(({ wire }) => wire.fields.project.id === mapping.jira.projectId);
  const byId = new Map(inProject.map((one) => [one.wire.id, one]));
  return {
    issues: ids.flatMap((id) => {
      const one = byId.get(id);
      if (!one) return [];
      const number = numberField === undefined ? null : showNumber(one.wire.fields[numberField]);
      return [{ snapshot: listedSnapshot(context, one), numberInField: number }];
    }),
    cursor: page.nextPageToken ?? null,
  };
}

/** By id; what the app may not see is left out. */
export async function readIssues(
  client: JiraClient,
  context: TranslateContext,
  issueIds: readonly string[],
  how: ManyReads,
): Promise<ReadonlyMap<string, Snapshot>> {
  const { mapping } = context;
  const found = new Map<string, Snapshot>();
  for (let at = 0; at < issueIds.length; at += CHUNK) {
    const fetched = await fetch(client, mapping, issueIds.slice(at, at + CHUNK), []);
    const ids = fetched.map(({ wire }) => wire.id);
    const covered = how === 'born' ? new Set(ids) : await findCovered(client, mapping, ids);
    for (const one of fetched) {
      const { id } = one.wire;
      const snapshot =
        how === 'listed' ? listedSnapshot(context, one) : await wholeSnapshot(client, context, one);
      found.set(id, covered.has(id) ? snapshot : { ...snapshot, outOfScope: true });
    }
  }
  return found;
}

interface Fetched {
  readonly wire: WireIssue;
  readonly answer: Answer;
}

async function fetch(
  client: JiraClient,
  mapping: Mapping,
  issueIdsOrKeys: readonly string[],
  extraFields: readonly string[],
): Promise<readonly Fetched[]> {
  const answer = await client.send({
    method: 'POST',
    path: route`/rest/api/3/issue/bulkfetch`,
    readsOnly: true,
    body: {
      issueIdsOrKeys,
      fields: [...new Set([...listFields(mapping), ...extraFields])],
      expand: ['changelog'],
      properties: [MARKER_PROPERTY, TWIN_PROPERTY],
    },
  });
  return parseAnswer(answer, issuesSchema).issues.map((wire) => {
    // Only how many there are.
    delete wire.fields[WATCHERS];
    return { wire, answer };
  });
}

/** No older entry of its history is wanted: the newest says where the base begins. */
function toListed(
  context: TranslateContext,
  { wire, answer }: Fetched,
  comments: Parameters<typeof toSnapshot>[3],
  worklogs: Parameters<typeof toSnapshot>[4],
): Snapshot {
  const histories = wire.changelog?.histories ?? [];
  return toSnapshot(context, wire, histories, comments, worklogs, 0, answer);
}

function listedSnapshot(context: TranslateContext, one: Fetched): Snapshot {
  return toListed(context, one, one.wire.fields.comment?.comments ?? [], null);
}

async function wholeSnapshot(
  client: JiraClient,
  context: TranslateContext,
  one: Fetched,
): Promise<Snapshot> {
  const { mapping } = context;
  const isWatched = mapping.fields.some(({ jira }) => jira === WATCHERS);
  const [comments, worklogs, watchers] = await Promise.all([
    completeComments(client, one.wire),
    mapping.timeEntries ? completeWorklogs(client, one.wire) : null,
    isWatched ? readWatchers(client, one.wire.id) : null,
  ]);
  if (watchers) one.wire.fields[WATCHERS] = watchers;
  return toListed(context, one, comments, worklogs);
}

/** Of a text, a number or a choice. */
function showNumber(value: unknown): string | null {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const choice = z.object({ value: z.string() }).safeParse(value);
  return choice.success ? choice.data.value : null;
}
