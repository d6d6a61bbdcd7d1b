/**
 * Keeps below Jira's limits on the writes of one issue (20 within 2 s, 100 within 30 s), with room
 * for what people and other apps write meanwhile.
 * https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
const RULES = [
  { most: 15, spanMs: 2_000 },
  { most: 80, spanMs: 30_000 },
] as const;

/**
 * How long the next write has to wait.
 * @param times of the writes so far, oldest first, in milliseconds
 */
export function paceWaitMs(times: readonly number[], nowMs: number): number {
  const waits = RULES.map(({ most, spanMs }) => {
    const oldest = times.at(-most);
    return oldest === undefined ? 0 : oldest + spanMs - nowMs;
  });
  return Math.max(0, ...waits);
}
