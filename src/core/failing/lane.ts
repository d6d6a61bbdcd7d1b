/**
 * Where a connection's calls are limited, its jobs share so many lanes, one at a time in each, and a
 * job keeps its lane for as long as its calls take up of the rate. So no counter has to be kept: a
 * limit costs no storage request. The jobs of one link always have the same lane.
 */

/** More jobs at a time would gain nothing: each lane then takes a call every tenth of a second. */
const MAX_LANES = 10;

/** Lanes take a call a second, as long as there are enough of them. */
const CALLS_PER_MINUTE_OF_LANE = 60;

/** @returns `null` where nothing is limited */
export function laneOf(
  connectionId: string,
  key: string,
  requestsPerMinute: number | null,
): string | null {
  if (requestsPerMinute === null) return null;
  return `lane:${connectionId}:${hash(key) % countLanes(requestsPerMinute)}`;
}

/** How long a job has to keep its lane, from its start. */
export function laneTimeMs(calls: number, requestsPerMinute: number): number {
  return Math.ceil((calls * 60_000 * countLanes(requestsPerMinute)) / requestsPerMinute);
}

function countLanes(requestsPerMinute: number): number {
  const lanes = Math.floor(requestsPerMinute / CALLS_PER_MINUTE_OF_LANE);
  return Math.min(Math.max(lanes, 1), MAX_LANES);
}

/** FNV-1a: spreads ids that follow one another. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
