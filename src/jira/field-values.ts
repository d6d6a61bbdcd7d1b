/** A Jira field's value in the form of its kind, and back. */

import type { ListStep } from '../core/history/history-lists';
import type { FieldRow } from '../core/mapping';
import type { AdfDocument, FieldChange, FieldValue } from '../core/model';
import { plainTextOf } from '../core/texts/plain-text';
import { formatNumber } from '../core/values/conversions';
import { type FieldKind, formatList, parseList } from '../core/values/field-kinds';
import { fillTemplate } from '../core/values/fill-template';
import { PermanentError } from '../ports';
import {
  cascadeSchema,
  documentSchema,
  optionSchema,
  relatedIssueSchema,
  userSchema,
  type WireChange,
} from './wire';

export interface ReadValue {
  readonly value: FieldValue;
  /** What people read for each id in the value. */
  readonly names: Readonly<Record<string, string>>;
}

const EMPTY: ReadValue = { value: null, names: {} };

/** Between the two levels of a cascading choice. */
const LEVELS = ' - ';

/**
 * What a row reads in an issue's fields.
 * @throws PermanentError where one is of another kind than the mapping says
 */
export function readField(row: FieldRow, fields: Readonly<Record<string, unknown>>): ReadValue {
  const { template } = row;
  if (template?.side !== 'jira') return readFieldValue(row.jira, row.kinds.jira, fields[row.jira]);
  const line = fillTemplate(template, (key, kind) =>
    showValue(readFieldValue(key, kind, fields[key])),
  );
  return plain(line);
}

/** What people read in a field. */
export function showValue({ value, names }: ReadValue): string | null {
  if (value === null) return null;
  if (typeof value !== 'string')
    return value.format === 'adf' ? plainTextOf(value.doc) : value.source;
  return value.startsWith('[') && Object.keys(names).length > 0
    ? Object.values(names).join(', ')
    : (names[value] ?? value);
}

/** @throws PermanentError where the field is of another kind than the mapping says */
export function readFieldValue(key: string, kind: FieldKind, raw: unknown): ReadValue {
  if (raw === null || raw === undefined || raw === '') return EMPTY;
  const read = readByKind(kind, raw);
  if (read) return read;
  throw new PermanentError(
    `[jira] the field ${key} does not hold what the mapping takes it for (${kind})`,
    'refused',
  );
}

/** `null` where the raw value is of another kind. */
function readByKind(kind: FieldKind, raw: unknown): ReadValue | null {
  switch (kind) {
    case 'line':
      return typeof raw === 'string' || typeof raw === 'number' ? plain(String(raw)) : null;
    case 'url':
      return typeof raw === 'string' ? plain(raw) : null;
    case 'date':
      return typeof raw === 'string' ? plain(raw.slice(0, 'YYYY-MM-DD'.length)) : null;
    case 'datetime':
      return typeof raw === 'string' ? plain(readMoment(raw)) : null;
    case 'integer':
    case 'number':
    case 'percent':
    case 'hours':
      return typeof raw === 'number' ? plain(formatNumber(raw, kind)) : null;
    case 'minutes':
      return typeof raw === 'number' ? plain(minutesOf(raw)) : null;
    case 'boolean':
      return typeof raw === 'boolean' ? plain(raw ? '1' : '0') : null;
    case 'text': {
      const doc = documentSchema.safeParse(raw);
      return doc.success ? readDocument(doc.data) : null;
    }
    case 'labels':
      return Array.isArray(raw) ? plain(formatList(raw.map(String))) : null;
    case 'cascade': {
      const choice = cascadeSchema.safeParse(raw);
      if (!choice.success) return null;
      const { value, child } = choice.data;
      return plain(child ? `${value}${LEVELS}${child.value}` : value);
    }
    case 'option':
    case 'version':
      return readOne(raw, readChoice);
    case 'options':
    case 'versions':
      return readMany(raw, readChoice);
    case 'user':
      return readOne(raw, readPerson);
    case 'users':
      return readMany(raw, readPerson);
    case 'issue':
      return readOne(raw, readIssueReference);
    default:
      return kind satisfies never;
  }
}

function plain(value: string | null): ReadValue {
  return { value, names: {} };
}

type Reference = readonly [id: string, name: string | null];

function readOne(raw: unknown, read: (raw: unknown) => Reference | null): ReadValue | null {
  const reference = read(raw);
  if (!reference) return null;
  const [id, name] = reference;
  return { value: id, names: name === null ? {} : { [id]: name } };
}

function readMany(raw: unknown, read: (raw: unknown) => Reference | null): ReadValue | null {
  if (!Array.isArray(raw)) return null;
  const references = raw.map(read);
  if (!references.every((reference) => reference !== null)) return null;
  return {
    value: formatList(references.map(([id]) => id)),
    names: Object.fromEntries(
      references.flatMap(([id, name]) => (name === null ? [] : [[id, name]])),
    ),
  };
}

/** Custom select options have their name under `value`. */
function readChoice(raw: unknown): Reference | null {
  const option = optionSchema.safeParse(raw);
  if (!option.success) return null;
  const { id, name, value } = option.data;
  return [id, name || value || null];
}

function readPerson(raw: unknown): Reference | null {
  const user = userSchema.safeParse(raw);
  return user.success ? [user.data.accountId, user.data.displayName || null] : null;
}

function readIssueReference(raw: unknown): Reference | null {
  const issue = relatedIssueSchema.safeParse(raw);
  return issue.success ? [issue.data.id, issue.data.key] : null;
}

function readDocument(doc: AdfDocument): ReadValue {
  if (doc.content.every(isEmptyParagraph)) return EMPTY;
  return { value: { format: 'adf', doc }, names: {} };
}

/** What Jira's editor leaves behind when a text is emptied. */
function isEmptyParagraph(node: unknown): boolean {
  if (node === null || typeof node !== 'object' || !('type' in node)) return false;
  if (node.type !== 'paragraph') return false;
  return !('content' in node) || (Array.isArray(node.content) && node.content.length === 0);
}

function readMoment(text: string): string | null {
  const atMs = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(atMs) ? null : new Date(atMs).toISOString();
}

/** Jira counts estimates in seconds and takes them in minutes. */
function minutesOf(seconds: number): string {
  return String(Math.round(seconds / 60));
}

/** The part of a create or edit call that gives the field this value. */
export function toJiraField(
  row: FieldRow,
  value: FieldValue,
): readonly [key: string, raw: unknown] {
  if (row.kinds.jira === 'minutes') {
    // An empty text is Jira's word for no estimate; `null` would leave it as it is.
    return ['timetracking', { originalEstimate: value === null ? '' : `${String(value)}m` }];
  }
  return [row.jira, toJiraValue(row.kinds.jira, value)];
}

/** What a request wants for a value of the kind. */
export function toJiraValue(kind: FieldKind, value: FieldValue): unknown {
  if (value === null) return kind === 'labels' ? [] : null;
  if (typeof value !== 'string') {
    if (value.format === 'adf') return value.doc;
    throw new Error(`a text came in ${value.format}; Jira takes ADF`);
  }
  switch (kind) {
    case 'option':
    case 'version':
    case 'issue':
      return { id: value };
    case 'options':
    case 'versions':
      return parseList(value).map((id) => ({ id }));
    case 'user':
      return { accountId: value };
    case 'users':
      return parseList(value).map((accountId) => ({ accountId }));
    case 'labels':
      return parseList(value);
    case 'integer':
    case 'number':
    case 'percent':
    case 'hours':
    case 'minutes':
      return Number(value);
    case 'boolean':
      return value === '1';
    case 'cascade':
      return toCascade(value);
    case 'datetime':
      return value.replace('Z', '+0000');
    case 'line':
    case 'url':
    case 'date':
    case 'text':
      return value;
    default:
      return kind satisfies never;
  }
}

function toCascade(value: string) {
  const at = value.indexOf(LEVELS);
  if (at < 0) return { value };
  return { value: value.slice(0, at), child: { value: value.slice(at + LEVELS.length) } };
}

/** Kinds whose changelog entry tells ids or dates in `from` and `to`; the rest stands in the strings. */
const BY_ID: ReadonlySet<FieldKind> = new Set([
  'option',
  'options',
  'version',
  'versions',
  'user',
  'users',
  'issue',
  'date',
  'datetime',
  'minutes',
]);

/** What a changelog item says of the field: whole values, or a member of a list that came or went. */
export function readChange(row: FieldRow, item: WireChange): FieldChange | ListStep {
  const kind = row.kinds.jira;
  const [from, to] = (
    BY_ID.has(kind) ? [item.from, item.to] : [item.fromString, item.afterText]
  ).map((text) => (text === undefined || text === '' ? null : text)) as [
    string | null,
    string | null,
  ];
  const isStep = (text: string | null) => text === null || !text.startsWith('[');
  if ((kind === 'versions' || kind === 'options') && isStep(from) && isStep(to)) {
    return { field: row.field, went: from, came: to };
  }
  return { field: row.field, from: readTold(kind, from), to: readTold(kind, to) };
}

function readTold(kind: FieldKind, text: string | null): string | null {
  if (text === null) return null;
  switch (kind) {
    case 'date':
      return text.slice(0, 'YYYY-MM-DD'.length);
    case 'datetime':
      return readMoment(text);
    case 'minutes':
      return minutesOf(Number(text));
    case 'integer':
    case 'number':
    case 'percent':
    case 'hours':
      return formatNumber(Number(text), kind);
    case 'labels':
      return formatList(text.split(' '));
    case 'options':
    case 'versions':
    case 'users':
      return formatList(text.replace(/^\[|\]$/g, '').split(/,\s*/));
    case 'cascade':
      return readToldCascade(text);
    default:
      return text;
  }
}

/** Like `Parent values: Europe(10100)Level 1 values: Norway(10101)`. */
function readToldCascade(text: string): string {
  const levels = [...text.matchAll(/values: (.*?)\(\d+\)/g)].map(([, name]) => name);
  return levels.length === 0 ? text : levels.join(LEVELS);
}
