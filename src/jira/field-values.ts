/** A Jira field's value in the mapping's terms, and back. Which way is decided by the row's kind. */

import type { FieldKind, FieldRow } from '../core/mapping';
import type { AdfDocument, FieldValue } from '../core/model';
import { PermanentError } from '../ports';
import { documentSchema, optionSchema, userSchema, type WireChange } from './wire';

export interface ReadValue {
  readonly value: FieldValue;
  /** What people read where the value is an id. */
  readonly label: string | null;
}

const EMPTY: ReadValue = { value: null, label: null };

/**
 * A field's value as the issue bean shows it.
 * @throws PermanentError where it is of another kind than the mapping says
 */
export function readFieldValue(row: FieldRow, raw: unknown): ReadValue {
  if (raw === null || raw === undefined || raw === '') return EMPTY;
  switch (row.kind) {
    case 'line':
      if (typeof raw === 'string' || typeof raw === 'number') return plain(String(raw));
      break;
    case 'date':
      if (typeof raw === 'string') return plain(raw.slice(0, 'YYYY-MM-DD'.length));
      break;
    case 'text': {
      const doc = documentSchema.safeParse(raw);
      if (doc.success) return readDocument(doc.data);
      break;
    }
    case 'option': {
      const option = optionSchema.safeParse(raw);
      if (option.success) {
        return { value: option.data.id, label: option.data.name || labelOfOption(raw) };
      }
      break;
    }
    case 'user': {
      const user = userSchema.safeParse(raw);
      if (user.success) return { value: user.data.accountId, label: user.data.displayName || null };
      break;
    }
    default:
      return row.kind satisfies never;
  }
  throw new PermanentError(
    `[jira] the field ${row.jira} does not hold what the mapping takes it for (${row.kind})`,
    'refused',
  );
}

function plain(value: string): ReadValue {
  return { value, label: null };
}

/** Custom select options have their name under `value`. */
function labelOfOption(raw: unknown): string | null {
  const hasValue = raw !== null && typeof raw === 'object' && 'value' in raw;
  return hasValue && typeof raw.value === 'string' ? raw.value : null;
}

function readDocument(doc: AdfDocument): ReadValue {
  if (doc.content.every(isEmptyParagraph)) return EMPTY;
  return { value: { format: 'adf', doc }, label: null };
}

/** What Jira's editor leaves behind when a text is emptied. */
function isEmptyParagraph(node: unknown): boolean {
  if (node === null || typeof node !== 'object' || !('type' in node)) return false;
  if (node.type !== 'paragraph') return false;
  return !('content' in node) || (Array.isArray(node.content) && node.content.length === 0);
}

/** What a create or edit call wants for the value. */
export function toJiraValue(row: FieldRow, value: FieldValue): unknown {
  if (value === null) return null;
  if (typeof value !== 'string') {
    if (value.format === 'adf') return value.doc;
    throw new Error(`the text for ${row.field} came in ${value.format}; Jira takes ADF`);
  }
  switch (row.kind) {
    case 'option':
      return { id: value };
    case 'user':
      return { accountId: value };
    case 'line':
    case 'date':
    case 'text':
      return value;
    default:
      return row.kind satisfies never;
  }
}

/** Kinds whose changelog entry tells ids or dates in `from` and `to`; texts stand in the strings. */
const BY_ID: ReadonlySet<FieldKind> = new Set(['option', 'user', 'date']);

/** What a changelog item says that the field was and became. */
export function readChange(
  row: FieldRow,
  item: WireChange,
): { readonly from: string | null; readonly to: string | null } {
  const [from, to] = BY_ID.has(row.kind) ? [item.from, item.to] : [item.fromString, item.afterText];
  const cut = (text: string | null | undefined) => {
    if (text === null || text === undefined || text === '') return null;
    return row.kind === 'date' ? text.slice(0, 'YYYY-MM-DD'.length) : text;
  };
  return { from: cut(from), to: cut(to) };
}
