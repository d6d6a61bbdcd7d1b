/** Starts the slow full check, which `verify.ts` goes through. */
import type { Mapping } from '../core/mapping';
import { isStillRunning } from '../core/verification';
import type { VerifyJob } from '../ports';
import type { DoorPorts } from './sync-ports';

/** Starts the check of every active mapping, unless one still goes on that takes more than a day. */
export async function startVerify(ports: DoorPorts): Promise<void> {
  const startedAtMs = ports.clock.nowMs();
  const mappings = await listIdle(ports, startedAtMs);
  for (const { id } of mappings) {
    const { done } = await ports.store.loadVerification(id);
    await ports.store.saveVerification(id, { running: { startedAtMs }, done });
    const job: VerifyJob = { v: 1, kind: 'verify', mappingId: id, cursor: null };
    await ports.queue.push(
      [{ ...job, startedAtMs, beside: mappings.length, left: [] }],
      'background',
    );
  }
}

async function listIdle(ports: DoorPorts, nowMs: number): Promise<readonly Mapping[]> {
  const idle: Mapping[] = [];
  for (const mapping of await ports.store.listMappings()) {
    if (mapping.paused) continue;
    if (isStillRunning(await ports.store.loadVerification(mapping.id), nowMs)) continue;
    idle.push(mapping);
  }
  return idle;
}
