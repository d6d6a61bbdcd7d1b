/** What the sync is given: the world behind ports. */
import type { Link } from '../core/link';
import type { Mapping } from '../core/mapping';
import type { Person, Side } from '../core/model';
import type { Clock, Log, NewNonce, Queue, Store, Trackers } from '../ports';
import type { BackfillStore } from '../ports/backfill';
import type { NoticeBoard, NoticeStore } from '../ports/notices';
import type { Trail } from '../ports/trail';
import type {
  AuditUpkeepStore,
  Collector,
  CollectorSettings,
  CollectState,
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

/** The first sync that a tracker works for. */
export interface FirstSync {
  readonly id: string;
  /** Told of every call that was answered, and what it cost of Jira's points. */
  readonly onCall: (side: Side, points: number) => void;
}

export interface SyncPorts extends DoorPorts {
  readonly trail: Pick<Trail, 'findRecord' | 'readAuditOfLink'>;
  readonly newNonce: NewNonce;
  sleep(ms: number): Promise<void>;
  /**
   * The two trackers of a mapping, with the connection's key.
   * @param firstSync the first sync that they work for: they write as quietly as they can
   */
  openTrackers(mapping: Mapping, firstSync?: FirstSync): Promise<Trackers>;
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

/** What telling people of trouble needs besides. */
export interface NoticePorts extends SyncPorts {
  readonly notices: NoticeStore;
  readonly board: NoticeBoard;
  /** Names of the connections, by id. */
  nameConnections(): Promise<ReadonlyMap<string, string>>;
  loadCollectState(): Promise<CollectState | null>;
  findLinks(linkIds: readonly string[]): Promise<ReadonlyMap<string, Link>>;
  listLinksWithProblems(
    limit: number,
  ): Promise<{ readonly links: readonly Link[]; readonly cursor: string | null }>;
}
