/** Policy `merge`: both texts edited, joined block by block over the text they agreed on. */
import { type DocumentMerge, mergeDocuments } from '../../text';
import type { Mapping } from '../mapping';
import type { FieldValue, Side } from '../model';
import { type BaseText, convertText } from './convert-text';

/** The merge in both sides' terms, or `null` where blocks are in conflict or there is no base. */
export function mergeTexts(
  mapping: Mapping,
  base: BaseText | undefined,
  values: Readonly<Record<Side, FieldValue>>,
): Readonly<Record<Side, FieldValue>> | null {
  const merged = mergeOver(mapping, base, values);
  if (!merged || merged.conflicts.length > 0) return null;
  const doc = { format: 'adf', doc: merged.document } as const;
  return { jira: doc, remote: convertText(mapping, doc, 'remote') };
}

/** `null` where the values are no rich texts, or nothing is known that they have in common. */
export function mergeOver(
  mapping: Mapping,
  base: BaseText | undefined,
  { jira, remote }: Readonly<Record<Side, FieldValue>>,
): DocumentMerge | null {
  if (!base || !jira || !remote || typeof jira === 'string' || typeof remote === 'string')
    return null;
  const fromRemote = convertText(mapping, remote, 'jira', base);
  if (jira.format !== 'adf' || fromRemote?.format !== 'adf') return null;
  return mergeDocuments({ base: base.adf, left: jira.doc, right: fromRemote.doc });
}
