/** What the sync is given: the world behind ports. */
import type { Mapping } from '../core/mapping';
import type { Clock, Log, NewNonce, Queue, Store, Trackers } from '../ports';

export interface SyncPorts {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
  readonly newNonce: NewNonce;
  /** The two trackers of a mapping, with the connection's key. */
  openTrackers(mapping: Mapping): Promise<Trackers>;
}

/** Nothing that we asked for is carried out later than this after we gave up on it. */
export const REQUEST_TIMEOUT_MS = 60_000;

/** The same for a file: a transfer is given up later than other requests. */
export const TRANSFER_TIMEOUT_MS = 120_000;
