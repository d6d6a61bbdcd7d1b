/** What is done to the twin of an issue that was deleted, as the mapping says. */
import { isSameIssue, type Link } from './link';
import type { DeletionRule, Mapping } from './mapping';
import { otherSide, type RichText, type Side, type Snapshot } from './model';
import { convertText } from './texts/convert-text';
import { documentOf, plainTextOf } from './texts/plain-text';

export interface DeletionPlan {
  readonly deletes: boolean;
  readonly write: {
    readonly field: string;
    readonly from: string | null;
    readonly to: string;
  } | null;
  /** A comment that is not there yet. */
  readonly note: RichText | null;
}

const NOTHING: DeletionPlan = { deletes: false, write: null, note: null };

/**
 * @param deleted the side whose issue is gone
 * @param twin as just read; `null` where it is gone, too, or not to be seen
 */
export function planDeletion(
  mapping: Mapping,
  link: Link,
  deleted: Side,
  twin: Snapshot | null,
  rule: DeletionRule,
): DeletionPlan {
  const side = otherSide(deleted);
  if (!twin || !isCovered(mapping, link, twin)) return NOTHING;
  if (rule.kind === 'delete') return { ...NOTHING, deletes: true };
  const text = `${mapping.siteName[deleted]} issue ${link.sides[deleted].key} was deleted, so this issue is not kept in step any more.`;
  const note = convertText(mapping, { format: 'adf', doc: documentOf(text) }, side);
  const isThere = twin.comments.some(({ body }) => note && linesOf(body) === linesOf(note));
  return {
    deletes: false,
    write: rule.kind === 'close' ? planClosing(mapping, side, twin, rule.status) : null,
    note: isThere ? null : note,
  };
}

/** What is another issue by now, or left the mapping, is not touched. */
function isCovered(mapping: Mapping, link: Link, twin: Snapshot): boolean {
  const { createdAtMs, author, projectId, outOfScope, side } = twin;
  return (
    isSameIssue(link.sides[side], { createdAtMs, authorId: author.id }) &&
    projectId === mapping[side].projectId &&
    (!outOfScope || mapping.scope?.leaving === 'keep')
  );
}

function planClosing(mapping: Mapping, side: Side, twin: Snapshot, status: string) {
  const row = mapping.fields.find((candidate) => candidate[side] === 'status');
  const now = row && twin.fields[row.field];
  if (!row || now === status) return null;
  return { field: row.field, from: typeof now === 'string' ? now : null, to: status };
}

function linesOf(body: RichText): string {
  return body.format === 'adf' ? plainTextOf(body.doc) : body.source.trim();
}
