/** Copies go where their originals were deleted or turned private, unless they serve another file. */
import type { AttachmentPair } from '../link';
import { type AttachmentRules, flowsTo } from '../mapping';
import { type Attachment, otherSide, type Side, type Snapshot } from '../model';
import { findById } from './attachment-pair';
import type { AttachmentWrite } from './attachment-write';

type Snapshots = Readonly<Record<Side, Snapshot>>;

/** Pairs that stay, and what of the others has to be deleted across. */
export function takeBack(
  rules: AttachmentRules,
  pairs: readonly AttachmentPair[],
  snapshots: Snapshots,
): { readonly pairs: readonly AttachmentPair[]; readonly takenBack: readonly AttachmentWrite[] } {
  const ending = pairs.filter((pair) => isOver(pair, snapshots));
  if (ending.length === 0) return { pairs, takenBack: [] };
  const staying = pairs.filter((pair) => !ending.includes(pair));
  const heirs = new Map<AttachmentPair, AttachmentPair>();
  const takenBack = ending.flatMap((pair): AttachmentWrite[] => {
    const across = otherSide(pair.origin);
    const heir = staying.find(
      (other) => other.is === 'found' && other[across] === pair[across] && !heirs.has(other),
    );
    if (heir) {
      // The same content was attached twice; the copy now stands for the other one.
      heirs.set(heir, { ...heir, is: 'copy' });
      return [];
    }
    // What turned private is taken back whichever way files flow now; what is deleted stays then.
    const isPrivate = findById(snapshots[pair.origin], pair[pair.origin]) !== undefined;
    // A run was cut off after it made the copy under the new name; that one stays.
    const isReplaced = ending.some(
      (other) =>
        ending.indexOf(other) > ending.indexOf(pair) &&
        other.origin === pair.origin &&
        other[other.origin] === pair[pair.origin],
    );
    const goes = isPrivate || isReplaced || (rules.deletions && flowsTo(rules.direction, across));
    return goes ? [{ kind: 'take-back', pair }] : [];
  });
  const deleted = new Set(
    takenBack.map((write) => (write.kind === 'take-back' ? write.pair : null)),
  );
  return {
    pairs: pairs.flatMap((pair) => {
      if (ending.includes(pair)) return deleted.has(pair) ? [pair] : [];
      return [heirs.get(pair) ?? pair];
    }),
    takenBack,
  };
}

/** The original is deleted, or fewer people may see it than its copy. */
function isOver(pair: AttachmentPair, snapshots: Snapshots): boolean {
  if (pair.is !== 'copy' && pair.is !== 'link') return false;
  const original = findById(snapshots[pair.origin], pair[pair.origin]);
  return !original || original.restricted;
}

/** What the same plan takes back serves no other file: it is gone when that is looked at. */
export function withoutFiles(
  takenBack: readonly AttachmentWrite[],
  snapshots: Snapshots,
): Snapshots {
  const isGone = (side: Side, { id }: Attachment) =>
    takenBack.some(
      (write) =>
        write.kind === 'take-back' &&
        write.pair.is === 'copy' &&
        otherSide(write.pair.origin) === side &&
        write.pair[side] === id,
    );
  const without = (side: Side): Snapshot => ({
    ...snapshots[side],
    attachments: snapshots[side].attachments.filter((file) => !isGone(side, file)),
  });
  return { jira: without('jira'), remote: without('remote') };
}
