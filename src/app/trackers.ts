/** The trackers, and the clients that they and the pages ask them with. */
import { getAppContext } from '@forge/api';
import type { Mapping } from '../core/mapping';
import { systemClock } from '../forge/clock';
import { loadConnections } from '../forge/connection-store';
import { createJiraClient, type JiraClient } from '../jira/client';
import { createJiraTracker } from '../jira/tracker';
import { type Connection, PermanentError, type Trackers } from '../ports';
import { createRedmineClient, type RedmineClient } from '../redmine/client';
import { createRedmineTracker } from '../redmine/tracker';

/** @throws PermanentError where the connection is not configured any more */
export async function openTrackers(mapping: Mapping, firstSync?: string): Promise<Trackers> {
  return trackersOf(mapping, await getConnection(mapping), firstSync);
}

/** @throws PermanentError where it is not configured any more */
export async function getConnection({ id, connectionId }: Mapping): Promise<Connection> {
  const connections = await loadConnections();
  const connection = connections.find((candidate) => candidate.id === connectionId);
  if (connection) return connection;
  throw new PermanentError(
    `[redmine] connection ${connectionId} of mapping ${id} is not configured`,
    'access',
  );
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

/** Redmine with one key. @throws PermanentError for an address the key must not be sent to */
export function openRedmine(baseUrl: string, apiKey: string, timeoutMs?: number): RedmineClient {
  return createRedmineClient({
    baseUrl,
    apiKey,
    clock: systemClock,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    allowHttpLoopback: allowsHttpLoopback(),
  });
}

/** For local trials; never in production. */
export function allowsHttpLoopback(): boolean {
  return getAppContext().environmentType !== 'PRODUCTION';
}

/** Jira as the app itself. */
export function openJira(timeoutMs?: number): JiraClient {
  return createJiraClient({
    as: 'app',
    clock: systemClock,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

/** Jira as the person whose call a resolver serves. */
export function openJiraAsCaller(): JiraClient {
  return createJiraClient({ as: 'user', clock: systemClock });
}
