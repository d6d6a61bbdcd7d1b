import { notModelled, Refusal } from '../http/answer';
import { type Filter, type FilterType, instantOf, isDayOnly } from './filters';

const DAY_MS = 86_400_000;

/** What a filter looks at: text, number, day or instant (milliseconds); `null` where there is none. */
export type Matched = string | number | null;

/** Whether a record's value satisfies a filter. Several values (of a custom field): whether any does. */
export function matches(
  filter: Filter,
  type: FilterType,
  value: Matched | readonly Matched[],
  nowMs: number,
): boolean {
  const values: readonly Matched[] = Array.isArray(value) ? value : [value as Matched];
  if (filter.operator === '!' && Array.isArray(value)) {
    return !matches({ ...filter, operator: '=' }, type, value, nowMs);
  }
  const candidates = values.length === 0 ? [null] : values;
  return candidates.some((candidate) => matchesOne(filter, type, candidate, nowMs));
}

function matchesOne(filter: Filter, type: FilterType, value: Matched, nowMs: number): boolean {
  const { operator, values } = filter;
  const isEmpty = value === null || value === '';
  if (operator === '*') return !isEmpty;
  if (operator === '!*') return isEmpty;
  if (type === 'date' || type === 'date_past') {
    return value !== null && value !== '' && matchesDate(filter, value, nowMs);
  }
  if (type === 'integer' || type === 'float') return matchesNumber(filter, type, value);
  const text = String(value ?? '');
  const [first = ''] = values;
  switch (operator) {
    case '=':
      return value !== null && values.includes(text);
    case '!':
      return value === null || !values.includes(text);
    case '~':
      return value !== null && containsAll(text, first);
    case '!~':
      return value === null || !containsAll(text, first);
    case '^':
      return text.toLowerCase().startsWith(first.toLowerCase());
    case '$':
      return text.toLowerCase().endsWith(first.toLowerCase());
    default:
      throw new Refusal(notModelled(`the operator ${operator} of the filter ${filter.field}`));
  }
}

function matchesNumber(filter: Filter, type: FilterType, value: Matched): boolean {
  if (value === null || value === '') return false;
  const number = Number(value);
  const [first = '', second = ''] = filter.values;
  switch (filter.operator) {
    case '=':
      return type === 'integer'
        ? (first.match(/[+-]?\d+/g) ?? []).map(Number).includes(number)
        : Math.abs(number - Number.parseFloat(first)) <= 1e-5;
    case '>=':
      return number >= Number.parseFloat(first);
    case '<=':
      return number <= Number.parseFloat(first);
    case '><':
      return number >= Number.parseFloat(first) && number <= Number.parseFloat(second);
    default:
      throw new Refusal(
        notModelled(`the operator ${filter.operator} of the filter ${filter.field}`),
      );
  }
}

/**
 * Redmine asks the database for more than the bound less a second, so that `>=T` reaches one second
 * back; a day counts from its first to its last instant.
 */
function matchesDate(filter: Filter, value: string | number, nowMs: number): boolean {
  const atMs = typeof value === 'number' ? value : Date.parse(`${value}T00:00:00Z`);
  const isSince = (bound: string): boolean =>
    isDayOnly(bound) ? atMs >= instantOf(bound) : atMs > instantOf(bound) - 1000;
  const isUntil = (bound: string): boolean =>
    isDayOnly(bound) ? atMs < instantOf(bound) + DAY_MS : atMs <= instantOf(bound);
  const [first = '', second = ''] = filter.values;
  switch (filter.operator) {
    case '=':
      return isSince(first) && isUntil(first);
    case '>=':
      return isSince(first);
    case '<=':
      return isUntil(first);
    case '><':
      return isSince(first) && (second === '' || isUntil(second));
    default:
      return matchesRelativeDay(filter, atMs, nowMs);
  }
}

/** `[from, to]` in days from today, per operator; `n` is the filter's value. */
const DAY_RANGES: Readonly<
  Record<string, (n: number) => readonly [from: number | null, to: number | null]>
> = {
  '><t-': (n) => [-n, 0],
  '>t-': (n) => [-n, null],
  '<t-': (n) => [null, -n],
  't-': (n) => [-n, -n],
  '><t+': (n) => [0, n],
  '>t+': (n) => [n, null],
  '<t+': (n) => [null, n],
  't+': (n) => [n, n],
  t: () => [0, 0],
  ld: () => [-1, -1],
  nd: () => [1, 1],
};

function matchesRelativeDay(filter: Filter, atMs: number, nowMs: number): boolean {
  const range = DAY_RANGES[filter.operator]?.(Number(filter.values[0] ?? 0));
  if (range === undefined) {
    throw new Refusal(notModelled(`the operator ${filter.operator} of the filter ${filter.field}`));
  }
  const todayMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const [from, to] = range;
  return (
    (from === null || atMs >= todayMs + from * DAY_MS) &&
    (to === null || atMs < todayMs + (to + 1) * DAY_MS)
  );
}

/** Every word, or "quoted phrase", of at least two letters, without regard to case. */
export function containsAll(text: string, question: string): boolean {
  const words = wordsOf(question);
  const haystack = text.toLowerCase();
  return (words.length === 0 ? [question] : words).every((word) =>
    haystack.includes(word.toLowerCase()),
  );
}

export function wordsOf(question: string): readonly string[] {
  const words = [...question.matchAll(/"([^"]+)"|(\S+)/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  return [...new Set(words)].filter((word) => word.length > 1).slice(0, 5);
}
