/**
 * What goes on while the whole link waits: what has turned private is taken back. No conflict is a
 * reason to go on showing it. And what was agreed on until then is kept.
 */
import type { AttachmentWrite } from './attachments/attachment-write';
import type { CommentWrite } from './comments/plan-comments';
import type { FieldSituation } from './fields/field-decision';
import { accountOwnWrites } from './history/account-own-writes';
import type { SideBase } from './link';
import type { Side, Snapshot } from './model';
import type { TimeWrite } from './time/plan-time';
import { holdsText } from './values/field-kinds';

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

/**
 * The base with what lost runs had written before: the histories are not read again that far back.
 * Of a text that is not kept nobody knows any more what was agreed.
 * @param withheld the fields that would have been written
 */
export function keepAgreed(
  base: SideBase,
  side: Side,
  withheld: readonly FieldSituation[],
): SideBase {
  const fields = { ...base.fields };
  for (const situation of withheld) {
    const { field, kinds } = situation.row;
    const accounted = accountOwnWrites(situation);
    if (accounted.kind !== 'agreed' || !accounted.isUnsaved) continue;
    const value = holdsText(kinds) ? undefined : accounted.agreed[side];
    if (value === undefined) delete fields[field];
    else fields[field] = value;
  }
  return { ...base, fields };
}
