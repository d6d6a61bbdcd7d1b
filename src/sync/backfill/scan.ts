/** The first phase: both projects are listed once, and pairs are proposed. */
import type { Backfill } from '../../core/backfill/backfill';
import type { Proposal, ScannedIssue } from '../../core/backfill/proposal';
import { proposePairs } from '../../core/backfill/propose-pairs';
import { scanIssue } from '../../core/backfill/scan-issue';
import { showProposals } from '../../core/backfill/show-proposals';
import type { Side } from '../../core/model';
import type { UpkeepPorts } from '../sync-ports';
import { loadAll, type Step } from './step';

/** List pages that one page of the storage holds: a step reads them, and saves once. */
const PAGES_AT_ONCE = 10;

const PROPOSALS_PER_PAGE = 500;

/** Reads on in one side's list; after the last of both, proposes the pairs. */
export async function scan(step: Step, backfill: Backfill): Promise<Backfill> {
  if (backfill.cursor.kind !== 'scan') return propose(step, backfill);
  const { side } = backfill.cursor;
  const found: ScannedIssue[] = [];
  let page = backfill.cursor.page;
  for (let read = 0; read < PAGES_AT_ONCE; read += 1) {
    const listed = await step.trackers[side].listIssues(page, backfill.options.numberField[side]);
    const links = await step.ports.store.findLinksOfIssues(
      step.mapping.connectionId,
      side,
      listed.issues.map(({ snapshot }) => snapshot.issueId),
    );
    for (const { snapshot, numberInField } of listed.issues) {
      const isLinked = links.has(snapshot.issueId);
      found.push(scanIssue(step.mapping, snapshot, numberInField, isLinked));
    }
    page = listed.cursor;
    if (page === null) break;
  }
  const part = `scan-${side}` as const;
  await step.ports.backfill.savePage(backfill.mappingId, part, backfill.pages[part], found);
  return {
    ...backfill,
    cursor: nextCursor(side, page),
    pages: { ...backfill.pages, [part]: backfill.pages[part] + 1 },
    scanned: { ...backfill.scanned, [side]: backfill.scanned[side] + found.length },
    upTo: {
      ...backfill.upTo,
      [side]: found.reduce((most, { id }) => Math.max(most, Number(id)), backfill.upTo[side]),
    },
  };
}

function nextCursor(side: Side, page: string | null): Backfill['cursor'] {
  if (page !== null) return { kind: 'scan', side, page };
  return side === 'jira' ? { kind: 'scan', side: 'remote', page: null } : { kind: 'none' };
}

async function propose({ ports, mapping }: Step, backfill: Backfill): Promise<Backfill> {
  const jira = await loadAll(ports, backfill, 'scan-jira');
  const remote = await loadAll(ports, backfill, 'scan-remote');
  const found = proposePairs({ jira, remote, listed: [], people: mapping.people });
  const proposals = showProposals(found, { jira, remote });
  return { ...(await keepProposals(ports, backfill, proposals)), phase: 'paired' };
}

/** Saves them in place of those that were there. */
export async function keepProposals(
  { backfill: store }: Pick<UpkeepPorts, 'backfill'>,
  backfill: Backfill,
  proposals: readonly Proposal[],
): Promise<Backfill> {
  const pages = Math.ceil(proposals.length / PROPOSALS_PER_PAGE);
  for (let page = 0; page < pages; page += 1) {
    const items = proposals.slice(page * PROPOSALS_PER_PAGE, (page + 1) * PROPOSALS_PER_PAGE);
    await store.savePage(backfill.mappingId, 'proposals', page, items);
  }
  const counts = { open: 0, accepted: 0, refused: 0 };
  for (const { state } of proposals) counts[state] += 1;
  return { ...backfill, pages: { ...backfill.pages, proposals: pages }, proposals: counts };
}
