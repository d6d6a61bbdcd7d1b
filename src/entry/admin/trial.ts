/** Try it on a few: real issues, real rules, saved or not, and nothing is written. */
import { findJiraIssueId, listNewest, openReaders, pageStore } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import { trackersOf } from '../../app/trackers';
import type { Mapping } from '../../core/mapping';
import type { Side } from '../../core/model';
import { nameChoices, type ValueNames } from '../../core/values/show-values';
import type { Connection } from '../../ports';
import type { AdminAnswers } from '../../shared/api';
import { type AskedIssue, tryIssues as tryAll } from '../../sync/trial/try-issues';
import { CallRefused } from '../answer-call';
import { findIssueNumber } from '../find-issue-number';
import { matchDocument } from './configuration';

interface TrialRequest {
  readonly mappingId: string;
  readonly issues:
    | { readonly names: readonly string[] }
    | { readonly newest: number; readonly of: Side };
  readonly document?: unknown;
}

/** What the sync would do to each of the issues. */
export async function tryIssues(request: TrialRequest): Promise<AdminAnswers['tryIssues']> {
  const mapping = await getMapping(request);
  const connection = await getConnection(mapping);
  const [names, { asked, unknown }] = await Promise.all([
    readNames(mapping, connection),
    findAsked(request.issues, mapping, connection),
  ]);
  const trackers = trackersOf(mapping, connection);
  const { tried, left } = await tryAll(syncPorts, { mapping, trackers, names }, asked);
  return { tried, unknown, left: left.map(({ name }) => name) };
}

async function getMapping({ mappingId, document }: TrialRequest): Promise<Mapping> {
  const mapping =
    document === undefined
      ? (await syncPorts.store.loadRun(mappingId, null)).mapping
      : await compile(mappingId, document);
  if (!mapping) throw new CallRefused(`There is no mapping "${mappingId}".`);
  return mapping;
}

async function compile(mappingId: string, document: unknown): Promise<Mapping | null> {
  const checked = await matchDocument(document);
  if (checked.kind === 'mistakes') {
    const [first] = checked.mistakes;
    throw new CallRefused(`The rules cannot be tried yet: ${first?.path}: ${first?.message}`);
  }
  return checked.matched.mappings.find(({ id }) => id === mappingId) ?? null;
}

async function getConnection({ connectionId }: Mapping): Promise<Connection> {
  const connections = await pageStore.loadConnections();
  const connection = connections.find(({ id }) => id === connectionId);
  if (!connection) throw new CallRefused(`There is no connection "${connectionId}".`);
  return connection;
}

/** What people call the values; a project that is gone names none. */
async function readNames(mapping: Mapping, connection: Connection): Promise<ValueNames> {
  const { id, name, url, apiKey, textFormat } = connection;
  const readers = await openReaders({ id, name, url, apiKey, textFormat });
  const [jira, remote] = await Promise.all([
    readers.jira.findProject(mapping.jira.projectKey),
    readers.remote.findProject(mapping.remote.projectKey),
  ]);
  return jira && remote ? nameChoices(mapping, { jira, remote }) : { jira: {}, remote: {} };
}

async function findAsked(
  issues: TrialRequest['issues'],
  mapping: Mapping,
  connection: Connection,
): Promise<{ readonly asked: readonly AskedIssue[]; readonly unknown: readonly string[] }> {
  if ('newest' in issues) {
    const found = await listNewest(mapping, connection, issues.of, issues.newest);
    const asked = found.map(({ id, key }) => ({ name: key, side: issues.of, issueId: id }));
    return { asked, unknown: [] };
  }
  const found = await Promise.all(
    [...new Set(issues.names)].map(async (name) => ({
      name,
      place: await findPlace(name, mapping),
    })),
  );
  return {
    asked: found.flatMap(({ name, place }) => (place ? [{ name, ...place }] : [])),
    unknown: found.flatMap(({ name, place }) => (place ? [] : [name])),
  };
}

async function findPlace(
  name: string,
  { siteUrl }: Mapping,
): Promise<Omit<AskedIssue, 'name'> | null> {
  const number = findIssueNumber(name, siteUrl.remote);
  if (number !== null) return { side: 'remote', issueId: number };
  const issueId = await findJiraIssueId(name.replace(`${siteUrl.jira}/browse/`, ''));
  return issueId === null ? null : { side: 'jira', issueId };
}
