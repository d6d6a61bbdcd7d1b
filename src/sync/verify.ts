/**
 * The slow full check: every link is compared, since neither tracker tells of everything. It goes a
 * page of links at a time over the background queue, so it never delays the live one, and no faster
 * than its share of Jira's points allows.
 */
import { isToBeSeen } from '../core/verification';
import type { VerifyJob } from '../ports';
import { Guard } from './failing/guard';
import { jobForLink } from './new-job';
import type { Outcome } from './outcome';
import { runSyncJob } from './run-job';
import type { SyncPorts } from './sync-ports';

/**
 * Jira gives 65,000 points an hour to all installations of an app together; so this is the share
 * that one installation's check takes: 24,000 links a day.
 * https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
const POINTS_PER_HOUR = 4000;

/** One read of an issue with its history and its comments, as `npm run bench:cost` counts them. */
const POINTS_PER_LINK = 4;

const HOUR_SECONDS = 3600;

/** What could not be compared is named as far as a message has room for it. */
const MAX_LEFT = 500;

/**
 * Compares one page of links and pushes the next page.
 * @returns `retry` while a tracker is not to be called: the whole page waits
 */
export async function runVerifyJob(ports: SyncPorts, job: VerifyJob): Promise<Outcome> {
  const { mapping, circuits } = await ports.store.loadRun(job.mappingId, null);
  if (!mapping) return { kind: 'skipped', reason: `mapping ${job.mappingId} is gone` };
  const { running, done } = await ports.store.loadVerification(mapping.id);
  // A version before wrote neither into its jobs.
  const startedAtMs = job.startedAtMs ?? running?.startedAtMs ?? ports.clock.nowMs();
  if (running && running.startedAtMs > startedAtMs) {
    return { kind: 'skipped', reason: 'a newer pass compares the same links' };
  }
  const wait = await new Guard(ports, mapping, circuits).findWait();
  if (wait) return wait;

  const page = await ports.store.listLinks(mapping.id, job.cursor);
  const left = [...(job.left ?? [])];
  const links = (job.links ?? 0) + page.links.length;
  for (const link of page.links) {
    const outcome = await runSyncJob(ports, jobForLink(link, 'verify'));
    if (outcome.kind === 'retry') {
      // A tracker may be out since: then nobody calls, and the page waits as a whole.
      const since = new Guard(ports, mapping, await ports.store.loadCircuits());
      const waitSince = await since.findWait();
      if (waitSince) return waitSince;
      await ports.queue.push([jobForLink(link, 'verify')], 'live', outcome.afterSeconds ?? 60);
    }
    if (!isCompared(outcome)) left.push(link.id);
  }
  if (page.cursor === null) {
    const finishedAtMs = ports.clock.nowMs();
    const pass = { startedAtMs, finishedAtMs, links, left: left.slice(0, MAX_LEFT) };
    // A pass that could not name all that it left tells of none.
    const isWhole = left.length <= MAX_LEFT;
    await ports.store.saveVerification(mapping.id, { running: null, done: isWhole ? pass : done });
    return { kind: 'synced' };
  }
  const nowMs = ports.clock.nowMs();
  const seen = running?.startedAtMs === startedAtMs ? running : { startedAtMs };
  if (isToBeSeen(seen, nowMs)) {
    await ports.store.saveVerification(mapping.id, { running: { ...seen, seenAtMs: nowMs }, done });
  }
  const next = {
    ...job,
    cursor: page.cursor,
    startedAtMs,
    links,
    left: left.slice(0, MAX_LEFT + 1),
  };
  const delay = paceSeconds(page.links.length, job.beside ?? 1);
  const kept = await ports.queue.push([next], 'background', delay);
  return kept === 'kept'
    ? { kind: 'synced' }
    : { kind: 'retry', afterSeconds: 60, message: 'the queue is full' };
}

/** Mappings that are checked at the same time share the points. */
function paceSeconds(links: number, beside: number): number {
  return Math.ceil((links * POINTS_PER_LINK * beside * HOUR_SECONDS) / POINTS_PER_HOUR);
}

function isCompared({ kind }: Outcome): boolean {
  return kind === 'synced' || kind === 'unchanged' || kind === 'conflict';
}
