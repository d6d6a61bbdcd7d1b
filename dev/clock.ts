/** Tells the time to the local host and the doubles, so that it can be moved or be virtual. */
export interface HostClock {
  /** Milliseconds since the epoch. Never goes back. */
  nowMs(): number;
  /** Resolves once `nowMs()` has reached the given time. */
  waitUntil(timeMs: number): Promise<void>;
}

/** The local host's own view of its clock: it can be moved, forward only. */
export interface MovableClock extends HostClock {
  /** Whether time passes only when it is moved. */
  readonly isVirtual: boolean;
  /** Moves to a later time and lets everybody go who waited for it; an earlier one is ignored. */
  moveTo(timeMs: number): void;
  /**
   * Calls back once the time is reached.
   * @returns takes it back
   */
  callAt(timeMs: number, callBack: () => void): () => void;
  /** When the next waiter is due, or `undefined` where nobody waits. */
  nextWaiterMs(): number | undefined;
}
