/** What every call of the admin begins and ends with. */
import type { Backfill, BackfillPhase } from '../../core/backfill/backfill';
import type { UpkeepPorts } from '../sync-ports';

/** A reason that can be shown to the admin. */
export class BackfillRefused extends Error {
  override readonly name = 'BackfillRefused';
}

/** No issue waits for the run. */
export const NOBODY_MARKED = { jira: 0, remote: 0 };

/** @throws BackfillRefused where there is none */
export async function getBackfill(ports: UpkeepPorts, mappingId: string): Promise<Backfill> {
  const backfill = await ports.backfill.loadBackfill(mappingId);
  if (!backfill) throw new BackfillRefused('No first sync of this mapping was started.');
  return backfill;
}

/** @throws BackfillRefused where it stands elsewhere */
export async function loadIn(
  ports: UpkeepPorts,
  mappingId: string,
  phases: readonly BackfillPhase[],
): Promise<Backfill> {
  const backfill = await getBackfill(ports, mappingId);
  if (phases.includes(backfill.phase)) return backfill;
  throw new BackfillRefused(
    `That can be done while it is ${phases.join(' or ')}; it is ${backfill.phase}.`,
  );
}

/**
 * The mark first, by which the timer finds it, then the document, then the job: whatever is cut off
 * between, nothing is under way that nobody brings on.
 */
export async function setGoing(
  ports: UpkeepPorts,
  given: Backfill,
  upTo: Backfill['upTo'],
  what: string,
  by: string,
): Promise<void> {
  const backfill = { ...given, aliveAtMs: ports.clock.nowMs() };
  const { id, mappingId, turn } = backfill;
  await ports.backfill.markMapping(mappingId, { id, upTo }, auditOf(ports, backfill, what, by));
  await ports.backfill.saveBackfill(backfill);
  await ports.queue.push([{ v: 1, kind: 'backfill', mappingId, turn }], 'background');
}

/** The trail's entry for what an admin did with a first sync. @param what told as the entry's field */
export function auditOf(ports: UpkeepPorts, { id, mappingId }: Backfill, what: string, by: string) {
  return {
    atMs: ports.clock.nowMs(),
    kind: 'admin',
    linkId: null,
    mappingId,
    side: null,
    field: what,
    from: null,
    to: id,
    cause: by,
  } as const;
}
