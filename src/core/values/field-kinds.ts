/**
 * What fields hold. Each adapter says of each of its fields which kind it is and translates its
 * wire form to the kind's own; the core knows kinds only. A value is always a string in the form
 * named here, rich text, or `null` where the field is empty.
 */

/** What a value is, however many of them a field holds: conversions go from shape to shape. */
export type Shape =
  | 'words'
  | 'document'
  | 'number'
  | 'span'
  | 'day'
  | 'moment'
  | 'flag'
  | 'choice'
  | 'person'
  | 'issue';

export interface KindTraits {
  readonly shape: Shape;
  /** Whether the field holds a list; its value is then written as `formatList` does. */
  readonly many: boolean;
  /** What people call it, with its article. */
  readonly says: string;
}

export const FIELD_KINDS = {
  /** As it is, without line breaks; 255 characters at most. */
  line: { shape: 'words', many: false, says: 'a line of text' },
  /** Rich text as its side keeps it. */
  text: { shape: 'document', many: false, says: 'rich text' },
  /** An absolute address. */
  url: { shape: 'words', many: false, says: 'an address' },
  /** Words without spaces. */
  labels: { shape: 'words', many: true, says: 'labels' },
  /** A choice of two levels, by its names: `Europe - Norway`. */
  cascade: { shape: 'words', many: false, says: 'a choice of two levels' },
  /** `42` */
  integer: { shape: 'number', many: false, says: 'a whole number' },
  /** `3.5` */
  number: { shape: 'number', many: false, says: 'a number' },
  /** A whole number from 0 to 100; empty is 0. */
  percent: { shape: 'number', many: false, says: 'a percentage' },
  /** Decimal hours with at most two decimals: `1.25`. */
  hours: { shape: 'span', many: false, says: 'hours' },
  /** Whole minutes: `75`. */
  minutes: { shape: 'span', many: false, says: 'a duration' },
  /** `YYYY-MM-DD` */
  date: { shape: 'day', many: false, says: 'a date' },
  /** `YYYY-MM-DDTHH:MM:SS.sssZ`, always UTC. */
  datetime: { shape: 'moment', many: false, says: 'a date with time' },
  /** `1` or `0`. */
  boolean: { shape: 'flag', many: false, says: 'yes or no' },
  /** The id of one of the field's options. */
  option: { shape: 'choice', many: false, says: 'an option' },
  options: { shape: 'choice', many: true, says: 'options' },
  /** The id of one of the project's versions. */
  version: { shape: 'choice', many: false, says: 'a version' },
  versions: { shape: 'choice', many: true, says: 'versions' },
  /** The side's own id of a person. */
  user: { shape: 'person', many: false, says: 'a person' },
  users: { shape: 'person', many: true, says: 'people' },
  /** The side's own id of an issue. */
  issue: { shape: 'issue', many: false, says: 'an issue' },
} as const satisfies Readonly<Record<string, KindTraits>>;

export type FieldKind = keyof typeof FIELD_KINDS;

export const FIELD_KIND_NAMES = Object.keys(FIELD_KINDS) as readonly FieldKind[];

/** What a kind is made of. */
export function traitsOf(kind: FieldKind): KindTraits {
  return FIELD_KINDS[kind];
}

/** A list as a value: the JSON of its distinct members in order; `null` where it is empty. */
export function formatList(members: readonly string[]): string | null {
  const distinct = [...new Set(members)].sort();
  return distinct.length === 0 ? null : JSON.stringify(distinct);
}

/** The members of a list as `formatList` wrote it. */
export function parseList(value: string | null): readonly string[] {
  if (value === null || value === '') return [];
  const parsed: unknown = value.startsWith('[') ? JSON.parse(value) : null;
  return Array.isArray(parsed) ? parsed.map(String) : [value];
}

/** Whether both sides hold rich text, so that edits merge and bases keep texts. */
export function holdsText(kinds: {
  readonly jira: FieldKind;
  readonly remote: FieldKind;
}): boolean {
  return kinds.jira === 'text' && kinds.remote === 'text';
}
