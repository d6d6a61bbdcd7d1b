import type { Mapping } from '../../core/mapping';
import type { SyncJob } from '../../ports';
import type { SyncPorts } from '../sync-ports';

const PUSH_SIZE = 50;

/** The platform takes 500 a minute of an installation: as many are left for bells and echoes. */
const PUSHES_PER_SWEEP = 250;

/** A flood is spread over the time until the next sweep. */
const MINUTE_SECONDS = 60;

/** Both reads, the write and the read-back. */
const CALLS_PER_JOB = 4;

/** Keeps to the queue's rate, and to each connection's, over one sweep. */
export class Pusher {
  private pushed = 0;
  private readonly byConnection = new Map<string, number>();

  constructor(private readonly ports: SyncPorts) {}

  hasRoomFor(mapping: Mapping, count: number): boolean {
    const ofConnection = this.byConnection.get(mapping.connectionId) ?? 0;
    return (
      this.pushed + count <= PUSHES_PER_SWEEP &&
      // One page goes through in any case, or a low rate would never come to an end.
      (ofConnection === 0 || ofConnection + count <= roomOf(mapping))
    );
  }

  /** @returns `false` where not all were taken: the cursor has to stay before them */
  async push(mapping: Mapping, jobs: readonly SyncJob[]): Promise<boolean> {
    if (jobs.length === 0) return true;
    if (!this.hasRoomFor(mapping, jobs.length)) return false;
    const room = Math.min(PUSHES_PER_SWEEP, roomOf(mapping));
    for (let start = 0; start < jobs.length; start += PUSH_SIZE) {
      const batch = jobs.slice(start, start + PUSH_SIZE);
      // A few run at once; a flood is spread over the minute that it has.
      const delays = batch.map((_job, index) =>
        Math.floor(((this.pushed + index) * MINUTE_SECONDS) / Math.max(room, jobs.length)),
      );
      if ((await this.ports.queue.push(batch, 'live', delays)) === 'refused') return false;
      this.pushed += batch.length;
    }
    const ofConnection = this.byConnection.get(mapping.connectionId) ?? 0;
    this.byConnection.set(mapping.connectionId, ofConnection + jobs.length);
    return true;
  }
}

function roomOf({ limits }: Mapping): number {
  const { remoteRequestsPerMinute: rate } = limits;
  if (rate === null) return PUSHES_PER_SWEEP;
  return Math.max(1, Math.floor(rate / CALLS_PER_JOB));
}
