/** A Redmine field's value in the mapping's terms, and back. */
import type { FieldRow, Mapping } from '../core/mapping';
import type { FieldValue } from '../core/model';
import { PermanentError } from '../ports';
import { customFieldId, FIELD_PLACES } from './field-table';
import { splitMarkerLine } from './marker-line';
import type { WireDetail, WireIssue } from './wire';

/** The field of the issue, as the mapping's kind wants it. */
export function readFieldValue(mapping: Mapping, row: FieldRow, issue: WireIssue): FieldValue {
  const raw = readRaw(row, issue);
  const text = raw === null ? null : unfoldNewlines(raw);
  if (row.kind !== 'text') return text === '' ? null : text;
  const source = text === null ? '' : withoutMarker(mapping, row, text);
  return source === '' ? null : { format: mapping.textFormat, source };
}

/** What people read where the field holds an id. */
export function readLabel(row: FieldRow, issue: WireIssue): string | null {
  return FIELD_PLACES[row.remote]?.label?.(issue) || null;
}

function readRaw(row: FieldRow, issue: WireIssue): string | null {
  const customId = customFieldId(row.remote);
  if (customId === null) return placeOf(row).read(issue);
  const field = issue.custom_fields?.find(({ id }) => id === customId);
  // A field that this key may not see, or that the tracker does not have, is empty for us.
  if (field?.value === undefined || field.value === null) return null;
  if (typeof field.value === 'string') return field.value;
  throw new PermanentError(
    `[redmine] the custom field ${row.remote} holds several values, which are not carried over`,
    'refused',
  );
}

function placeOf(row: FieldRow) {
  const place = FIELD_PLACES[row.remote];
  if (place) return place;
  throw new PermanentError(`[redmine] there is no issue field ${row.remote}`, 'refused');
}

/** Redmine stores what browsers send, CRLF; texts are compared and converted with LF. */
export function unfoldNewlines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function withoutMarker(mapping: Mapping, row: FieldRow, text: string): string {
  return row.remote === 'description' ? splitMarkerLine(text, mapping.siteUrl.jira).source : text;
}

/** The attributes of a `POST` or `PUT` that give the fields these values. */
export function toAttributes(
  rows: readonly FieldRow[],
  fields: Readonly<Record<string, FieldValue>>,
): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  const custom: { id: number; value: string }[] = [];
  for (const row of rows) {
    const value = fields[row.field];
    if (value === undefined) continue;
    const text = toText(row, value);
    const customId = customFieldId(row.remote);
    if (customId === null) attributes[placeOf(row).writeKey] = text;
    else custom.push({ id: customId, value: text });
  }
  return custom.length > 0 ? { ...attributes, custom_fields: custom } : attributes;
}

/** Redmine takes an empty string for "none" in every field. */
function toText(row: FieldRow, value: FieldValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (value.format !== 'adf') return value.source;
  throw new Error(`the text for ${row.field} came in ADF; Redmine takes Textile or Markdown`);
}

/** The mapped change that a journal's detail tells of, or `null`. */
export function readDetail(mapping: Mapping, detail: WireDetail) {
  const row = mapping.fields.find((candidate) => isAbout(candidate, detail));
  if (!row) return null;
  const read = (value: string | null | undefined) => {
    const text = withoutMarker(mapping, row, unfoldNewlines(value ?? ''));
    return text === '' ? null : text;
  };
  return { field: row.field, from: read(detail.old_value), to: read(detail.new_value) };
}

function isAbout(row: FieldRow, detail: WireDetail): boolean {
  const customId = customFieldId(row.remote);
  if (detail.property === 'cf') return customId !== null && detail.name === String(customId);
  return detail.property === 'attr' && FIELD_PLACES[row.remote]?.writeKey === detail.name;
}
