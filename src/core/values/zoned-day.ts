/** Days and moments, by the time zone that a mapping names. */

/** The day that it is at a moment: `YYYY-MM-DD`. @param moment in UTC, as ISO 8601 */
export function dayOf(moment: string, timeZone: string): string {
  return partsOf(Date.parse(moment), timeZone).slice(0, 'YYYY-MM-DD'.length);
}

/** The moment as people there read it: `YYYY-MM-DD HH:MM`. */
export function showMoment(moment: string, timeZone: string): string {
  return partsOf(Date.parse(moment), timeZone).slice(0, 'YYYY-MM-DD HH:MM'.length);
}

/**
 * The moment, in UTC, at which clocks there show this time.
 * @param local `YYYY-MM-DDTHH:MM:SS`; a time that a change of clocks skips becomes the one after it
 */
export function momentOf(local: string, timeZone: string): string {
  const wantedMs = Date.parse(`${local}Z`);
  let atMs = wantedMs;
  // The offset depends on the moment looked for; twice is enough, since offsets change rarely.
  for (let round = 0; round < 2; round += 1) {
    atMs = wantedMs - (Date.parse(`${partsOf(atMs, timeZone).replace(' ', 'T')}Z`) - atMs);
  }
  return new Date(atMs).toISOString();
}

/** Whether the runtime knows the zone: `Europe/Berlin`, `UTC`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** `YYYY-MM-DD HH:MM:SS`: Sweden writes dates as ISO 8601 does. */
function partsOf(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(Math.floor(atMs / 1000) * 1000);
}
