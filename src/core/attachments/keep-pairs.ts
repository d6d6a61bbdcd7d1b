/** Which files are pairs: those that are known and stay, and what a run that was cut off left behind. */
import { saysTakenBack } from '../intents';
import type { AttachmentIntent, AttachmentPair } from '../link';
import type { AttachmentRules } from '../mapping';
import { type Attachment, otherSide, SIDES, type Side, type Snapshot } from '../model';
import { findById, idsOf, looksLike, pairOf } from './attachment-pair';
import { findFileLink } from './file-mark';
import { isSameFileName } from './file-name';

type Snapshots = Readonly<Record<Side, Snapshot>>;

/** What is left of a pair after people deleted one of the two or both. */
export function keepPair(
  pair: AttachmentPair,
  snapshots: Snapshots,
  intents: readonly AttachmentIntent[],
): readonly AttachmentPair[] {
  const original = findById(snapshots[pair.origin], pair[pair.origin]);
  const across = otherSide(pair.origin);
  const copy = findById(snapshots[across], pair[across]);
  switch (pair.is) {
    case 'copy':
      if (copy) return [pair];
      // Taken back by a run that was cut off: it gets another copy once it may be shown.
      if (!original || original.restricted || saysTakenBack(intents, pair)) return [];
      return [endOf(pair)];
    case 'found':
      if (original) return [copy ? pair : endOf(pair)];
      // The same file of the other side is an original too; it gets no copy where this one was deleted.
      return copy && !copy.isCopy ? [endOf({ ...pair, origin: across })] : [];
    case 'refused':
      return original || copy ? [pair] : [];
    case 'ended':
      return original ? [pair] : [];
    case 'link':
      return [pair];
    default:
      return pair.is satisfies never;
  }
}

function endOf(pair: AttachmentPair): AttachmentPair {
  return { ...pair, [otherSide(pair.origin)]: '', is: 'ended' };
}

/** Copies that say whose they are, left behind by a run that was cut off. */
export function adoptMarked(
  known: readonly AttachmentPair[],
  snapshots: Snapshots,
): readonly AttachmentPair[] {
  const paired = idsOf(known);
  const adopted = SIDES.flatMap((origin) =>
    snapshots[otherSide(origin)].attachments.flatMap((copy): AttachmentPair[] => {
      if (copy.copyOf === null || paired[otherSide(origin)].has(copy.id)) return [];
      const original = findById(snapshots[origin], copy.copyOf);
      if (!original || original.isCopy || original.sizeBytes !== copy.sizeBytes) return [];
      if (paired[origin].has(original.id)) return [];
      paired[origin].add(original.id);
      return [pairOf(origin, original, copy.id, '', 'copy')];
    }),
  );
  return [...known, ...adopted];
}

/**
 * Copies that were carried out after their originals were deleted. Jira's do not say whose they are:
 * there only what was sent tells.
 */
export function findOrphans(
  intents: readonly AttachmentIntent[],
  known: readonly AttachmentPair[],
  snapshots: Snapshots,
): readonly AttachmentPair[] {
  const paired = idsOf(known);
  return intents.flatMap(({ origin, attachmentId, name = '', sizeBytes }): AttachmentPair[] => {
    const originals = snapshots[origin].attachments;
    const pairs = known.filter((pair) => pair[origin] === attachmentId);
    // Beside the copy under a former name there may be the one that was to replace it.
    const isRenamed = pairs.every((pair) => {
      return pair.origin === origin && pair.is === 'copy' && name !== '' && pair.name !== name;
    });
    if (!isRenamed || originals.some(({ id }) => id === attachmentId)) return [];
    const across = otherSide(origin);
    const copy = snapshots[across].attachments.find((file) => {
      if (!file.isCopy || paired[across].has(file.id)) return false;
      if (file.copyOf !== null) return file.copyOf === attachmentId;
      // Of an original that looks the same it may be the copy: their contents tell.
      const isDoubtful = originals.some(
        (other) => !other.isCopy && looksLike(other, file) && !isAcross(other, origin, known),
      );
      return !isDoubtful && file.sizeBytes === sizeBytes && isSameFileName(file.name, name);
    });
    if (!copy) return [];
    paired[across].add(copy.id);
    const ids = { [origin]: attachmentId, [across]: copy.id } as Record<Side, string>;
    return [{ origin, ...ids, name, digest: '', is: 'copy' }];
  });
}

/** Whether the original has its copy under the name that it has today, and so is sent no other. */
function isAcross(original: Attachment, origin: Side, pairs: readonly AttachmentPair[]): boolean {
  return pairs.some(
    (pair) =>
      pair[origin] === original.id &&
      pair.name === original.name &&
      (pair[otherSide(origin)] !== '' || pair.is === 'ended'),
  );
}

/** Comments that link to what is too large, left behind likewise. */
export function adoptLinks(
  { maxBytes }: AttachmentRules,
  known: readonly AttachmentPair[],
  snapshots: Snapshots,
): readonly AttachmentPair[] {
  const paired = idsOf(known);
  const adopted = SIDES.flatMap((origin) =>
    snapshots[origin].attachments.flatMap((original): AttachmentPair[] => {
      if (original.sizeBytes <= maxBytes || paired[origin].has(original.id)) return [];
      const commentId = findFileLink(original, snapshots[otherSide(origin)]);
      return commentId === null ? [] : [pairOf(origin, original, commentId, '', 'link')];
    }),
  );
  return [...known, ...adopted];
}
