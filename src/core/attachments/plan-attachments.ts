/**
 * What becomes of the attachments: originals are copied, what their rules let follow follows, and
 * what was deleted or turned private is taken back. Originals themselves are never touched.
 */

import { saysTakenBack, stillTaken } from '../intents';
import type { AttachmentIntent, AttachmentPair } from '../link';
import { type AttachmentRules, flowsTo, type Mapping } from '../mapping';
import { type Attachment, otherSide, SIDES, type Side, type Snapshot } from '../model';
import { fileMark } from './file-mark';
import { isSameFileName } from './file-name';
import { partRenamed } from './part-renamed';

type Snapshots = Readonly<Record<Side, Snapshot>>;

/** A file across of the same name and size, whose content may be the same. */
export interface LookAlike {
  readonly attachment: Attachment;
  /** Where it is known already, else empty. */
  readonly digest: string;
}

export type AttachmentWrite =
  | {
      readonly kind: 'copy';
      readonly origin: Side;
      readonly original: Attachment;
      readonly lookAlikes: readonly LookAlike[];
      /** The copy under the original's former name, which goes once the new one stands. */
      readonly replaces: string | null;
    }
  | { readonly kind: 'link'; readonly origin: Side; readonly original: Attachment }
  | { readonly kind: 'take-back'; readonly pair: AttachmentPair };

export interface AttachmentPlan {
  /** The pairs as they are known now. */
  readonly pairs: readonly AttachmentPair[];
  /** Those that a run which was cut off left behind, whether they stay or not. */
  readonly adopted: readonly AttachmentPair[];
  /** What has to wait for these is planned once they are done. */
  readonly writes: readonly AttachmentWrite[];
}

/**
 * Compares the attachments of both sides with the pairs known so far.
 * @param intents what earlier runs announced and did not save
 */
export function planAttachments(
  mapping: Mapping,
  known: readonly AttachmentPair[],
  intents: readonly AttachmentIntent[],
  snapshots: Snapshots,
): AttachmentPlan {
  const rules = mapping.attachments;
  if (!rules) return { pairs: known, adopted: [], writes: [] };
  const left = known.flatMap((pair) => keepPair(pair, snapshots, intents));
  const standing = partRenamed(rules, left, snapshots);
  const marked = adoptMarked(standing, snapshots);
  const orphans = findOrphans(intents, marked, snapshots);
  const all = [...adoptLinks(rules, marked, snapshots), ...orphans];
  const { pairs, takenBack } = takeBack(rules, all, snapshots);
  return {
    pairs,
    adopted: all.filter((pair) => !standing.includes(pair)),
    writes: [
      ...takenBack,
      ...planCopies(rules, pairs, intents, withoutFiles(takenBack, snapshots)),
    ],
  };
}

/** What is left of a pair after people deleted one of the two or both. */
function keepPair(
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
function adoptMarked(
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
function findOrphans(
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
function adoptLinks(
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

/** A pair whose original is there and `across` is what stands for it. */
export function pairOf(
  origin: Side,
  original: Attachment,
  across: string,
  digest: string,
  is: AttachmentPair['is'],
): AttachmentPair {
  return {
    origin,
    jira: origin === 'jira' ? original.id : across,
    remote: origin === 'remote' ? original.id : across,
    name: original.name,
    digest,
    is,
  };
}

/** Pairs that stay, and what of the others has to be deleted across. */
function takeBack(
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
function withoutFiles(takenBack: readonly AttachmentWrite[], snapshots: Snapshots): Snapshots {
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

function planCopies(
  rules: AttachmentRules,
  pairs: readonly AttachmentPair[],
  intents: readonly AttachmentIntent[],
  snapshots: Snapshots,
): AttachmentWrite[] {
  const writes: AttachmentWrite[] = [];
  const paired = idsOf(pairs);
  // Of files that look the same only one is carried at a time, so that the next can be compared.
  const isHeld = (file: Attachment) =>
    writes.some((write) => write.kind === 'copy' && looksLike(write.original, file));
  for (const { origin, original } of listOriginals(pairs, intents, snapshots)) {
    const across = otherSide(origin);
    if (!flowsTo(rules.direction, across)) continue;
    // What fewer people may see than the twin shows does not cross at all.
    if (snapshots[origin].restricted && !snapshots[across].restricted) continue;
    if (original.restricted || isHeld(original)) continue;
    const pair = pairs.find((known) => known.origin === origin && known[origin] === original.id);
    const renamed = pair?.is === 'copy' && rules.renames && pair.name !== original.name;
    // Paired already: as an original, or as what was found for a file of the other side.
    if (paired[origin].has(original.id) && !renamed) continue;
    if (original.sizeBytes > rules.maxBytes) {
      if (rules.tooLarge === 'link' && !renamed) writes.push({ kind: 'link', origin, original });
      continue;
    }
    const replaces = renamed ? pair[across] : null;
    const lookAlikes = findLookAlikes(original, snapshots[across], pairs, replaces);
    writes.push({ kind: 'copy', origin, original, lookAlikes, replaces });
  }
  return writes;
}

interface Original {
  readonly origin: Side;
  readonly original: Attachment;
}

/**
 * First those whose copy a lost run may have left behind, or that it announced and that may still
 * come: who attached the same since comes after.
 */
function listOriginals(
  pairs: readonly AttachmentPair[],
  intents: readonly AttachmentIntent[],
  snapshots: Snapshots,
): readonly Original[] {
  const originals = SIDES.flatMap((origin) =>
    snapshots[origin].attachments.flatMap((original): Original[] =>
      original.isCopy ? [] : [{ origin, original }],
    ),
  );
  const isAnnounced = ({ origin, original }: Original) =>
    intents.some((intent) => intent.origin === origin && intent.attachmentId === original.id);
  const mayBeAcross = (one: Original) =>
    isAnnounced(one) ||
    listLeftBehind(one.original, snapshots[otherSide(one.origin)], pairs).length > 0;
  return [...originals.filter(mayBeAcross), ...originals.filter((one) => !mayBeAcross(one))];
}

/** The comment across that links to a file which is too large, if there is one. */
export function findFileLink(original: Attachment, across: Snapshot): string | null {
  const mark = fileMark(original.id);
  return across.comments.find((comment) => comment.copyOf === mark)?.id ?? null;
}

function findLookAlikes(
  original: Attachment,
  across: Snapshot,
  pairs: readonly AttachmentPair[],
  replaces: string | null,
): readonly LookAlike[] {
  const leftBehind = listLeftBehind(original, across, pairs);
  const others = across.attachments.filter(
    (file) => looksLike(file, original) && !leftBehind.includes(file),
  );
  return [...leftBehind, ...others]
    .filter((file) => file.id !== replaces && !file.restricted)
    .map((attachment) => ({
      attachment,
      digest: pairs.find((pair) => pair[across.side] === attachment.id)?.digest ?? '',
    }));
}

/** Copies of ours that nobody knows; one may have the name that the original had when it was sent. */
function listLeftBehind(
  original: Attachment,
  { side, attachments }: Snapshot,
  pairs: readonly AttachmentPair[],
): readonly Attachment[] {
  const isPaired = (file: Attachment) => pairs.some((pair) => pair[side] === file.id);
  return attachments.filter(
    (file) => file.isCopy && file.copyOf === null && isSameSize(file, original) && !isPaired(file),
  );
}

function looksLike(one: Attachment, other: Attachment): boolean {
  return isSameSize(one, other) && isSameFileName(one.name, other.name);
}

function isSameSize(one: Attachment, other: Attachment): boolean {
  return one.sizeBytes === other.sizeBytes;
}

function idsOf(pairs: readonly AttachmentPair[]): Readonly<Record<Side, Set<string>>> {
  return {
    jira: new Set(pairs.map((pair) => pair.jira)),
    remote: new Set(pairs.map((pair) => pair.remote)),
  };
}

function findById(snapshot: Snapshot, id: string): Attachment | undefined {
  return id === '' ? undefined : snapshot.attachments.find((file) => file.id === id);
}

/**
 * The intents to save before the plan's copies are posted, or taken back for as long as it takes.
 * @param standing those of before
 */
export function attachmentIntentsOf(
  writes: readonly AttachmentWrite[],
  standing: readonly AttachmentIntent[],
  snapshots: Snapshots,
  atMs: number,
): readonly AttachmentIntent[] {
  return writes.flatMap((write): AttachmentIntent[] => {
    if (write.kind === 'take-back') {
      const { origin, is, ...ids } = write.pair;
      const attachmentId = ids[origin];
      const mayReturn = is === 'copy' && findById(snapshots[origin], attachmentId);
      return mayReturn ? [{ origin, attachmentId, atMs, takesBack: ids[otherSide(origin)] }] : [];
    }
    const { origin } = write;
    const { id: attachmentId, name, sizeBytes } = write.original;
    const isOf = (intent: AttachmentIntent) => intent.attachmentId === attachmentId;
    const taken = stillTaken(standing, origin, isOf);
    return [{ origin, attachmentId, atMs, name, sizeBytes, ...taken }];
  });
}
