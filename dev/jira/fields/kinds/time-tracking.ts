/**
 * Estimates. Stored as `{original, remaining, spent}` in seconds; a day has 8 hours and a week 5
 * days, as on a new site.
 */
import { isObject, type Json, type JsonObject } from '../../json';
import type { HistoryItem } from '../../state/model';
import { type FieldKind, FieldRefusal } from '../definition';

const UNIT_SECONDS = { w: 144_000, d: 28_800, h: 3_600, m: 60 } as const;
type Unit = keyof typeof UNIT_SECONDS;

export interface TimeTracking {
  readonly original: number | null;
  readonly remaining: number | null;
  readonly spent: number | null;
}

const NOTHING: TimeTracking = { original: null, remaining: null, spent: null };

export function readTimeTracking(stored: Json | undefined): TimeTracking {
  if (!isObject(stored)) return NOTHING;
  const seconds = (value: Json | undefined) => (typeof value === 'number' ? value : null);
  return {
    original: seconds(stored.original),
    remaining: seconds(stored.remaining),
    spent: seconds(stored.spent),
  };
}

/** `1w 2d 3h 4m` in seconds, a bare number as minutes; `undefined` where it is no duration. */
export function parseDurationSeconds(text: string): number | undefined {
  const words = text.trim().split(/\s+/);
  let seconds = 0;
  for (const word of words) {
    const parts = /^(\d+(?:\.\d+)?)([wdhm]?)$/.exec(word);
    if (parts === null) return undefined;
    seconds += Number(parts[1]) * UNIT_SECONDS[(parts[2] || 'm') as Unit];
  }
  return seconds;
}

/** Seconds as Jira prints them: `1w 2d 3h 4m`. */
export function formatDuration(seconds: number): string {
  let rest = Math.round(seconds / 60) * 60;
  const parts: string[] = [];
  for (const [unit, size] of Object.entries(UNIT_SECONDS)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.length === 0 ? '0m' : parts.join(' ');
}

function change(before: TimeTracking, input: Json): JsonObject {
  if (!isObject(input)) throw new FieldRefusal('Expected an object with estimates');
  const original = duration(input.originalEstimate, before.original);
  // As in Jira, the first original estimate is also what remains.
  const inherited = before.remaining ?? (before.spent === null ? original : null);
  return { original, remaining: duration(input.remainingEstimate, inherited), spent: before.spent };
}

function duration(input: Json | undefined, fallback: number | null): number | null {
  if (input === undefined) return fallback;
  if (input === null || input === '') return null;
  const seconds = typeof input === 'string' ? parseDurationSeconds(input) : undefined;
  if (seconds === undefined) {
    throw new FieldRefusal(
      'Time Tracking: the value is not a valid duration, such as 1w 2d 3h 4m.',
    );
  }
  return seconds;
}

const ITEMS = [
  ['timeoriginalestimate', 'original'],
  ['timeestimate', 'remaining'],
  ['timespent', 'spent'],
] as const;

export const timeTrackingKind: FieldKind = {
  operations: ['set', 'edit'],
  parse: (input, { issue }) =>
    input === null
      ? { ...NOTHING, spent: readTimeTracking(issue?.fields.timetracking).spent }
      : change(readTimeTracking(issue?.fields.timetracking), input),
  edit: (input, before) => change(readTimeTracking(before), input),
  render(stored) {
    const { original, remaining, spent } = readTimeTracking(stored);
    return {
      ...show('originalEstimate', original),
      ...show('remainingEstimate', remaining),
      ...show('timeSpent', spent),
    };
  },
  history(before, after): readonly HistoryItem[] {
    const old = readTimeTracking(before);
    const next = readTimeTracking(after);
    return ITEMS.filter(([, key]) => old[key] !== next[key]).map(([field, key]) => {
      const from = old[key] === null ? null : String(old[key]);
      const to = next[key] === null ? null : String(next[key]);
      return { field, fieldtype: 'jira', fieldId: field, from, fromString: from, to, toString: to };
    });
  },
};

function show(name: string, seconds: number | null): JsonObject {
  return seconds === null ? {} : { [name]: formatDuration(seconds), [`${name}Seconds`]: seconds };
}
