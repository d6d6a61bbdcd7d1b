/**
 * When so many issues are deleted at once that a person has to look before anything more is done: a
 * restored backup, a wrong bulk change, a project that was emptied.
 */

export const BRAKE_WINDOW_MS = 60 * 60 * 1000;

/** More than these within the window. */
const MAX_DELETIONS = 10;

/** A small mapping is not stopped for the share that a few deletions make of it. */
const MIN_DELETIONS_OF_SHARE = 5;
const MAX_SHARE = 0.01;

/** How many links have to be known at least to tell; 0: the deletions alone do. */
export function linksToCount(deletions: number): number {
  const needsShare = deletions >= MIN_DELETIONS_OF_SHARE && deletions <= MAX_DELETIONS;
  return needsShare ? Math.ceil(deletions / MAX_SHARE) : 0;
}

/** @param links of the mapping, counted up to `linksToCount` */
export function isBraked(deletions: number, links: number): boolean {
  if (deletions > MAX_DELETIONS) return true;
  return deletions >= MIN_DELETIONS_OF_SHARE && deletions > links * MAX_SHARE;
}
