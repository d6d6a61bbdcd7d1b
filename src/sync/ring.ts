/** From a bell to jobs. A bell that no mapping can cover ends here, at one storage read. */
import { linkIdOf } from '../core/link';
import type { Side } from '../core/model';
import type { SyncJob } from '../ports';
import type { SyncPorts } from './sync-ports';

/** What a bell says, whoever rang it. */
export interface Bell {
  readonly issueId: string;
  readonly projectId: string | null;
  /** The newest history entry it knows of. */
  readonly entryId: number | null;
  /** By the tracker's clock. */
  readonly atMs: number | null;
  readonly deleted: boolean;
}

/**
 * Rings for a Jira issue. A full queue is no loss: the sweep finds the issue by its updated time.
 * @throws whatever storage or queue throw
 */
export async function ringJira(
  ports: SyncPorts,
  bell: Bell & { readonly projectId: string },
): Promise<void> {
  const routes = await ports.store.findRoutes(bell.projectId);
  if (routes.length === 0) return;
  const jobs = await Promise.all(
    routes.map(async (route) => {
      const linkId = await ports.store.findLinkId(route.connectionId, bell.issueId);
      return jobOf(route.mappingId, 'jira', bell, linkId);
    }),
  );
  if ((await ports.queue.push(jobs, 'live')) === 'refused') {
    ports.log.warn(`the queue is full; Jira issue ${bell.issueId} is left to the sweep`);
  }
}

/**
 * Rings for a remote issue.
 * @param mappingIds the mappings of its connection that cover its project
 * @returns `refused` where the queue is full: the sender should ring again
 */
export async function ringRemote(
  ports: SyncPorts,
  connectionId: string,
  mappingIds: readonly string[],
  bell: Bell,
): Promise<'kept' | 'refused'> {
  const linkId = linkIdOf(connectionId, bell.issueId);
  return ports.queue.push(
    mappingIds.map((mappingId) => jobOf(mappingId, 'remote', bell, linkId)),
    'live',
  );
}

function jobOf(mappingId: string, side: Side, bell: Bell, linkId: string | null): SyncJob {
  return {
    v: 1,
    kind: 'sync',
    mappingId,
    side,
    issueId: bell.issueId,
    linkId,
    entryId: bell.entryId,
    atMs: bell.atMs,
    deleted: bell.deleted,
    cause: side,
  };
}
