/**
 * Since when a link is known to be in step. A link that a pass of the daily check finds unchanged is
 * not written for it: the pass as a whole says so, once.
 */
import type { Link } from './link';

/** What is kept of a mapping's passes. */
export interface Verification {
  /** The pass that goes on; `null`: none does. */
  readonly running: {
    readonly startedAtMs: number;
    /** When it was last seen to go on; absent within its first hour. */
    readonly seenAtMs?: number;
  } | null;
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

/** A pass that is younger was started by hand or lost, and a new one takes its place. */
const LONG_PASS_MS = 20 * 60 * 60 * 1000;

/** A storage write each. */
const SEEN_EVERY_MS = 60 * 60 * 1000;

/** A pass that was seen longer ago is lost: its job was cut off, or waits for a tracker that is out. */
const LOST_AFTER_MS = 3 * SEEN_EVERY_MS;

type Running = NonNullable<Verification['running']>;

/** Whether the next pass has to wait, because the one before has more links than fit in a day. */
export function isStillRunning({ running }: Verification, nowMs: number): boolean {
  if (!running) return false;
  return nowMs - running.startedAtMs > LONG_PASS_MS && nowMs - lastSeen(running) < LOST_AFTER_MS;
}

/** Whether a pass that goes on is to say so. */
export function isToBeSeen(running: Running, nowMs: number): boolean {
  return nowMs - lastSeen(running) >= SEEN_EVERY_MS;
}

function lastSeen({ startedAtMs, seenAtMs = startedAtMs }: Running): number {
  return seenAtMs;
}

/** When the link was last compared in full, by our clock. */
export function verifiedAtMs(
  { id, comparedAtMs }: Pick<Link, 'id' | 'comparedAtMs'>,
  { done }: Verification,
): number {
  if (!done || done.left.includes(id)) return comparedAtMs;
  return Math.max(comparedAtMs, done.startedAtMs);
}
