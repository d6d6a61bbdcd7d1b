/**
 * Connections with their keys and webhook secrets: all in one secret, so that the webhook's door
 * needs a single read to verify a bell and to tell whether any mapping covers it.
 */
import { kvs } from '@forge/kvs';
import * as z from 'zod';
import type { Connection } from '../ports';
import { CONNECTIONS_SECRET } from './keys';
import { readAgain } from './read-again';

/** Earlier versions kept the text alone. */
const webhookSecretSchema = z.union([
  z.string().transform((secret) => ({ secret, untilMs: null })),
  z.object({ secret: z.string(), untilMs: z.number().nullable() }),
]);

const connectionSchema: z.ZodType<Connection> = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  textFormat: z.enum(['textile', 'markdown']),
  apiKey: z.string(),
  webhookSecrets: z.array(webhookSecretSchema),
  bellsWatchedUntilMs: z.number().exactOptional(),
  remoteUserId: z.string(),
  jiraAccountId: z.string(),
  requestsPerMinute: z.number().nullable().default(null),
  routes: z.array(z.object({ mappingId: z.string(), remoteProjectId: z.string() })),
});

const connectionsSchema = z.object({ v: z.literal(1), connections: z.array(connectionSchema) });

/** Every connection, with its secrets: never hand one to a page or a log. */
export async function loadConnections(): Promise<readonly Connection[]> {
  const stored = await readAgain(() => kvs.getSecret(CONNECTIONS_SECRET));
  return stored === undefined ? [] : connectionsSchema.parse(stored).connections;
}

/** Replaces all connections. */
export async function saveConnections(connections: readonly Connection[]): Promise<void> {
  await kvs.setSecret(CONNECTIONS_SECRET, { v: 1, connections });
}
