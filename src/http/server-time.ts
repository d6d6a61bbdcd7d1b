/** What a response's headers say of time. */

/** Half of the `Date` header's resolution: the server's clock stood between it and a second later. */
const HALF_SECOND_MS = 500;

export interface ServerTime {
  readonly serverAtMs: number | null;
  readonly readAtMs: number;
  readonly clockOffsetMs: number;
}

/**
 * The server's time and how far its clock is ahead of ours.
 * @param date the `Date` header (RFC 9110); a bare puma, for one, sends none: then ours counts
 */
export function readServerTime(date: string | null, nowMs: number): ServerTime {
  const dateMs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(dateMs)) return { serverAtMs: null, readAtMs: nowMs, clockOffsetMs: 0 };
  return {
    serverAtMs: dateMs,
    readAtMs: dateMs,
    clockOffsetMs: dateMs + HALF_SECOND_MS - nowMs,
  };
}

/**
 * Seconds to wait, from `Retry-After` as seconds or as an HTTP date (RFC 9110, 10.2.3).
 * @returns `null` where the header is absent or unreadable
 */
export function readRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text));
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
