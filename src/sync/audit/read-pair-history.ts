/** The history of one pair, a page at a time, from the trail of its link. */
import { type PairEvent, tellPair } from '../../core/audit/pair-history';
import type { Trail } from '../../ports/trail';

const SAVES_PER_PAGE = 10;

/** @param cursor what the last page returned */
export async function readPairHistory(
  trail: Pick<Trail, 'readAuditOfLink'>,
  linkId: string,
  cursor: string | null,
): Promise<{ readonly events: readonly PairEvent[]; readonly cursor: string | null }> {
  const page = await trail.readAuditOfLink(linkId, 'newest-first', cursor, SAVES_PER_PAGE);
  const saves = page.records.map(({ entries }) => entries.map(({ entry }) => entry));
  const { events, isWhole } = tellPair(saves);
  return { events, cursor: isWhole ? null : page.cursor };
}
