/** What the sync is given: the world behind ports. */
import type { Mapping } from '../core/mapping';
import type { Person } from '../core/model';
import type { Clock, Log, NewNonce, Queue, Store, Trackers } from '../ports';
import type { BackfillStore } from '../ports/backfill';
import type { Trail } from '../ports/trail';
import type {
  AuditUpkeepStore,
  Collector,
  CollectorSettings,
  PeopleStore,
  ReportPeople,
} from '../ports/upkeep';

/** What it takes to ring. */
export interface DoorPorts {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
}

export interface SyncPorts extends DoorPorts {
  readonly newNonce: NewNonce;
  sleep(ms: number): Promise<void>;
  /**
   * The two trackers of a mapping, with the connection's key.
   * @param firstSync the first sync that they work for: they write as quietly as they can
   */
  openTrackers(mapping: Mapping, firstSync?: string): Promise<Trackers>;
}

/** What background work needs besides. */
export interface UpkeepPorts extends SyncPorts {
  readonly trail: Trail;
  readonly upkeep: AuditUpkeepStore;
  readonly people: PeopleStore;
  readonly backfill: BackfillStore;
  readonly reportPeople: ReportPeople;
  /** Who an account is now; `null`: nobody that the app may see. */
  findPerson(accountId: string): Promise<Person | null>;
  /** @throws PermanentError for an address that the token must not be sent to */
  openCollector(settings: CollectorSettings): Collector;
}
