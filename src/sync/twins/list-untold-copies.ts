/** Copies that two issues have of each other and no trail tells of: a person linked them again. */
import { type AuditEntry, leaveOutTold, RECOVERED } from '../../core/audit/audit';
import type { CommentPair, Link } from '../../core/link';
import { otherSide } from '../../core/model';
import type { AuditPage } from '../../ports/trail';
import type { SyncPorts } from '../sync-ports';

const RECORDS_PER_PAGE = 100;

/**
 * What a run of the former pair wrote that was cut off, where nobody could look when it was parted.
 * The trail of a pair goes on where its issues are linked again.
 * @param comments those that the issues have from a former pair
 */
export async function listUntoldCopies(
  { trail, clock }: Pick<SyncPorts, 'trail' | 'clock'>,
  { id: linkId, mappingId }: Link,
  comments: readonly CommentPair[],
): Promise<readonly AuditEntry[]> {
  if (comments.length === 0) return [];
  const told: AuditEntry[] = [];
  let cursor: string | null = null;
  do {
    const page: AuditPage = await trail.readAuditOfLink(
      linkId,
      'newest-first',
      cursor,
      RECORDS_PER_PAGE,
    );
    told.push(...page.records.flatMap(({ entries }) => entries.map(({ entry }) => entry)));
    cursor = page.cursor;
  } while (cursor !== null);
  const copies = comments.map(
    (pair): AuditEntry => ({
      atMs: clock.nowMs(),
      kind: 'comment-copied',
      linkId,
      mappingId,
      side: otherSide(pair.origin),
      field: 'comment',
      from: pair[pair.origin],
      to: null,
      cause: RECOVERED,
    }),
  );
  return leaveOutTold(copies, told);
}
