/** The admin's calls around a connection's webhook: its secret, and whether it rings. */
import { randomBytes } from 'node:crypto';
import { getWebhookUrl, pageStore } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import { WATCH_NEW_SECRET_MS, WATCH_TEST_MS } from '../../core/bells';
import { listValidSecrets, rotateSecrets } from '../../core/rotate-secrets';
import type { Connection } from '../../ports';
import type { AdminAnswers, WebhookView } from '../../shared/api';
import { CallRefused } from '../answer-call';
import { isWatched } from '../note-bell';
import { adminEntry } from './configuration';

interface Named {
  readonly connectionId: string;
}

export async function getWebhook({ connectionId }: Named): Promise<WebhookView> {
  return viewWebhook(getConnection(await pageStore.loadConnections(), connectionId));
}

/**
 * Makes a new secret; the one before stays valid for a day. It is told this once, since somebody has
 * to enter it in Redmine, and by no other call.
 */
export async function rotateWebhookSecret(
  { connectionId }: Named,
  accountId: string,
): Promise<AdminAnswers['rotateWebhookSecret']> {
  const secret = randomBytes(32).toString('base64url');
  const nowMs = syncPorts.clock.nowMs();
  const changed = await change(connectionId, (connection) => ({
    ...connection,
    webhookSecrets: rotateSecrets(secret, connection.webhookSecrets, nowMs),
    bellsWatchedUntilMs: nowMs + WATCH_NEW_SECRET_MS,
  }));
  await pageStore.tellOfApp(adminEntry('webhook-secret', connectionId, accountId));
  return { secret, webhook: await viewWebhook(changed) };
}

/** Notes each bell for a while, so that an edit in Redmine shows whether it rings. */
export async function watchWebhook({ connectionId }: Named): Promise<WebhookView> {
  const untilMs = syncPorts.clock.nowMs() + WATCH_TEST_MS;
  const changed = await change(connectionId, (connection) => ({
    ...connection,
    bellsWatchedUntilMs: Math.max(untilMs, connection.bellsWatchedUntilMs ?? 0),
  }));
  return viewWebhook(changed);
}

async function change(
  connectionId: string,
  next: (connection: Connection) => Connection,
): Promise<Connection> {
  const connections = await pageStore.loadConnections();
  const changed = next(getConnection(connections, connectionId));
  await pageStore.saveConnections(
    connections.map((each) => (each.id === connectionId ? changed : each)),
  );
  return changed;
}

/** @throws CallRefused where there is no such connection */
export function getConnection(connections: readonly Connection[], id: string): Connection {
  const connection = connections.find((each) => each.id === id);
  if (!connection) throw new CallRefused(`There is no connection "${id}".`);
  return connection;
}

async function viewWebhook(connection: Connection): Promise<WebhookView> {
  const nowMs = syncPorts.clock.nowMs();
  const [url, bells] = await Promise.all([getWebhookUrl(), pageStore.loadBells(connection.id)]);
  const [, former] = connection.webhookSecrets;
  const isReplaced = listValidSecrets(connection.webhookSecrets, nowMs).length > 1;
  return {
    url: `${url}/${connection.id}`,
    hasSecret: connection.webhookSecrets.length > 0,
    formerValidToMs: isReplaced ? (former?.untilMs ?? null) : null,
    isWatched: isWatched(connection, nowMs),
    ...bells,
  };
}
