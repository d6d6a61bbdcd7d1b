/** What the trail of a pair tells already where a person links its two issues again. */
import { type AuditEntry, leaveOutTold, RECOVERED } from '../../core/audit/audit';
import type { CommentPair, Link } from '../../core/link';
import { otherSide, SIDES, type Side, type Snapshot } from '../../core/model';
import type { AuditPage } from '../../ports/trail';
import type { SyncPorts } from '../sync-ports';

const RECORDS_PER_PAGE = 100;

/**
 * What the trail of a former pair tells: it goes on where its issues are linked again. Nothing where
 * the issues show no copy that such a pair was given.
 */
export async function readTold(
  { trail }: Pick<SyncPorts, 'trail'>,
  linkId: string,
  snapshots: Readonly<Record<Side, Snapshot>>,
): Promise<readonly AuditEntry[]> {
  if (!SIDES.some((side) => showsCopies(snapshots[side]))) return [];
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
  return told;
}

function showsCopies({ comments, attachments, timeEntries }: Snapshot): boolean {
  return (
    comments.some(({ copyOf }) => copyOf !== null) ||
    attachments.some(({ isCopy }) => isCopy) ||
    (timeEntries ?? []).some(({ copyOf }) => copyOf !== null)
  );
}

const COPIES: ReadonlySet<AuditEntry['kind']> = new Set([
  'comment-copied',
  'attachment-copied',
  'time-copied',
]);

/** What the first run need not tell once more where it finds it. */
export function copiesAmong(told: readonly AuditEntry[]): readonly AuditEntry[] {
  return told.filter(({ kind }) => COPIES.has(kind));
}

/**
 * The copies that a run made which was cut off, where nobody could look when the pair was parted.
 * @param comments those that the issues have of each other
 * @param told nothing: an app that was installed anew knows of no trail
 */
export function listUntoldCopies(
  { id: linkId, mappingId }: Link,
  comments: readonly CommentPair[],
  told: readonly AuditEntry[],
  nowMs: number,
): readonly AuditEntry[] {
  if (told.length === 0) return [];
  const copies = comments.map(
    (pair): AuditEntry => ({
      atMs: nowMs,
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
