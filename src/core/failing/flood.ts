/** Where bells come faster than the queue takes jobs, they are left to the sweep. */

/** Which mappings' bells are left to the sweep. */
export interface Floods {
  /** When the queue last refused a bell, by mapping. */
  readonly mappings: Readonly<Record<string, number>>;
  /** When the sweep comes back by itself; `null`: the timer brings it. */
  readonly nextSweepAtMs: number | null;
}

/** The platform counts what it takes by the minute. */
const FULL_MS = 60_000;

/**
 * Whether a bell of the mapping need not be pushed, since the sweep finds its issue: the queue refused
 * one within the minute, or a sweep found more than the queue has room for and comes every minute.
 */
export function isLeftToSweep(floods: Floods, mappingId: string, nowMs: number): boolean {
  const refusedAtMs = floods.mappings[mappingId];
  if (refusedAtMs === undefined) return false;
  return floods.nextSweepAtMs !== null || nowMs < refusedAtMs + FULL_MS;
}

/** With a bell of each of these mappings refused just now. */
export function noteRefused(floods: Floods, mappingIds: readonly string[], nowMs: number): Floods {
  const refused = Object.fromEntries(mappingIds.map((id) => [id, nowMs]));
  return { ...floods, mappings: { ...floods.mappings, ...refused } };
}
