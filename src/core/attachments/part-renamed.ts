/** What becomes of a copy that serves several originals once one of them has another name. */
import type { AttachmentPair } from '../link';
import { type AttachmentRules, flowsTo } from '../mapping';
import { otherSide, type Side, type Snapshot } from '../model';

type Snapshots = Readonly<Record<Side, Snapshot>>;

/**
 * Pairs without those whose original was renamed while its copy serves another one as well: it is
 * as new, and gets a copy of its own. The shared one stays with those who kept the name.
 */
export function partRenamed(
  rules: AttachmentRules,
  pairs: readonly AttachmentPair[],
  snapshots: Snapshots,
): readonly AttachmentPair[] {
  return pairs.flatMap((pair) => {
    const group = pairs.filter((other) => sharesCopy(pair, other, snapshots));
    const isRenamed = group.map((one) => wasRenamed(rules, one, snapshots));
    if (group.length < 2 || !isRenamed.includes(true)) return [pair];
    const kept = group.filter((_, at) => !isRenamed[at]);
    // Where all were renamed, the copy follows the first.
    const staying = kept.length > 0 ? kept : group.slice(0, 1);
    if (!staying.includes(pair)) return [];
    const isHeir = pair === staying[0] && staying.every(({ is }) => is !== 'copy');
    return [isHeir ? { ...pair, is: 'copy' } : pair];
  });
}

function sharesCopy(pair: AttachmentPair, other: AttachmentPair, snapshots: Snapshots): boolean {
  const across = otherSide(pair.origin);
  return (
    other.origin === pair.origin &&
    other[across] === pair[across] &&
    snapshots[across].attachments.some(({ id, isCopy }) => isCopy && id === pair[across])
  );
}

function wasRenamed(rules: AttachmentRules, pair: AttachmentPair, snapshots: Snapshots): boolean {
  const { origin, name } = pair;
  if (!rules.renames || !flowsTo(rules.direction, otherSide(origin))) return false;
  const original = snapshots[origin].attachments.find(({ id }) => id === pair[origin]);
  return original !== undefined && original.name !== name && original.sizeBytes <= rules.maxBytes;
}
