/** Tells the time to the local host and the doubles, so that it can be moved or be virtual. */
export interface HostClock {
  /** Milliseconds since the epoch. Never goes back. */
  nowMs(): number;
  /** Resolves once `nowMs()` has reached the given time. */
  waitUntil(timeMs: number): Promise<void>;
}
