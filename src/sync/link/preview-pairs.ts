/** What rules that came later mean for the pairs that exist: shown first, written when confirmed. */
import { findObstacle } from '../../core/find-obstacle';
import type { Link } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import type { Side, Snapshot } from '../../core/model';
import { listReseeds, type ReseedWrite } from '../../core/reseed';
import type { ApplyRulesJob, SyncJob, Trackers } from '../../ports';
import { jobForLink } from '../new-job';
import type { Outcome } from '../outcome';
import { runSyncJob } from '../run-job';
import type { SyncPorts } from '../sync-ports';
import { quietTrackers } from '../trial/quiet-trackers';
import { knowValues } from './know-values';
import { readSides } from './read-sides';

/** A page of the admin waits for the answer, and each pair takes two reads. */
const PAIRS_AT_ONCE = 8;

export interface PreviewedPair {
  readonly link: Link;
  readonly obstacle: string | null;
  readonly writes: readonly ReseedWrite[];
  /** Absent where the pair cannot be read. */
  readonly snapshots?: Readonly<Record<Side, Snapshot>>;
}

/**
 * A few pairs, each with what it would be written. Nothing is stored or written.
 * @param cursor what the last call returned
 * @throws PermanentError, RetryLaterError as the trackers do
 */
export async function previewPairs(
  ports: SyncPorts,
  mapping: Mapping,
  seed: Side,
  cursor: string | null,
): Promise<{ readonly pairs: readonly PreviewedPair[]; readonly cursor: string | null }> {
  const { page, offset } = parseCursor(cursor);
  const listed = await ports.store.listLinks(mapping.id, page);
  const some = listed.links.slice(offset, offset + PAIRS_AT_ONCE);
  const trackers = quietTrackers(await ports.openTrackers(mapping));
  const pairs = await Promise.all(
    some.map((link) => preview(ports, mapping, trackers, link, seed)),
  );
  const next = offset + PAIRS_AT_ONCE;
  if (next < listed.links.length) return { pairs, cursor: `${next} ${page ?? ''}` };
  return { pairs, cursor: listed.cursor === null ? null : `0 ${listed.cursor}` };
}

/** An offset into a page of the storage, and the page. */
function parseCursor(cursor: string | null): { page: string | null; offset: number } {
  const [offset = '0', ...page] = (cursor ?? '0').split(' ');
  return { page: page.join(' ') || null, offset: Number(offset) || 0 };
}

async function preview(
  ports: SyncPorts,
  mapping: Mapping,
  trackers: Trackers,
  link: Link,
  seed: Side,
): Promise<PreviewedPair> {
  const read = await readSides(trackers, link, { newestCommentsOnly: true });
  const obstacle = findObstacle(mapping, link, read, ports.clock.nowMs());
  if (read.kind !== 'both' || obstacle) {
    return { link, obstacle: obstacle?.problem.message ?? 'It cannot be read.', writes: [] };
  }
  const { snapshots } = read;
  const known = await knowValues({ mapping, trackers, store: ports.store, snapshots, link });
  return {
    link,
    obstacle: null,
    writes: listReseeds({ ...known, link, snapshots }, seed),
    snapshots,
  };
}

/** Brings one page of pairs under the rules of today and pushes the next page. */
export async function runApplyRules(ports: SyncPorts, job: ApplyRulesJob): Promise<Outcome> {
  const page = await ports.store.listLinks(job.mappingId, job.cursor);
  for (const link of page.links.filter(({ paused }) => !paused)) {
    const outcome = await runSyncJob(ports, jobFor(link, job));
    if (outcome.kind === 'retry') {
      await ports.queue.push([jobFor(link, job)], 'live', outcome.afterSeconds ?? 60);
    }
  }
  if (page.cursor === null) return { kind: 'synced' };
  const kept = await ports.queue.push([{ ...job, cursor: page.cursor }], 'background');
  return kept === 'kept'
    ? { kind: 'synced' }
    : { kind: 'retry', afterSeconds: 60, message: 'the queue is full' };
}

function jobFor(link: Link, { seed, cause }: ApplyRulesJob): SyncJob {
  return { ...jobForLink(link, cause), seed };
}
