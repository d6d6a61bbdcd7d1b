/** A Redmine field's value in the form of its kind, and back. */

import type { ListStep } from '../core/history/history-lists';
import type { FieldRow, Mapping } from '../core/mapping';
import type { FieldChange, FieldValue } from '../core/model';
import { formatNumber } from '../core/values/conversions';
import { type FieldKind, formatList, parseList, traitsOf } from '../core/values/field-kinds';
import { fillTemplate } from '../core/values/fill-template';
import { PermanentError } from '../ports';
import { customFieldId, FIELD_PLACES } from './field-table';
import { splitMarkerLine } from './marker-line';
import { WATCHERS } from './watchers';
import type { WireDetail, WireIssue } from './wire';

/** What a row reads in the issue, in the form of the kind that the row says. */
export function readFieldValue(mapping: Mapping, row: FieldRow, issue: WireIssue): FieldValue {
  const { template } = row;
  if (template?.side === 'remote') {
    return fillTemplate(template, (key, kind) => showPart(mapping, key, kind, issue));
  }
  return readByKind(mapping, row.remote, row.kinds.remote, issue);
}

function readByKind(mapping: Mapping, key: string, kind: FieldKind, issue: WireIssue): FieldValue {
  const raw = readRaw(key, issue);
  if (traitsOf(kind).many) return formatList(raw.filter((member) => member !== ''));
  if (raw.length > 1) {
    throw new PermanentError(
      `[redmine] the field ${key} holds several values, and the mapping takes it for one (${kind})`,
      'refused',
    );
  }
  const [text = ''] = raw.map(unfoldNewlines);
  if (kind !== 'text') return canonical(kind, text);
  const source = withoutMarker(mapping, key, text);
  return source === '' ? null : { format: mapping.textFormat, source };
}

function showPart(mapping: Mapping, key: string, kind: FieldKind, issue: WireIssue): string | null {
  const value = readByKind(mapping, key, kind, issue);
  if (value === null) return null;
  if (typeof value !== 'string') return value.format === 'adf' ? null : value.source;
  const label = FIELD_PLACES[key]?.label?.(issue);
  return label ?? (traitsOf(kind).many ? parseList(value).join(', ') : value);
}

/** One text for one value: Redmine shows `3.50` as people typed it. */
function canonical(kind: FieldKind, text: string): string | null {
  if (text === '') return null;
  if (kind === 'integer' || kind === 'number' || kind === 'percent') {
    return formatNumber(Number(text), kind);
  }
  if (kind === 'hours') return String(Math.round(Number(text) * 100) / 100);
  return text;
}

/** What people read where the field holds an id. */
export function readLabel(row: FieldRow, issue: WireIssue): string | null {
  return FIELD_PLACES[row.remote]?.label?.(issue) || null;
}

/** What a field holds, as Redmine tells it; empty where it holds nothing. */
export function readRaw(key: string, issue: WireIssue): readonly string[] {
  const customId = customFieldId(key);
  if (customId === null) {
    const value = placeOf(key).read(issue);
    if (value === null) return [];
    return typeof value === 'string' ? [value] : value;
  }
  const value = issue.custom_fields?.find(({ id }) => id === customId)?.value;
  // A field that this key may not see, or that the tracker does not have, is empty for us.
  if (value === undefined || value === null) return [];
  return typeof value === 'string' ? [value] : value;
}

function placeOf(key: string) {
  const place = FIELD_PLACES[key];
  if (place) return place;
  throw new PermanentError(`[redmine] there is no issue field ${key}`, 'refused');
}

/** Redmine stores what browsers send, CRLF; texts are compared and converted with LF. */
export function unfoldNewlines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function withoutMarker(mapping: Mapping, key: string, text: string): string {
  return key === 'description' ? splitMarkerLine(text, mapping.siteUrl.jira).source : text;
}

/** The attributes of a `POST` or `PUT` that give the fields these values. */
export function toAttributes(
  rows: readonly FieldRow[],
  fields: Readonly<Record<string, FieldValue>>,
): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  const custom: { id: number; value: string | readonly string[] }[] = [];
  for (const row of rows) {
    const value = fields[row.field];
    if (value === undefined || row.remote === WATCHERS) continue;
    const customId = customFieldId(row.remote);
    if (customId === null) attributes[placeOf(row.remote).writeKey] = toText(row, value);
    else custom.push({ id: customId, value: toCustomValue(row, value) });
  }
  return custom.length > 0 ? { ...attributes, custom_fields: custom } : attributes;
}

function toCustomValue(row: FieldRow, value: FieldValue): string | readonly string[] {
  if (!traitsOf(row.kinds.remote).many) return toText(row, value);
  const members = typeof value === 'string' ? parseList(value) : [];
  // An empty member is Redmine's word for an empty list.
  return members.length === 0 ? [''] : members;
}

/** Redmine takes an empty string for "none" in every field. */
function toText(row: FieldRow, value: FieldValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (value.format !== 'adf') return value.source;
  throw new Error(`the text for ${row.field} came in ADF; Redmine takes Textile or Markdown`);
}

/** The mapped changes that a journal's detail tells of. */
export function readDetail(
  mapping: Mapping,
  detail: WireDetail,
): readonly (FieldChange | ListStep)[] {
  return mapping.fields
    .filter((row) => row.template?.side !== 'remote' && isAbout(row, detail))
    .map((row) => {
      const [from, to] = [detail.old_value, detail.new_value].map((value) =>
        readTold(mapping, row, value),
      ) as [string | null, string | null];
      return traitsOf(row.kinds.remote).many
        ? { field: row.field, went: from, came: to }
        : { field: row.field, from, to };
    });
}

function readTold(
  mapping: Mapping,
  row: FieldRow,
  value: string | null | undefined,
): string | null {
  const text = withoutMarker(mapping, row.remote, unfoldNewlines(value ?? ''));
  return canonical(row.kinds.remote, text);
}

function isAbout(row: FieldRow, detail: WireDetail): boolean {
  const customId = customFieldId(row.remote);
  if (detail.property === 'cf') return customId !== null && detail.name === String(customId);
  const place = FIELD_PLACES[row.remote];
  return detail.property === 'attr' && (place?.journalKey ?? place?.writeKey) === detail.name;
}
