/** Whether a change is on its way between two issues: found by planning, nothing is written. */
import { findObstacle } from '../../core/find-obstacle';
import type { Mapping } from '../../core/mapping';
import type { Side, Snapshot } from '../../core/model';
import { findChangedTexts, hasWrites, planLink } from '../../core/plan';
import type { StoredLink, Trackers } from '../../ports';
import { authorshipOf } from '../authorship-of';
import type { SyncPorts } from '../sync-ports';
import { knowValues } from './know-values';

/** @param snapshots both issues, with their history since the link's base */
export async function isPending(
  ports: SyncPorts,
  mapping: Mapping,
  trackers: Trackers,
  { link, comments, attachments }: StoredLink,
  snapshots: Readonly<Record<Side, Snapshot>>,
): Promise<boolean> {
  const nowMs = ports.clock.nowMs();
  if (findObstacle(mapping, link, { kind: 'both', snapshots }, nowMs)) return false;
  // Values that are not known yet may be made by a look, and this makes nothing.
  const fields = mapping.fields.map((row) => ({ ...row, matchesNames: false }));
  const quiet = { ...mapping, fields };
  const known = await knowValues({ mapping: quiet, trackers, store: ports.store, snapshots, link });
  const changed = findChangedTexts(known.mapping, link, snapshots);
  const texts = changed.length > 0 ? await ports.store.loadTexts(link.id, changed) : {};
  const plan = planLink({
    ...known,
    link,
    comments,
    attachments,
    snapshots,
    texts,
    authorship: authorshipOf(trackers),
    nowMs,
  });
  return hasWrites(plan) || link.conflicts.some(({ decision }) => decision !== undefined);
}
