/** Numbers, dates and times. */
import type { Json } from '../../json';
import { SITE_TIME_ZONE } from '../../site/names';
import { formatTimestamp } from '../../site/zoned-time';
import { type FieldKind, FieldRefusal, historyItem } from '../definition';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** Whether the text is a day that the calendar has. */
export function isCalendarDay(text: string): boolean {
  const parts = DATE.exec(text);
  if (parts === null) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

function asText(value: Json): string | null {
  return value === null ? null : String(value);
}

export const dateKind: FieldKind = {
  operations: ['set'],
  parse(input) {
    if (input === null || input === '') return null;
    if (typeof input !== 'string') throw new FieldRefusal('Operation value must be a string');
    if (!isCalendarDay(input)) throw new FieldRefusal(`Error parsing date string: ${input}`);
    return input;
  },
  render: (stored) => stored,
  history: (before, after, scope) => {
    const text = (value: Json) => (value === null ? null : `${String(value)} 00:00:00.0`);
    return [historyItem(scope, [asText(before), text(before)], [asText(after), text(after)])];
  },
};

/** Parses Jira's date-times: ISO 8601 with an offset, with or without the colon in it. */
export function parseDateTimeMs(text: string): number | undefined {
  if (!DATE_TIME.test(text)) return undefined;
  const timeMs = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

export const dateTimeKind: FieldKind = {
  operations: ['set'],
  parse(input) {
    if (input === null || input === '') return null;
    if (typeof input !== 'string') throw new FieldRefusal('Operation value must be a string');
    const timeMs = parseDateTimeMs(input);
    if (timeMs === undefined) throw new FieldRefusal(`Error parsing date string: ${input}`);
    return timeMs;
  },
  render: (stored) => showTime(stored),
  history: (before, after, scope) => {
    const from = showTime(before);
    const to = showTime(after);
    return [historyItem(scope, [from, from], [to, to])];
  },
};

function showTime(value: Json): string | null {
  return typeof value === 'number' ? formatTimestamp(SITE_TIME_ZONE, value) : null;
}

export const numberKind: FieldKind = {
  operations: ['set'],
  parse(input) {
    if (input === null) return null;
    if (typeof input !== 'number') throw new FieldRefusal('Operation value must be a number');
    return input;
  },
  render: (stored) => stored,
  history: (before, after, scope) => [
    historyItem(scope, [null, asText(before)], [null, asText(after)]),
  ],
};
