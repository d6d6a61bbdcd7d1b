/** How long to wait before a job is tried again. */

/** The platform delays a job no longer than this. */
const MAX_DELAY_SECONDS = 900;
const FIRST_DELAY_SECONDS = 5;

/**
 * What the tracker asked for, never less; else exponential with jitter, so that the jobs of an
 * outage do not all come back at once.
 * @param tries how often the job was tried again already
 * @param random in [0, 1)
 */
export function retryDelaySeconds(
  askedSeconds: number | null,
  tries: number,
  random: number,
): number {
  if (askedSeconds !== null)
    return Math.min(Math.max(Math.ceil(askedSeconds), 1), MAX_DELAY_SECONDS);
  const ceiling = Math.min(FIRST_DELAY_SECONDS * 2 ** tries, MAX_DELAY_SECONDS);
  return Math.ceil(ceiling * (0.5 + random / 2));
}
