/**
 * What becomes of a value where a field of one kind feeds a field of another: one table by shape.
 * `docs/field-conversions.md` shows it by kind, and a test holds the two together.
 */
import { cutText } from '../cut-text';
import { FIELD_KIND_NAMES, FIELD_KINDS, type FieldKind, type Shape, traitsOf } from './field-kinds';
import { dayOf, momentOf, showMoment } from './zoned-day';

export interface Carrying {
  readonly from: FieldKind;
  readonly to: FieldKind;
  readonly timeZone: string;
  /** What people read for the value. */
  readonly nameOf: (value: string) => string;
}

/** How one value crosses. */
export type Conversion =
  /** By calculation; `null` where the value cannot be read as the other shape. */
  | {
      readonly by: 'rule';
      readonly carry: (value: string, carrying: Carrying) => string | null;
      readonly loses: string | null;
    }
  /** By the row's table of values, and where that has none by what people read, if `orName`. */
  | { readonly by: 'table'; readonly orName: boolean; readonly loses: string | null }
  /** By the table of people. */
  | { readonly by: 'people'; readonly orName: boolean; readonly loses: string | null }
  /** By the links between issues. */
  | { readonly by: 'link'; readonly loses: string | null }
  /** As rich text, or what can be read of it. */
  | { readonly by: 'text'; readonly loses: string | null };

/** The longest line that both trackers take in their fields of one line. */
export const MAX_LINE_CHARACTERS = 255;

const NO_ROW = 'values without a row';
const NO_PERSON = 'people without a row';
const UNREADABLE = 'what does not read as one';

function rule(
  loses: string | null,
  carry: (value: string, carrying: Carrying) => string | null,
): Conversion {
  return { by: 'rule', loses, carry };
}

const CONVERSIONS: Readonly<Partial<Record<`${Shape}>${Shape}`, Conversion>>> = {
  'words>words': rule(null, (value, { to }) => fitWords(value, to)),
  'words>document': { by: 'text', loses: null },
  'document>words': { by: 'text', loses: 'formatting, pictures and line breaks' },
  'document>document': { by: 'text', loses: 'what the other format has no word for' },

  'number>number': rule(null, (value, { to }) => formatNumber(Number(value), to)),
  'number>words': rule(null, (value) => value),
  'words>number': rule(UNREADABLE, (value, { to }) => readNumber(value, to)),
  'number>span': rule(null, (value, { to }) => formatHours(Number(value), to)),
  'span>number': rule(null, (value, { from, to }) => formatNumber(hoursOf(value, from), to)),
  'span>span': rule(null, (value, { from, to }) => formatHours(hoursOf(value, from), to)),
  'span>words': rule(null, (value, { from }) => formatHours(hoursOf(value, from), 'hours')),
  'words>span': rule(UNREADABLE, readHours),

  'day>day': rule(null, (value) => value),
  'day>words': rule(null, (value) => value),
  'words>day': rule(UNREADABLE, (value) => readDay(value)),
  'day>moment': rule(null, (value, { timeZone }) => momentOf(`${value}T00:00:00`, timeZone)),
  'moment>day': rule('the time of day', (value, { timeZone }) => dayOf(value, timeZone)),
  'moment>moment': rule(null, (value) => value),
  'moment>words': rule('seconds', (value, { timeZone }) => showMoment(value, timeZone)),
  'words>moment': rule(UNREADABLE, readMoment),

  'flag>flag': rule(null, (value) => value),
  'flag>words': rule(null, (value) => (value === '1' ? 'Yes' : 'No')),
  'words>flag': rule(UNREADABLE, (value) => readFlag(value)),
  'flag>number': rule(null, (value) => value),
  'number>flag': rule('all but whether it is zero', (value) => (Number(value) === 0 ? '0' : '1')),
  'flag>choice': { by: 'table', orName: false, loses: NO_ROW },
  'choice>flag': { by: 'table', orName: false, loses: NO_ROW },

  'choice>choice': { by: 'table', orName: false, loses: NO_ROW },
  'choice>words': { by: 'table', orName: true, loses: null },
  'words>choice': { by: 'table', orName: false, loses: NO_ROW },
  'choice>number': rule(UNREADABLE, (value, { to, nameOf }) => readNumber(nameOf(value), to)),
  'number>choice': { by: 'table', orName: false, loses: NO_ROW },

  'person>person': { by: 'people', orName: false, loses: NO_PERSON },
  'person>words': { by: 'people', orName: true, loses: null },
  'words>person': { by: 'people', orName: false, loses: NO_PERSON },

  'issue>issue': { by: 'link', loses: 'issues that have no twin' },
  'issue>words': rule(null, (value, { nameOf }) => nameOf(value)),
};

/** Words of a special form: what they have to do with. Nobody reads a date out of an address. */
const NARROW: Readonly<Partial<Record<FieldKind, readonly Shape[]>>> = {
  url: ['words', 'document'],
  labels: ['words', 'document', 'choice'],
  cascade: ['words', 'document', 'choice'],
};

/** How a field of one kind feeds one of another; `null` where it makes no sense. */
export function findConversion(from: FieldKind, to: FieldKind): Conversion | null {
  const [source, target] = [traitsOf(from).shape, traitsOf(to).shape];
  if (NARROW[from]?.includes(target) === false || NARROW[to]?.includes(source) === false) {
    return null;
  }
  const direct = CONVERSIONS[`${source}>${target}`];
  if (direct) return direct;
  // Whatever can be said in a line can stand in a text; nobody reads a number out of a document.
  return target === 'document' ? (CONVERSIONS[`${source}>words`] ?? null) : null;
}

/** What a kind cannot hold of what other kinds can. */
const LOST_INTO: Readonly<
  Partial<Record<FieldKind, { readonly loss: string; readonly unlessFrom: readonly FieldKind[] }>>
> = {
  line: {
    loss: `what is beyond ${MAX_LINE_CHARACTERS} characters`,
    unlessFrom: FIELD_KIND_NAMES.filter((kind) => kind !== 'text' && !FIELD_KINDS[kind].many),
  },
  url: { loss: 'what is no address', unlessFrom: ['url'] },
  labels: { loss: 'spaces inside of a label', unlessFrom: ['labels'] },
  integer: { loss: 'the fraction', unlessFrom: ['integer', 'percent', 'boolean'] },
  percent: { loss: 'the fraction, and what is not from 0 to 100', unlessFrom: ['percent'] },
  hours: { loss: 'less than a hundredth of an hour', unlessFrom: ['hours'] },
  minutes: { loss: 'less than a minute', unlessFrom: ['minutes'] },
};

/** What a field of one kind loses in one of another, in words; empty: nothing. */
export function listLosses(from: FieldKind, to: FieldKind): readonly string[] {
  const [source, target] = [traitsOf(from), traitsOf(to)];
  const joins = target.shape === 'words' || target.shape === 'document';
  const into = LOST_INTO[to];
  return [
    findConversion(from, to)?.loses ?? null,
    source.many && !target.many && !joins ? 'all but the first' : null,
    into && !into.unlessFrom.includes(from) ? into.loss : null,
  ].filter((loss) => loss !== null);
}

/** Words as a field of that kind takes them. */
export function fitWords(value: string, to: FieldKind): string | null {
  const line = value.replace(/\s*\n\s*/g, ' ').trim();
  if (to === 'url') return URL.canParse(line) ? line : null;
  if (to === 'labels') return cutText(line.replace(/\s+/g, '_'), MAX_LINE_CHARACTERS) || null;
  return cutLine(line);
}

/** A line that the trackers take. */
export function cutLine(line: string): string {
  return line.length <= MAX_LINE_CHARACTERS ? line : `${cutText(line, MAX_LINE_CHARACTERS - 1)}…`;
}

/** A number in its kind's form: no exponent, no trailing zeros. */
export function formatNumber(value: number, kind: FieldKind): string | null {
  if (!Number.isFinite(value)) return null;
  if (kind === 'percent' && (value < 0 || value > 100)) return null;
  const isWhole = kind === 'integer' || kind === 'percent';
  const rounded = isWhole ? Math.round(value) : Number(value.toPrecision(15));
  // Minus zero is zero.
  return String(rounded + 0);
}

function readNumber(text: string, kind: FieldKind): string | null {
  const plain = text.trim().replace(',', '.');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? formatNumber(Number(plain), kind) : null;
}

function hoursOf(value: string, kind: FieldKind): number {
  return kind === 'minutes' ? Number(value) / 60 : Number(value);
}

function formatHours(hours: number, kind: FieldKind): string | null {
  if (!Number.isFinite(hours) || hours < 0) return null;
  if (kind === 'minutes') return String(Math.round(hours * 60));
  return String(Math.round(hours * 100) / 100);
}

/** `1.5`, `1,5`, `1h 30m`, `90m`, `1:30`. */
function readHours(text: string, { to }: Carrying): string | null {
  const plain = text.trim().toLowerCase().replace(',', '.');
  if (/^\d+(\.\d+)?\s*h?$/.test(plain)) return formatHours(Number.parseFloat(plain), to);
  const parts =
    /^(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?$/.exec(plain) ?? /^(\d+):(\d{2})$/.exec(plain);
  if (!parts || (parts[1] === undefined && parts[2] === undefined)) return null;
  return formatHours(Number(parts[1] ?? 0) + Number(parts[2] ?? 0) / 60, to);
}

function readDay(text: string): string | null {
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text.trim())?.[1];
  if (day === undefined || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return null;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? day : null;
}

/** `YYYY-MM-DD HH:MM` by the mapping's clocks, or ISO 8601 with an offset. */
function readMoment(text: string, { timeZone }: Carrying): string | null {
  const plain = text.trim();
  const local = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?)?$/.exec(plain);
  if (local) {
    const time = `${local[1]}T${local[2] ?? '00:00'}${local[3] ?? ':00'}`;
    const isNone = readDay(plain) === null || Number.isNaN(Date.parse(`${time}Z`));
    return isNone ? null : momentOf(time, timeZone);
  }
  const isExact = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/.test(plain);
  const atMs = isExact ? Date.parse(plain) : Number.NaN;
  return Number.isNaN(atMs) ? null : new Date(atMs).toISOString();
}

const FLAGS: Readonly<Record<string, '1' | '0'>> = {
  '1': '1',
  yes: '1',
  true: '1',
  '0': '0',
  no: '0',
  false: '0',
};

function readFlag(text: string): string | null {
  return FLAGS[text.trim().toLowerCase()] ?? null;
}
