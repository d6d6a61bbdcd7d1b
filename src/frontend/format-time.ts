import { texts } from './texts';

const STEPS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/**
 * How long ago something was, in words: `just now`, `3 minutes ago`, `yesterday`. Times ahead of
 * `nowMs` (another clock, a little fast) read as `just now`.
 */
export function formatAgo(
  atMs: number,
  nowMs: number,
  locale: string = texts.common.locale,
): string {
  const agoMs = nowMs - atMs;
  for (const [unit, unitMs] of STEPS) {
    if (agoMs >= unitMs) {
      const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
      return words.format(-Math.floor(agoMs / unitMs), unit);
    }
  }
  return texts.common.justNow;
}

/** The full date and time, for those who want to know exactly. */
export function formatMoment(
  atMs: number,
  locale: string = texts.common.locale,
  timeZone?: string,
): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(atMs);
}

/** A length of time, in its largest unit. */
export function formatDuration(ms: number): string {
  const t = texts.admin.rhythm;
  if (ms < 60_000) return t.seconds(Math.max(1, Math.round(ms / 1000)));
  if (ms < 3_600_000) return t.minutes(Math.round(ms / 60_000));
  return t.hours(Math.round(ms / 3_600_000));
}

/** The date alone. */
export function formatDay(atMs: number, locale = 'en', timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(atMs);
}

/** How long something will take, to the minute: `a minute` at least, `1 hour 20 minutes`. */
export function formatTimeNeeded(seconds: number): string {
  const t = texts.admin.firstSync.duration;
  if (seconds < 60) return t.short;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? t.minutes(minutes) : t.hours(Math.floor(minutes / 60), minutes % 60);
}
