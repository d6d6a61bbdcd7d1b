/**
 * The composition root: real adapters behind the ports. Nothing here is kept between invocations;
 * each call builds what it needs from storage.
 */
import { randomBytes } from 'node:crypto';
import { getAppContext, webTrigger } from '@forge/api';
import { createCollector } from './collector/client';
import type { ConfiguredConnection } from './core/configuration/configuration';
import type { Finding } from './core/doctor/finding';
import type { Mapping } from './core/mapping';
import type { Side } from './core/model';
import { auditReader, listAuditOfDay } from './forge/audit-reader';
import { auditTender } from './forge/audit-tender';
import { backfillStore } from './forge/backfill-store';
import { loadBells, saveBells } from './forge/bell-store';
import { systemClock } from './forge/clock';
import { loadConnections, saveConnections } from './forge/connection-store';
import * as deadLetters from './forge/dead-letter-store';
import { findLinks, listLinksInState, listLinksOf } from './forge/link-store';
import { forgeLog } from './forge/log';
import * as mappings from './forge/mapping-store';
import { peopleStore } from './forge/people-store';
import { reportPeople } from './forge/privacy';
import { forgeQueue } from './forge/queue';
import { forgeStore } from './forge/store';
import { saveCollector, upkeepStore } from './forge/upkeep-store';
import { findVersion, listVersions } from './forge/version-store';
import { findJiraAccount } from './jira/account';
import { markJiraNow } from './jira/birth-mark';
import { createJiraClient, type JiraClient } from './jira/client';
import { examineJiraProject } from './jira/examine-project';
import { findIssueId } from './jira/find-issue-id';
import { listNewestIssues } from './jira/find-issues';
import { createJiraMetadata } from './jira/metadata';
import { namePeople as nameAccounts } from './jira/name-people';
import { findPerson } from './jira/people';
import { type IssueAccess, isJiraAdmin, readIssueAccess } from './jira/permissions';
import { type PinOutcome, pinPanel } from './jira/pin-panel';
import { isInRole, type RolePlace } from './jira/role-members';
import { createJiraTracker } from './jira/tracker';
import { type Connection, PermanentError, type Trackers } from './ports';
import type { Trail } from './ports/trail';
import { findRedmineAccount } from './redmine/account';
import { markRedmineNow } from './redmine/birth-mark';
import { createRedmineClient, type RedmineClient } from './redmine/client';
import { examineRedmine as examine, MAX_PROJECTS } from './redmine/doctor/examine-redmine';
import { listNewestIds } from './redmine/list-issues';
import { createRedmineMetadata } from './redmine/metadata';
import { type FoundIssue, searchIssues } from './redmine/search-issues';
import { createRedmineTracker } from './redmine/tracker';
import type { ConnectionReaders } from './sync/import-configuration';
import type { SyncPorts, UpkeepPorts } from './sync/sync-ports';

/** The audit trail. */
export const trail: Trail = { ...auditReader, ...auditTender };

/** The sync's world. */
export const syncPorts: SyncPorts = {
  store: forgeStore,
  queue: forgeQueue,
  clock: systemClock,
  log: forgeLog,
  newNonce: () => randomBytes(12).toString('base64url'),
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
  openTrackers,
};

async function openTrackers(mapping: Mapping, firstSync?: string): Promise<Trackers> {
  return trackersOf(mapping, await getConnection(mapping), firstSync);
}

async function getConnection({ id, connectionId }: Mapping): Promise<Connection> {
  const connections = await loadConnections();
  const connection = connections.find((candidate) => candidate.id === connectionId);
  if (connection) return connection;
  throw new PermanentError(
    `[redmine] connection ${connectionId} of mapping ${id} is not configured`,
    'access',
  );
}

/** Issues of the remote project that a person looks for. */
export async function searchRemote(
  mapping: Mapping,
  wanted: Parameters<typeof searchIssues>[2],
): Promise<readonly FoundIssue[]> {
  const { url, apiKey } = await getConnection(mapping);
  return searchIssues(openRedmine(url, apiKey), mapping, wanted);
}

/** What people are called, by accountId; as far as the app may see them. */
export function namePeople(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return nameAccounts(openJira(), accountIds);
}

/** The two trackers of a mapping, through its connection. */
export function trackersOf(mapping: Mapping, connection: Connection, firstSync?: string): Trackers {
  return {
    jira: createJiraTracker(mapping, {
      ownAuthorId: connection.jiraAccountId,
      clock: systemClock,
      ...(firstSync === undefined ? {} : { firstSync }),
    }),
    remote: createRedmineTracker(mapping, {
      ownAuthorId: connection.remoteUserId,
      client: openRedmine(connection.url, connection.apiKey),
      clock: systemClock,
    }),
  };
}

/** The world of background work. */
export const upkeepPorts: UpkeepPorts = {
  ...syncPorts,
  trail,
  upkeep: upkeepStore,
  people: peopleStore,
  backfill: backfillStore,
  reportPeople,
  findPerson: (accountId) => findPerson(openJira(), accountId),
  openCollector: (settings) =>
    createCollector({
      ...settings,
      clock: systemClock,
      allowHttpLoopback: getAppContext().environmentType !== 'PRODUCTION',
    }),
};

/** Redmine with one key. @throws PermanentError for an address the key must not be sent to */
export function openRedmine(baseUrl: string, apiKey: string, timeoutMs?: number): RedmineClient {
  return createRedmineClient({
    baseUrl,
    apiKey,
    clock: systemClock,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    allowHttpLoopback: getAppContext().environmentType !== 'PRODUCTION',
  });
}

/** What names are matched with while a configuration is imported. */
export async function openReaders(connection: ConfiguredConnection): Promise<ConnectionReaders> {
  const jira = openJira();
  const redmine = openRedmine(connection.url, connection.apiKey ?? '');
  return {
    jira: createJiraMetadata(jira),
    remote: createRedmineMetadata(redmine, connection.url),
    markNow: async () => ({
      jira: await markJiraNow(jira),
      remote: await markRedmineNow(redmine),
    }),
    remoteUser: await findRedmineAccount(redmine),
  };
}

/** Jira as the app itself. */
export function openJira(): JiraClient {
  return createJiraClient({ as: 'app', clock: systemClock });
}

/** The app's own account, which writes in Jira. */
export async function findOwnJiraAccountId(): Promise<string> {
  return (await findJiraAccount(openJira())).id;
}

/** What runs here. */
export function readVersions(): Readonly<Record<string, string>> {
  const { appVersion, environmentType } = getAppContext();
  return { app: appVersion, environment: environmentType, node: process.version };
}

/** Where Redmine's webhooks go; each connection adds its own id. */
export function getWebhookUrl(): Promise<string> {
  return webTrigger.getUrl('redmine-webhook');
}

/** Asked as the person whose call a resolver serves, on every call. */
export function isCallerJiraAdmin(): Promise<boolean> {
  return isJiraAdmin(openJiraAsCaller());
}

/** The id of a Jira issue by its key; `null` for what is no key, or names no issue. */
export async function findJiraIssueId(key: string): Promise<string | null> {
  return /^[A-Z][A-Z0-9_]*-\d+$/i.test(key) ? findIssueId(openJira(), key) : null;
}

/** The newest issues of a mapping's project, newest first. @param count at most 100 */
export async function listNewest(
  mapping: Mapping,
  connection: Connection,
  side: Side,
  count: number,
): Promise<readonly { readonly id: string; readonly key: string }[]> {
  if (side === 'jira') return listNewestIssues(openJira(), mapping, count);
  const ids = await listNewestIds(openRedmine(connection.url, connection.apiKey), mapping, count);
  return ids.map((id) => ({ id, key: `#${id}` }));
}

/** What the caller of a resolver may do with an issue. */
export function readCallerAccess(issueId: string): Promise<IssueAccess> {
  return readIssueAccess(openJiraAsCaller(), issueId);
}

/** Whether the caller of a resolver belongs to a role of a Jira project. */
export function isCallerInRole(place: RolePlace): Promise<boolean> {
  return isInRole(openJira(), openJiraAsCaller(), place);
}

/** Shows the panel on every issue of the project; for a caller who is a Jira administrator. */
export function pinPanelAsCaller(projectId: string): Promise<PinOutcome> {
  const { appAri, environmentAri } = getAppContext();
  const app = { appId: appAri.appId, environmentId: environmentAri.environmentId };
  return pinPanel(openJiraAsCaller(), app, projectId);
}

function openJiraAsCaller(): JiraClient {
  return createJiraClient({ as: 'user', clock: systemClock });
}

/** A page waits for it, and a resolver has 25 s in all. */
const DOCTOR_TIMEOUT_MS = 6_000;

/** Everything a sync needs of one Redmine, point by point. */
export function examineRedmine(
  { url, apiKey, textFormat }: Connection,
  mappings: readonly Mapping[],
): Promise<readonly Finding[]> {
  const open = () => openRedmine(url, apiKey, DOCTOR_TIMEOUT_MS);
  return examine(open, { mappings, textFormat, clock: systemClock });
}

/** What the app may do in the Jira projects of these mappings. */
export async function examineJira(mappings: readonly Mapping[]): Promise<readonly Finding[]> {
  const jira = createJiraClient({ as: 'app', clock: systemClock, timeoutMs: DOCTOR_TIMEOUT_MS });
  const examined = mappings.slice(0, MAX_PROJECTS);
  return (await Promise.all(examined.map((one) => examineJiraProject(jira, one)))).flat();
}

/** Storage that only the pages need. */
export const pageStore = {
  loadConnections,
  saveConnections,
  loadBells,
  saveBells,
  saveCollector,
  findCollectState: upkeepStore.loadCollectState,
  loadPulse: upkeepStore.loadPulse,
  loadCollector: upkeepStore.loadCollector,
  findLinks,
  listLinksInState,
  listLinksOf,
  ...mappings,
  ...deadLetters,
  listAuditOfDay,
  listVersions,
  findVersion,
};
