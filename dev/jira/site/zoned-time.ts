/** Times in a time zone, as Jira writes and reads them. */

const HOUR_MS = 3_600_000;
const offsets = new Map<string, number>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the zone is ahead of UTC at that time, in milliseconds. */
export function zoneOffsetMs(zone: string, timeMs: number): number {
  const hour = Math.floor(timeMs / HOUR_MS);
  const key = `${zone} ${hour}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size > 10_000) offsets.clear();
  const offset = computeOffsetMs(zone, hour * HOUR_MS);
  offsets.set(key, offset);
  return offset;
}

function computeOffsetMs(zone: string, timeMs: number): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(timeMs)) part[type] = Number(value);
  const local = Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day ?? 1,
    part.hour ?? 0,
    part.minute ?? 0,
    part.second ?? 0,
  );
  return local - timeMs;
}

/** `2026-09-27T10:03:11.123-0700`: milliseconds, and an offset without a colon. */
export function formatTimestamp(zone: string, timeMs: number): string {
  const offsetMs = zoneOffsetMs(zone, timeMs);
  const local = new Date(timeMs + offsetMs).toISOString().slice(0, -1);
  const minutes = Math.abs(offsetMs) / 60_000;
  const sign = offsetMs < 0 ? '-' : '+';
  return `${local}${sign}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

/** The moment that a wall clock in the zone shows as this date and time. */
export function wallTimeMs(
  zone: string,
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
): number {
  const local = Date.UTC(year, month - 1, day, hour, minute);
  const guess = local - zoneOffsetMs(zone, local);
  return local - zoneOffsetMs(zone, guess);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `2026-10-03 10:05:00.000`, in UTC and without saying so, as attachment events have it. */
export function wallClock(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, -1).replace('T', ' ');
}
