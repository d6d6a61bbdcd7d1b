/** From a bell to jobs. A bell that no mapping can cover ends here, at one storage read. */
import { laneOf } from '../core/failing/lane';
import { linkIdOf } from '../core/link';
import type { Side } from '../core/model';
import type { SyncJob } from '../ports';
import { newJob } from './new-job';
import type { DoorPorts } from './sync-ports';

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
 * Rings for a Jira issue. Where bells come faster than the queue takes jobs, this one is left to the
 * sweep, which finds the issue by its updated time; a deletion is never left to it.
 * @returns `refused` for a deletion that could not be kept: it has to ring again
 * @throws whatever storage or queue throw
 */
export async function ringJira(
  ports: DoorPorts,
  bell: Bell & { readonly projectId: string },
): Promise<'kept' | 'refused'> {
  const routes = await ports.store.findRoutes(bell.projectId);
  const open = routes.filter(({ flood }) => bell.deleted || flood !== 'swept');
  if (open.length === 0) return 'kept';
  const jobs = await Promise.all(
    open.map(async (route) => {
      const linkId = await ports.store.findLinkId(route.connectionId, bell.issueId);
      return jobOf(route, 'jira', bell, linkId);
    }),
  );
  if ((await ports.queue.push(jobs, 'live')) === 'kept') return 'kept';
  if (bell.deleted) return 'refused';
  const fresh = open.filter(({ flood }) => flood === 'none');
  await leaveToSweep(
    ports,
    fresh.map(({ mappingId }) => mappingId),
  );
  return 'kept';
}

/** What of a connection a bell needs. */
export interface RungConnection {
  readonly id: string;
  readonly requestsPerMinute: number | null;
}

/**
 * Rings for a remote issue.
 * @param mappingIds the mappings of its connection that cover its project
 * @returns `refused` where the queue is full: the sender should ring again, and where it does not,
 * the sweep finds the issue
 */
export async function ringRemote(
  ports: DoorPorts,
  connection: RungConnection,
  mappingIds: readonly string[],
  bell: Bell,
): Promise<'kept' | 'refused'> {
  const linkId = linkIdOf(connection.id, bell.issueId);
  const jobs = mappingIds.map((mappingId) =>
    jobOf(
      { mappingId, connectionId: connection.id, requestsPerMinute: connection.requestsPerMinute },
      'remote',
      bell,
      linkId,
    ),
  );
  if ((await ports.queue.push(jobs, 'live')) === 'kept') return 'kept';
  await leaveToSweep(ports, mappingIds);
  return 'refused';
}

/** One flag per mapping: the sweep comes for it. */
async function leaveToSweep(ports: DoorPorts, mappingIds: readonly string[]): Promise<void> {
  if (mappingIds.length === 0) return;
  const floods = await ports.store.loadFloods();
  const fresh = mappingIds.filter((id) => floods.mappings[id] === undefined);
  if (fresh.length === 0) return;
  const nowMs = ports.clock.nowMs();
  ports.log.warn(`the queue is full; bells of mapping ${fresh.join(', ')} are left to the sweep`);
  await ports.store.saveFloods({
    ...floods,
    mappings: { ...floods.mappings, ...Object.fromEntries(fresh.map((id) => [id, nowMs])) },
  });
}

interface RungRoute {
  readonly mappingId: string;
  readonly connectionId: string;
  readonly requestsPerMinute: number | null;
}

function jobOf(route: RungRoute, side: Side, bell: Bell, linkId: string | null): SyncJob {
  const lane = laneOf(
    route.connectionId,
    linkId ?? `${side}:${bell.issueId}`,
    route.requestsPerMinute,
  );
  const { mappingId } = route;
  return {
    ...newJob({ mappingId, side, issueId: bell.issueId, linkId, cause: side }),
    entryId: bell.entryId,
    atMs: bell.atMs,
    deleted: bell.deleted,
    ...(lane === null ? {} : { lane }),
  };
}
