/**
 * Whether a mapping's rules of scope cover a Redmine issue. Trackers, statuses, categories and custom
 * fields are told by the issue itself; a saved query only by Redmine, whose API neither shows its
 * filters nor takes further ones beside it, but sorts its list: the issue is looked for in it by id.
 * https://www.redmine.org/projects/redmine/wiki/Rest_Issues (`query_id`)
 */
import * as z from 'zod';
import { findNamed } from '../core/configuration/match-names';
import type { Mapping } from '../core/mapping';
import type { FoundQuery } from '../core/metadata';
import { parseAnswer } from '../http/answer';
import type { RedmineClient } from './client';
import { readRaw } from './field-values';
import { listIssues, PAGE_SIZE } from './list-issues';
import type { WireIssue } from './wire';

/** @throws PermanentError where the saved query is gone or hidden from the key */
export async function isCovered(
  client: RedmineClient,
  mapping: Mapping,
  issue: WireIssue,
): Promise<boolean> {
  const scope = mapping.scope?.remote;
  if (!scope) return true;
  const holds = scope.terms.every(({ key, values }) =>
    readRaw(key, issue).some((value) => values.includes(value)),
  );
  if (!holds || scope.query === undefined) return holds;
  return isInQuery(client, mapping, scope.query, issue.id);
}

const queriesSchema = z.object({
  queries: z.array(
    z.object({ id: z.number(), name: z.string(), project_id: z.number().nullish() }),
  ),
  total_count: z.number(),
});

/** A saved query that the key sees and that serves the project, by name or number. */
export async function findSavedQuery(
  client: RedmineClient,
  projectId: string,
  nameOrId: string,
): Promise<FoundQuery> {
  const known: { readonly id: string; readonly name: string }[] = [];
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const page = { limit: String(PAGE_SIZE), offset: String(offset) };
    const answer = await client.send({ method: 'GET', path: '/queries.json', query: page });
    const { queries, total_count: total } = parseAnswer(answer, queriesSchema);
    for (const { id, name, project_id: ownedBy } of queries) {
      const isHere = ownedBy === null || ownedBy === undefined || String(ownedBy) === projectId;
      if (isHere) known.push({ id: String(id), name });
    }
    if (offset + PAGE_SIZE >= total) break;
  }
  const mistakes: { path: string; message: string }[] = [];
  const found = findNamed(nameOrId, '', known, mistakes);
  return found
    ? { kind: 'found', query: found.id }
    : { kind: 'unknown', message: mistakes.map(({ message }) => message).join(' ') };
}

/** Halves the list until the one page is found where the issue would stand. */
async function isInQuery(
  client: RedmineClient,
  mapping: Mapping,
  queryId: string,
  issueId: number,
): Promise<boolean> {
  let [first, last] = [0, 0];
  for (let page = 0; first <= last; page = Math.floor((first + last) / 2)) {
    const { issues, total_count: total } = await listIssues(client, mapping, {
      query_id: queryId,
      sort: 'id:desc',
      limit: String(PAGE_SIZE),
      offset: String(page * PAGE_SIZE),
    });
    if (issues.some(({ id }) => id === issueId)) return true;
    last = page === 0 ? Math.ceil(total / PAGE_SIZE) - 1 : last;
    const [newest, oldest] = [issues[0]?.id, issues.at(-1)?.id];
    if (newest === undefined || oldest === undefined || issueId > newest) last = page - 1;
    else if (issueId < oldest) first = page + 1;
    else return false;
  }
  return false;
}
