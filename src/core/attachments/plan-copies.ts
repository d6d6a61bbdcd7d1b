/** Which files get a copy across, and what each is compared with before. */
import type { AttachmentIntent, AttachmentPair } from '../link';
import { type AttachmentRules, flowsTo } from '../mapping';
import { type Attachment, otherSide, SIDES, type Side, type Snapshot } from '../model';
import { idsOf, isSameSize, looksLike } from './attachment-pair';
import type { AttachmentWrite, LookAlike } from './attachment-write';

type Snapshots = Readonly<Record<Side, Snapshot>>;

/** New copies, of what has none yet or has another name by now, and links to what is too large. */
export function planCopies(
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
