/** The first save of a pair, also where a pair of former times stands in its place. */
import { isSameIssue, type Link } from '../../core/link';
import type { LinkSave, Trackers } from '../../ports';
import type { SyncPorts } from '../sync-ports';

/**
 * Saves a link that is new. A tracker may give the id of a deleted issue again (SQLite; MySQL
 * before 8 after a restart): then the pair of the former issue is parted first.
 * @param cause what rang, or who asked
 * @returns the link as saved, or `null` where this pair, or another of the same issue, stands already
 */
export async function saveNewLink(
  ports: SyncPorts,
  trackers: Pick<Trackers, 'jira'>,
  save: LinkSave,
  cause: string,
): Promise<Link | null> {
  const saved = await ports.store.saveLink(save);
  if (saved) return saved;
  const standing = await ports.store.findLink(save.link.id);
  if (!standing || isSameIssue(standing.link.sides.remote, save.link.sides.remote)) return null;
  const former = standing.link;
  await trackers.jira.markTwin(former.sides.jira.issueId, null);
  const parted = await ports.store.unlink(former, [
    {
      atMs: ports.clock.nowMs(),
      kind: 'unlinked',
      linkId: former.id,
      mappingId: former.mappingId,
      side: 'remote',
      field: null,
      from: former.sides.jira.key,
      to: former.sides.remote.key,
      cause,
    },
  ]);
  return parted ? ports.store.saveLink(save) : null;
}
