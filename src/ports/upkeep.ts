/** Background work that tends what is kept, and what it needs of the world. */
import type { AuditEntry } from '../core/audit/audit';
import type { RecordedEntry } from '../core/audit/audit-chain';
import type { Configuration } from '../core/configuration/configuration';
import type { Link } from '../core/link';
import type { Mapping } from '../core/mapping';
import type { Side } from '../core/model';
import type { Pulse } from '../core/pulse';
import type { BackfillJob } from './backfill';

/** Removes what the audit need not keep any longer. */
export interface PruneJob {
  readonly v: 1;
  readonly kind: 'prune';
}

/** Pushes what is new in the audit to the log collector. */
export interface CollectJob {
  readonly v: 1;
  readonly kind: 'collect';
}

/** Links again the issues that carry our markers, one page of one side at a time. */
export interface RebuildJob {
  readonly v: 1;
  readonly kind: 'rebuild';
  readonly mappingId: string;
  /** Whose issues are looked through now. */
  readonly side: Side;
  readonly cursor: string | null;
  /** Whose values win where a pair differs; `ask`: every difference becomes a conflict. */
  readonly seed: Side | 'ask';
  /** The accountId of who asked. */
  readonly cause: string;
  /** Pairs linked so far. */
  readonly linked: number;
}

/** Asks Atlassian about everybody whose personal data we keep. */
export interface ReportPeopleJob {
  readonly v: 1;
  readonly kind: 'report-people';
}

/** Takes a person whose account is closed out of everything, one page of the audit at a time. */
export interface ErasePersonJob {
  readonly v: 1;
  readonly kind: 'erase-person';
  readonly accountId: string;
  readonly pseudonym: string;
  /** Where in the audit to go on; `null`: nothing is done yet. */
  readonly from: { readonly dayMs: number; readonly page: string | null } | null;
  readonly untilMs: number;
}

export type UpkeepJob =
  | PruneJob
  | CollectJob
  | RebuildJob
  | BackfillJob
  | ReportPeopleJob
  | ErasePersonJob;

/** Where the audit is pushed to, with its secret: never hand one to a page or a log. */
export interface CollectorSettings {
  readonly kind: 'splunk' | 'datadog' | 'json';
  /** The whole address that entries are posted to. */
  readonly url: string;
  readonly token: string;
}

/** A log collector outside. */
export interface Collector {
  /**
   * Takes entries, all or none as far as can be told.
   * @throws PermanentError, RetryLaterError where it did not take them
   */
  push(entries: readonly RecordedEntry[]): Promise<void>;
}

/** How far the collector has been told. */
export interface CollectState {
  /** Everything saved before this moment is told. */
  readonly atMs: number;
  /** Of what was saved at this very moment, what is told already. */
  readonly toldKeys: readonly string[];
  /** Why it stands still; `null`: it does not. */
  readonly failure: { readonly message: string; readonly sinceMs: number } | null;
}

export interface AuditUpkeepStore {
  /** For how many days the audit is kept. */
  findRetentionDays(): Promise<number>;
  /** Everything saved before is pruned. @param audit tells of it; `null`: nothing is to be told yet */
  savePrunedTo(atMs: number, audit: AuditEntry | null): Promise<void>;
  /** `null`: none is configured. */
  loadCollector(): Promise<CollectorSettings | null>;
  /** `null`: nothing was told yet. */
  loadCollectState(): Promise<CollectState | null>;
  /** `null`: no sweep has ended yet. */
  loadPulse(): Promise<Pulse | null>;
  savePulse(pulse: Pulse): Promise<void>;
  saveCollectState(state: CollectState): Promise<void>;
}

/** Whom the audit named, as far as it was looked through. */
export interface KnownPeople {
  readonly accountIds: readonly string[];
  readonly scannedToMs: number;
}

export interface PersonStatus {
  readonly accountId: string;
  readonly status: 'closed' | 'updated';
}

export interface PeopleStore {
  loadKnownPeople(): Promise<KnownPeople | null>;
  saveKnownPeople(people: KnownPeople): Promise<void>;
  /** When everybody was reported last; `null`: never yet. */
  findReportedMs(): Promise<number | null>;
  saveReportedMs(atMs: number): Promise<void>;
  /** Links of every mapping, those of mappings that are gone too. */
  listAllLinks(
    cursor: string | null,
  ): Promise<{ readonly links: readonly Link[]; readonly cursor: string | null }>;
  /** In what failed, whoever had asked for it. */
  replaceInDeadLetters(accountId: string, pseudonym: string): Promise<void>;
  /** Replaces mappings and what the configuration says of people, and tells it in the audit. */
  savePeople(
    mappings: readonly Mapping[],
    redact: (document: Configuration) => Configuration,
    audit: readonly AuditEntry[],
  ): Promise<void>;
}

/**
 * Tells Atlassian whose data we keep, at most 90 at once.
 * https://developer.atlassian.com/platform/forge/runtime-reference/privacy-api/
 * @returns only those for whom there is something to do since `updatedAtMs`
 * @throws RetryLaterError where it could not be told
 */
export type ReportPeople = (
  people: readonly { readonly accountId: string; readonly updatedAtMs: number }[],
) => Promise<readonly PersonStatus[]>;
