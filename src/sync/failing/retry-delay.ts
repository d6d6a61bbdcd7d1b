/** How long to wait before a job is tried again. */

/** The platform delays a job no longer than this. */
const MAX_DELAY_SECONDS = 900;
const FIRST_DELAY_SECONDS = 5;

/** What was asked for is spread by so much of it, so that not all come back in the same second. */
const SPREAD_SHARE = 0.05;
const MAX_SPREAD_SECONDS = 15;

/**
 * Exponential with jitter, so that the jobs of an outage do not all come back at once; and never
 * less than what was asked for. A longer wait than the platform's is kept by the tracker's circuit.
 * @param tries how often the job was tried again already
 * @param random in [0, 1)
 */
export function retryDelaySeconds(
  askedSeconds: number | null,
  tries: number,
  random: number,
): number {
  const ceiling = Math.min(FIRST_DELAY_SECONDS * 2 ** tries, MAX_DELAY_SECONDS);
  const delay = Math.ceil(ceiling * (0.5 + random / 2));
  if (askedSeconds === null) return delay;
  const spread = random * Math.min(askedSeconds * SPREAD_SHARE, MAX_SPREAD_SECONDS);
  const asked = Math.max(Math.ceil(askedSeconds + spread), 1);
  return Math.min(Math.max(asked, delay), MAX_DELAY_SECONDS);
}
