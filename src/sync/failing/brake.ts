/** Pauses a mapping in which too many issues are deleted at once, and asks. */
import { BRAKE_WINDOW_MS, isBraked, linksToCount } from '../../core/failing/brake';
import type { Mapping } from '../../core/mapping';
import type { SyncPorts } from '../sync-ports';

/** Storage lists run behind: of many that are found at once, the last one has to see the others. */
const LIST_LAG_MS = 2_000;

/**
 * Takes note of one deletion, found only now.
 * @returns whether the mapping is paused for it
 */
export async function brake(ports: SyncPorts, mapping: Mapping, linkId: string): Promise<boolean> {
  const nowMs = ports.clock.nowMs();
  await ports.store.noteDeletion(mapping.id, linkId, nowMs);
  await ports.sleep(LIST_LAG_MS);
  const listed = await ports.store.listDeletions(mapping.id);
  const others = listed.filter((deletion) => deletion.linkId !== linkId);
  const sinceMs = Math.max(nowMs - BRAKE_WINDOW_MS, mapping.resumedAtMs ?? 0);
  const deletions = 1 + others.filter(({ atMs }) => atMs > sinceMs).length;
  const links = await countLinks(ports, mapping, linksToCount(deletions));
  if (!isBraked(deletions, links)) return false;
  const reason = `${deletions} issues were deleted within an hour. Look at them, then resume.`;
  ports.log.warn(`mapping ${mapping.id} is paused: ${reason}`);
  await ports.store.pauseMapping(mapping.id, reason, {
    atMs: nowMs,
    kind: 'problem-found',
    linkId: null,
    mappingId: mapping.id,
    side: null,
    field: null,
    from: null,
    to: 'brake',
    cause: 'brake',
  });
  return true;
}

async function countLinks(ports: SyncPorts, mapping: Mapping, upTo: number): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  while (count < upTo) {
    const page: Awaited<ReturnType<SyncPorts['store']['listLinks']>> = await ports.store.listLinks(
      mapping.id,
      cursor,
    );
    count += page.links.length;
    cursor = page.cursor;
    if (cursor === null) break;
  }
  return count;
}
