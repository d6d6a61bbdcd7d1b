/**
 * What becomes of the attachments: originals are copied, what their rules let follow follows, and
 * what was deleted or turned private is taken back. Originals themselves are never touched.
 */

import type { AttachmentIntent, AttachmentPair } from '../link';
import type { Mapping } from '../mapping';
import type { Side, Snapshot } from '../model';
import type { AttachmentWrite } from './attachment-write';
import { adoptLinks, adoptMarked, findOrphans, keepPair } from './keep-pairs';
import { partRenamed } from './part-renamed';
import { planCopies } from './plan-copies';
import { takeBack, withoutFiles } from './take-back';

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
  snapshots: Readonly<Record<Side, Snapshot>>,
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
