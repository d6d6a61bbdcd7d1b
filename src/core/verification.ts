/**
 * Since when a link is known to be in step. A link that a pass of the daily check finds unchanged is
 * not written for it: the pass as a whole says so, once.
 */
import type { Link } from './link';

/** What is kept of a mapping's passes. */
export interface Verification {
  /** The pass that goes on; `null`: none does. */
  readonly running: { readonly startedAtMs: number } | null;
  readonly done: VerifiedPass | null;
}

export interface VerifiedPass {
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  /** How many links it compared; absent in what version 0.1 wrote. */
  readonly links?: number;
  /** The links that could not be compared. */
  readonly left: readonly string[];
}

/** A pass has so long before the next takes its place: what was lost of it does not come back. */
const LONGEST_PASS_MS = 7 * 24 * 60 * 60 * 1000;

/** A pass that is younger was started by hand or lost, and a new one takes its place. */
const LONG_PASS_MS = 20 * 60 * 60 * 1000;

/** Whether the next pass has to wait, because the one before has more links than fit in a day. */
export function isStillRunning({ running }: Verification, nowMs: number): boolean {
  if (!running) return false;
  const ageMs = nowMs - running.startedAtMs;
  return ageMs > LONG_PASS_MS && ageMs < LONGEST_PASS_MS;
}

/** When the link was last compared in full, by our clock. */
export function verifiedAtMs(
  { id, comparedAtMs }: Pick<Link, 'id' | 'comparedAtMs'>,
  { done }: Verification,
): number {
  if (!done || done.left.includes(id)) return comparedAtMs;
  return Math.max(comparedAtMs, done.startedAtMs);
}
