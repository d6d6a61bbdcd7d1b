/** What the admin page reads and asks beyond the sync. */
import { getAppContext, webTrigger } from '@forge/api';
import type { ConfiguredConnection } from '../core/configuration/configuration';
import type { Finding } from '../core/doctor/finding';
import type { Mapping } from '../core/mapping';
import type { Side } from '../core/model';
import { listAuditOfDay } from '../forge/audit-reader';
import { loadBells } from '../forge/bell-store';
import { systemClock } from '../forge/clock';
import { loadConnections, saveConnections } from '../forge/connection-store';
import * as deadLetters from '../forge/dead-letter-store';
import { findLinks, listLinksInState, listLinksOf } from '../forge/link-store';
import * as storedMappings from '../forge/mapping-store';
import { noticeStore, saveNoticeSettings } from '../forge/notice-store';
import { saveCollector, upkeepStore } from '../forge/upkeep-store';
import { findVersion, listVersions } from '../forge/version-store';
import { findJiraAccount } from '../jira/account';
import { markJiraNow } from '../jira/birth-mark';
import { examineJiraProject } from '../jira/examine-project';
import { findIssueId } from '../jira/find-issue-id';
import { listNewestIssues } from '../jira/find-issues';
import { type FoundPlace, findNoticePlace as findPlace } from '../jira/find-notice-place';
import { createJiraMetadata } from '../jira/metadata';
import { isJiraAdmin } from '../jira/permissions';
import { type PinOutcome, pinPanel } from '../jira/pin-panel';
import type { Connection } from '../ports';
import { findRedmineAccount } from '../redmine/account';
import { markRedmineNow } from '../redmine/birth-mark';
import { examineRedmine as examine, MAX_PROJECTS } from '../redmine/doctor/examine-redmine';
import { listNewestIds } from '../redmine/list-issues';
import { createRedmineMetadata } from '../redmine/metadata';
import type { ConnectionReaders } from '../sync/configuration/import-ports';
import { openJira, openJiraAsCaller, openRedmine } from './trackers';

/** Storage that only the pages need. */
export const pageStore = {
  loadConnections,
  saveConnections,
  loadBells,
  saveCollector,
  saveNoticeSettings,
  loadNotices: noticeStore.loadNotices,
  findCollectState: upkeepStore.loadCollectState,
  loadPulse: upkeepStore.loadPulse,
  loadCollector: upkeepStore.loadCollector,
  findLinks,
  listLinksInState,
  listLinksOf,
  ...storedMappings,
  ...deadLetters,
  listAuditOfDay,
  listVersions,
  findVersion,
};

/** Asked as the person whose call a resolver serves, on every call. */
export function isCallerJiraAdmin(): Promise<boolean> {
  return isJiraAdmin(openJiraAsCaller());
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

/** Shows the panel on every issue of the project; for a caller who is a Jira administrator. */
export function pinPanelAsCaller(projectId: string): Promise<PinOutcome> {
  const { appAri, environmentAri } = getAppContext();
  const app = { appId: appAri.appId, environmentId: environmentAri.environmentId };
  return pinPanel(openJiraAsCaller(), app, projectId);
}

/** A page waits for it, and a resolver has 25 s in all. */
const DOCTOR_TIMEOUT_MS = 6_000;

/** Everything a sync needs of one Redmine, point by point. */
export function examineRedmine(
  { url, apiKey, textFormat }: Connection,
  mappings: readonly Mapping[],
): Promise<readonly Finding[]> {
  const open = () => openRedmine(url, apiKey, { timeoutMs: DOCTOR_TIMEOUT_MS });
  return examine(open, { mappings, textFormat, clock: systemClock });
}

/** What the app may do in the Jira projects of these mappings. */
export async function examineJira(mappings: readonly Mapping[]): Promise<readonly Finding[]> {
  const jira = openJira({ timeoutMs: DOCTOR_TIMEOUT_MS });
  const examined = mappings.slice(0, MAX_PROJECTS);
  return (await Promise.all(examined.map((one) => examineJiraProject(jira, one)))).flat();
}

/** Where the app may tell of its own troubles. */
export function findNoticePlace(project: string, typeName?: string): Promise<FoundPlace> {
  return findPlace(openJira(), project, typeName);
}
