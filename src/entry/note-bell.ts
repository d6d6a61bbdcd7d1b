/**
 * Keeps what became of a connection's bells while somebody watches. At any other time nothing is read
 * or written for it: the door is open to the internet, and a guess is not to cost anything.
 */
import { doorPorts, loadBells, saveBells } from '../app/door';
import { type BellRefusal, type BellScheme, type Bells, hearBell, refuseBell } from '../core/bells';
import { listValidSecrets } from '../core/rotate-secrets';
import type { Connection } from '../ports';

export async function noteHeard(
  connection: Connection,
  scheme: BellScheme,
  secret: string,
): Promise<void> {
  const isFormerSecret = connection.webhookSecrets[0]?.secret !== secret;
  await note(connection, (bells, atMs) => hearBell(bells, { atMs, scheme, isFormerSecret }));
}

export async function noteRefused(connection: Connection, why: BellRefusal): Promise<void> {
  await note(connection, (bells, atMs) => refuseBell(bells, { atMs, why }));
}

/** While somebody sets the webhook up, or changes its secret. */
export function isWatched(connection: Connection, nowMs: number): boolean {
  if (nowMs < (connection.bellsWatchedUntilMs ?? 0)) return true;
  return listValidSecrets(connection.webhookSecrets, nowMs).length > 1;
}

async function note(
  connection: Connection,
  next: (bells: Bells, atMs: number) => Bells,
): Promise<void> {
  const nowMs = doorPorts.clock.nowMs();
  if (!isWatched(connection, nowMs)) return;
  const before = await loadBells(connection.id);
  const after = next(before, nowMs);
  if (after !== before) await saveBells(connection.id, after);
}
