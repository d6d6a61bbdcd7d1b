/**
 * What goes on while the whole link waits: what has turned private is taken back. No conflict is a
 * reason to go on showing it.
 */
import type { AttachmentWrite } from './attachments/plan-attachments';
import type { CommentWrite } from './comments/plan-comments';
import type { Side, Snapshot } from './model';
import type { TimeWrite } from './time/plan-time';

type Snapshots = Readonly<Record<Side, Snapshot>>;

/** Of comments, copies that are shown to more people than their originals are now. */
export function keepCommentsPrivate(writes: readonly CommentWrite[]): readonly CommentWrite[] {
  return writes.filter((write) => write.kind === 'take-back' && write.why !== 'original-deleted');
}

/** As `keepCommentsPrivate`, of files. */
export function keepFilesPrivate(
  writes: readonly AttachmentWrite[],
  snapshots: Snapshots,
): readonly AttachmentWrite[] {
  return writes.filter((write) => {
    if (write.kind !== 'take-back') return false;
    const { origin, ...ids } = write.pair;
    return snapshots[origin].attachments.some(({ id }) => id === ids[origin]);
  });
}

/** As `keepCommentsPrivate`, of spent time. */
export function keepTimePrivate(
  writes: readonly TimeWrite[],
  snapshots: Snapshots,
): readonly TimeWrite[] {
  return writes.filter((write) => {
    if (write.kind !== 'take-back') return false;
    const { origin, ...ids } = write.pair;
    return snapshots[origin].timeEntries?.some(({ id }) => id === ids[origin]);
  });
}
