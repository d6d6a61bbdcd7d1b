/** What of a text does not come across, as far as the other side has no form for it. */
import type { FieldRow, Mapping } from '../mapping';
import type { AdfDocument, FieldValue, Side } from '../model';
import { convertText } from '../texts/convert-text';

/** Jira's limit on a text, counted in the form that is sent. */
const MAX_JIRA_TEXT = 32_767;

/** Said in the words of Jira's own editor, by node and mark. */
const NOT_TOLD: ReadonlySet<string> = new Set(['doc', 'paragraph', 'text', 'hardBreak']);

/** Names of what is lost; empty where nothing is. */
export function findLosses(
  mapping: Mapping,
  row: FieldRow,
  value: FieldValue,
  to: Side,
): readonly string[] {
  if (value === null || typeof value === 'string') return [];
  if (row.kinds.jira !== 'text' || row.kinds.remote !== 'text') return [];
  const across = convertText(mapping, value, to);
  if (across === null) return [];
  if (across.format === 'adf') {
    const isTooLong = JSON.stringify(across.doc).length > MAX_JIRA_TEXT;
    return isTooLong ? ['what is over 32,767 characters'] : [];
  }
  if (value.format !== 'adf') return [];
  const back = convertText(mapping, across, 'jira');
  const kept = back?.format === 'adf' ? listTypes(back.doc) : new Set<string>();
  return [...listTypes(value.doc)].filter((type) => !kept.has(type) && !NOT_TOLD.has(type)).sort();
}

/** Types of all nodes and marks. Does not recurse. */
function listTypes(doc: AdfDocument): ReadonlySet<string> {
  const types = new Set<string>();
  const pending: unknown[] = [doc];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node === null || typeof node !== 'object') continue;
    if ('type' in node && typeof node.type === 'string') types.add(node.type);
    if ('content' in node && Array.isArray(node.content)) pending.push(...node.content);
    if ('marks' in node && Array.isArray(node.marks)) pending.push(...node.marks);
  }
  return types;
}
