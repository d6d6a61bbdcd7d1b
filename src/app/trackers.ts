/** The trackers, and the clients that they and the pages ask them with. */
import { getAppContext } from '@forge/api';
import type { Mapping } from '../core/mapping';
import { systemClock } from '../forge/clock';
import { loadConnections } from '../forge/connection-store';
import { createJiraClient, type JiraClient, type JiraClientOptions } from '../jira/client';
import { createJiraTracker } from '../jira/tracker';
import { type Connection, PermanentError, type Trackers } from '../ports';
import {
  createRedmineClient,
  type RedmineClient,
  type RedmineClientOptions,
} from '../redmine/client';
import { createRedmineTracker } from '../redmine/tracker';
import type { FirstSync } from '../sync/sync-ports';

/** @throws PermanentError where the connection is not configured any more */
export async function openTrackers(mapping: Mapping, firstSync?: FirstSync): Promise<Trackers> {
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
export function trackersOf(
  mapping: Mapping,
  connection: Connection,
  firstSync?: FirstSync,
): Trackers {
  const onCall = firstSync?.onCall;
  return {
    jira: createJiraTracker(mapping, {
      ownAuthorId: connection.jiraAccountId,
      clock: systemClock,
      ...(firstSync && onCall
        ? {
            firstSync: firstSync.id,
            client: openJira({ onCall: (points) => onCall('jira', points) }),
          }
        : {}),
    }),
    remote: createRedmineTracker(mapping, {
      ownAuthorId: connection.remoteUserId,
      client: openRedmine(
        connection.url,
        connection.apiKey,
        onCall ? { onCall: () => onCall('remote', 0) } : {},
      ),
      clock: systemClock,
    }),
  };
}

/** Redmine with one key. @throws PermanentError for an address the key must not be sent to */
export function openRedmine(
  baseUrl: string,
  apiKey: string,
  options: Pick<RedmineClientOptions, 'timeoutMs' | 'onCall'> = {},
): RedmineClient {
  return createRedmineClient({
    baseUrl,
    apiKey,
    clock: systemClock,
    ...options,
    allowHttpLoopback: allowsHttpLoopback(),
  });
}

/** For local trials; never in production. */
export function allowsHttpLoopback(): boolean {
  return getAppContext().environmentType !== 'PRODUCTION';
}

/** Jira as the app itself. */
export function openJira(
  options: Pick<JiraClientOptions, 'timeoutMs' | 'onCall'> = {},
): JiraClient {
  return createJiraClient({ as: 'app', clock: systemClock, ...options });
}

/** Jira as the person whose call a resolver serves. */
export function openJiraAsCaller(): JiraClient {
  return createJiraClient({ as: 'user', clock: systemClock });
}
