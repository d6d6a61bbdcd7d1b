/** Pairs two existing issues, or parts a pair, because a person asked. */

import type { AuditEntry } from '../../core/audit/audit';
import { copiesOfFormerPair } from '../../core/comments/plan-comments';
import type { Link } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { SIDES, type Side, type Snapshot } from '../../core/model';
import { agreedTexts } from '../../core/texts/agreed-texts';
import { listAgreedTexts, newLink, type Seed } from '../../core/twins/new-link';
import type { ReadIssue, StoredLink, Trackers } from '../../ports';
import { listUntold } from '../link/list-untold';
import { LostRaceError } from '../link/lost-race';
import { syncLink } from '../link/sync-link';
import { jobForLink } from '../new-job';
import type { Outcome } from '../outcome';
import { runSyncJob } from '../run-job';
import type { SyncPorts } from '../sync-ports';
import { copiesAmong, listUntoldCopies, readTold } from './read-told';
import { saveNewLink } from './save-new-link';

export interface PairRequest {
  readonly mapping: Mapping;
  readonly trackers: Trackers;
  readonly jiraIssueId: string;
  readonly remoteIssueId: string;
  readonly seed: Seed;
  /** The accountId of who asked. */
  readonly cause: string;
  /** Read already, and known to be in scope. */
  readonly snapshots?: Readonly<Record<Side, Snapshot>>;
}

/**
 * Links two issues and brings them in step.
 * @returns `skipped` with a reason that can be shown where they cannot be paired
 * @throws PermanentError, RetryLaterError as the trackers do
 */
export async function linkIssues(ports: SyncPorts, request: PairRequest): Promise<Outcome> {
  const { mapping, trackers, jiraIssueId, remoteIssueId } = request;
  const read = async (side: Side, issueId: string): Promise<ReadIssue> => {
    const snapshot = request.snapshots?.[side];
    if (snapshot) return { kind: 'found', snapshot };
    return trackers[side].readIssue(issueId, { sinceEntryId: 0, checksScope: true });
  };
  const [jira, remote] = await Promise.all([
    read('jira', jiraIssueId),
    read('remote', remoteIssueId),
  ]);
  if (jira.kind !== 'found') return { kind: 'skipped', reason: 'The Jira issue cannot be read.' };
  if (remote.kind !== 'found') {
    return {
      kind: 'skipped',
      reason: `${mapping.siteName.remote} has no issue ${remoteIssueId} that the app may see.`,
    };
  }
  const snapshots = { jira: jira.snapshot, remote: remote.snapshot };
  if (remote.snapshot.projectId !== mapping.remote.projectId) {
    return {
      kind: 'skipped',
      reason: `${remote.snapshot.key} is not in the project "${mapping.remote.projectKey}" that this Jira project is mapped with.`,
    };
  }
  const left = SIDES.find((side) => snapshots[side].outOfScope);
  if (left) {
    return {
      kind: 'skipped',
      reason: `${snapshots[left].key} is not in the scope of mapping "${mapping.id}".`,
    };
  }
  const link = newLink(mapping, snapshots, request.seed, ports.clock.nowMs());
  // A run that is cut off knows of them afterwards, also where an original is deleted meanwhile.
  const comments = copiesOfFormerPair(snapshots);
  const told = await readTold(ports, link.id, snapshots);
  const save = {
    link,
    ...(comments.length > 0 ? { comments } : {}),
    texts: agreedTexts(mapping, listAgreedTexts(mapping, link), snapshots),
    audit: [
      auditOf(ports, link, 'linked', request.cause),
      ...listUntoldCopies(link, comments, told, ports.clock.nowMs()),
    ],
  };
  const saved = await saveNewLink(ports, trackers, save, request.cause);
  if (!saved) return { kind: 'skipped', reason: `${remote.snapshot.key} is linked already.` };
  try {
    return await syncLink(ports, {
      mapping,
      trackers,
      stored: { link: saved, comments, attachments: [], relations: [], time: [] },
      cause: request.cause,
      snapshots,
      told: copiesAmong(told),
    });
  } catch (error) {
    if (!(error instanceof LostRaceError)) throw error;
    // A bell of our own first write was quicker; what it left is done from what it saved.
    return runSyncJob(ports, jobForLink(link, request.cause, 'jira'), error.done);
  }
}

/**
 * Ends a pair; both issues stay as they are.
 * @returns `false` where somebody else changed the link meanwhile
 * @throws PermanentError, RetryLaterError where Jira cannot be told
 */
export async function unlinkIssues(
  ports: SyncPorts,
  mapping: Mapping,
  stored: StoredLink,
  cause: string,
): Promise<boolean> {
  const trackers = await ports.openTrackers(mapping);
  // A run that was cut off tells of its writes with the next one, and there is none any more.
  const untold = await listUntold(ports, {
    mapping,
    trackers,
    stored,
    cause,
    newestCommentsOnly: true,
  });
  // First: the next run of a pair that stays after all puts it back.
  await trackers.jira.markTwin(stored.link.sides.jira.issueId, null);
  const parted = auditOf(ports, stored.link, 'unlinked', cause);
  return ports.store.unlink(stored.link, [...untold, parted]);
}

function auditOf(
  ports: SyncPorts,
  link: Link,
  kind: 'linked' | 'unlinked',
  cause: string,
): AuditEntry {
  return {
    atMs: ports.clock.nowMs(),
    kind,
    linkId: link.id,
    mappingId: link.mappingId,
    side: null,
    field: null,
    from: link.sides.jira.key,
    to: link.sides.remote.key,
    cause,
  };
}
