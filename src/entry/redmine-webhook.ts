/**
 * Redmine's doorbell, open to the internet: size, connection, signature, shape, in this order, and
 * one of six fixed answers. 202 only once the bell is kept or needed no keeping.
 */
import * as z from 'zod';
import { doorPorts, loadConnections } from '../app/door';
import type { BellRefusal, BellScheme } from '../core/bells';
import { listValidSecrets } from '../core/rotate-secrets';
import type { Connection } from '../ports';
import { parseWebhook, type RedmineBell } from '../redmine/webhook';
import { isTimely, verifySignature } from '../redmine/webhook-signature';
import { ringRemote } from '../sync/ring';
import { noteHeard, noteRefused } from './note-bell';

/** A static web trigger answers with one of the manifest's outputs. */
interface StaticAnswer {
  readonly outputKey:
    | 'accepted'
    | 'malformed'
    | 'unauthorized'
    | 'unknown'
    | 'too-large'
    | 'unavailable';
}

const MAX_BODY_BYTES = 1024 * 1024;

const multi = z.record(z.string(), z.array(z.string())).default({});

const requestSchema = z.object({
  body: z.string().default(''),
  headers: multi,
  queryParameters: multi,
  /** What follows the trigger's own URL: `/ID` of the connection. */
  userPath: z.string().nullish(),
});

export async function onRedmineWebhook(event: unknown): Promise<StaticAnswer> {
  const request = requestSchema.safeParse(event);
  if (!request.success) return { outputKey: 'malformed' };
  if (Buffer.byteLength(request.data.body) > MAX_BODY_BYTES) return { outputKey: 'too-large' };
  try {
    const connections = await loadConnections();
    const connection = findConnection(connections, request.data.userPath ?? '');
    if (!connection) return { outputKey: 'unknown' };
    const verified = verify(connection, request.data);
    if (verified.kind === 'refused') return await refuse(connection, verified.why);
    const parsed = parseWebhook(request.data.body);
    if (parsed.kind === 'unknown') return await refuse(connection, 'malformed');
    const signedAtMs = parsed.kind === 'bell' ? parsed.bell.signedAtMs : null;
    if (signedAtMs !== null && !isTimely(signedAtMs, doorPorts.clock.nowMs())) {
      return await refuse(connection, 'late');
    }
    await noteHeard(connection, verified.scheme, verified.secret);
    return parsed.kind === 'bell' ? await ring(connection, parsed.bell) : { outputKey: 'accepted' };
  } catch (error) {
    // The one place where a failure is an answer: the sender is told to ring again.
    doorPorts.log.warn(`a Redmine bell could not be kept: ${nameOf(error)}`);
    return { outputKey: 'unavailable' };
  }
}

/** With a single connection the bare URL serves. */
function findConnection(connections: readonly Connection[], userPath: string): Connection | null {
  const id = userPath.replace(/^\/+|\/+$/g, '');
  if (id === '' && connections.length === 1) return connections[0] ?? null;
  return connections.find((connection) => connection.id === id) ?? null;
}

type Verified =
  | { readonly kind: 'verified'; readonly scheme: BellScheme; readonly secret: string }
  | { readonly kind: 'refused'; readonly why: BellRefusal };

/** By any of the secrets that are valid now; the reason of a refusal is the newest one's. */
function verify(connection: Connection, request: z.output<typeof requestSchema>): Verified {
  const nowMs = doorPorts.clock.nowMs();
  const secrets = listValidSecrets(connection.webhookSecrets, nowMs);
  const checks = secrets.map((secret) => ({ ...verifySignature(request, secret, nowMs), secret }));
  return (
    checks.find((check) => check.kind === 'verified') ??
    checks[0] ?? { kind: 'refused', why: 'no-secret' }
  );
}

async function refuse(connection: Connection, why: BellRefusal): Promise<StaticAnswer> {
  await noteRefused(connection, why);
  return { outputKey: why === 'malformed' ? 'malformed' : 'unauthorized' };
}

async function ring(connection: Connection, bell: RedmineBell): Promise<StaticAnswer> {
  const mappingIds = connection.routes
    .filter((route) => bell.projectId === null || route.remoteProjectId === bell.projectId)
    .map((route) => route.mappingId);
  if (mappingIds.length === 0) return { outputKey: 'accepted' };
  const kept = await ringRemote(doorPorts, connection, mappingIds, {
    issueId: bell.issueId,
    projectId: bell.projectId,
    entryId: bell.journalId,
    atMs: bell.atMs,
    deleted: bell.action === 'deleted',
  });
  return { outputKey: kept === 'kept' ? 'accepted' : 'unavailable' };
}

/** Messages of storage errors may quote keys; their names do not. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
