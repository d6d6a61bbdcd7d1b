/** What is kept, and how its saves guard each other. */
import type { AuditEntry } from '../core/audit/audit';
import type { Circuits } from '../core/failing/circuit';
import type { AttachmentPair, CommentPair, Link, RelationPair, TimePair } from '../core/link';
import type { Mapping } from '../core/mapping';
import type { Side } from '../core/model';
import type { BaseText } from '../core/texts/convert-text';
import type { Claim } from '../core/twins/claim';
import type { Verification } from '../core/verification';

/** Everything stored that one run needs. */
export interface StoredLink {
  readonly link: Link;
  readonly comments: readonly CommentPair[];
  readonly attachments: readonly AttachmentPair[];
  readonly relations: readonly RelationPair[];
  readonly time: readonly TimePair[];
}

/** What one run leaves behind; saved whole or not at all. */
export interface LinkSave {
  readonly link: Link;
  /** Absent: unchanged. */
  readonly comments?: readonly CommentPair[];
  /** Absent: unchanged. */
  readonly attachments?: readonly AttachmentPair[];
  /** Absent: unchanged. */
  readonly relations?: readonly RelationPair[];
  /** Absent: unchanged. */
  readonly time?: readonly TimePair[];
  /** By field name; only those that changed. */
  readonly texts?: Readonly<Record<string, BaseText>>;
  readonly audit: readonly AuditEntry[];
  /** From the edit until it was applied, where an edit brought it. */
  readonly lagMs?: number;
  /** The claim that this link completes. */
  readonly completes?: { readonly side: Side; readonly issueId: string };
}

/** One per mapping and issue; a later success of the same issue closes it. */
export interface DeadLetter {
  readonly mappingId: string;
  readonly side: Side;
  readonly issueId: string;
  readonly cause: string;
  /** In the tracker's own words. */
  readonly message: string;
  readonly failedAtMs: number;
}

export interface ListedDeadLetter extends DeadLetter {
  readonly id: string;
}

/** Which mapping may cover an issue of a project. */
export interface Route {
  readonly mappingId: string;
  readonly connectionId: string;
  readonly requestsPerMinute: number | null;
  readonly flood: FloodState;
}

/**
 * `flagged`: a bell was refused, and the sweep will find its issue. `swept`: a sweep found more than
 * the queue has room for and comes back every minute, so bells need not be pushed.
 */
export type FloodState = 'none' | 'flagged' | 'swept';

/** Where bells come faster than the queue takes jobs. */
export interface Floods {
  /** Since when, by mapping. */
  readonly mappings: Readonly<Record<string, number>>;
  /** When the sweep comes back by itself; `null`: the timer brings it. */
  readonly nextSweepAtMs: number | null;
}

/** What a sweep goes by. */
export interface SweepStart {
  readonly floods: Floods;
  readonly circuits: Circuits;
  readonly mappings: readonly SweptMapping[];
}

export interface SweptMapping {
  readonly mapping: Mapping;
  /** As far as the last sweep came; `null`: there was none. */
  readonly cursors: Readonly<Record<Side, string | null>>;
}

/** Keeps links, claims and their trail. Saves are atomic and conditional on the link's version. */
export interface Store {
  /** The mapping, the circuits and, where `linkId` names one, its link: one storage request. */
  loadRun(
    mappingId: string,
    linkId: string | null,
    /** Whose dead letter is asked after, too. */
    issue?: { readonly side: Side; readonly issueId: string },
  ): Promise<{
    readonly mapping: Mapping | null;
    readonly stored: StoredLink | null;
    readonly circuits: Circuits;
    /** The id of the issue's dead letter. */
    readonly deadLetterId: string | null;
  }>;
  loadCircuits(): Promise<Circuits>;
  saveCircuits(circuits: Circuits): Promise<void>;
  /** @returns whether nobody else was given this probe */
  claimProbe(probe: string): Promise<boolean>;
  listMappings(): Promise<readonly Mapping[]>;
  /** All that a sweep begins with: two storage requests. */
  loadSweep(): Promise<SweepStart>;
  /** The mappings that cover a Jira project: one storage request. */
  findRoutes(jiraProjectId: string): Promise<readonly Route[]>;
  findLink(linkId: string): Promise<StoredLink | null>;
  findLinkId(connectionId: string, jiraIssueId: string): Promise<string | null>;
  /** The links of a page of issues of one side, by issue id; an issue without one is left out. */
  findLinksOfIssues(
    connectionId: string,
    side: Side,
    issueIds: readonly string[],
  ): Promise<ReadonlyMap<string, Link>>;
  loadFloods(): Promise<Floods>;
  saveFloods(floods: Floods): Promise<void>;
  loadTexts(linkId: string, fields: readonly string[]): Promise<Readonly<Record<string, BaseText>>>;
  /** @returns the link as saved, or `null` where another run saved it first: load again. */
  saveLink(save: LinkSave): Promise<Link | null>;
  /** Ends a link and remembers the pair, so that no new twin comes of its own. `false`: lost a race. */
  unlink(link: Link, audit: readonly AuditEntry[]): Promise<boolean>;
  /**
   * Adds to the trail of a pair that was parted.
   * @throws RetryLaterError where it is linked again
   */
  tellOfParted(linkId: string, audit: readonly AuditEntry[]): Promise<void>;
  /** Whether a person unlinked this issue. */
  wasUnlinked(connectionId: string, side: Side, issueId: string): Promise<boolean>;
  /** @returns the claim that stands: ours, or the one that was there first. */
  claim(claim: Claim): Promise<{ readonly kind: 'ours' | 'standing'; readonly claim: Claim }>;
  /**
   * Lets one run at a time try the standing claim's create once more.
   * @returns the claim under which it is tried; `null` where it is another run's turn, or where the
   * claim ended meanwhile
   */
  retryClaim(claim: Claim, nowMs: number): Promise<Claim | null>;
  /** Ends a claim under which nothing was created. */
  releaseClaim(claim: Claim): Promise<void>;
  findClaim(connectionId: string, side: Side, issueId: string): Promise<Claim | null>;
  /** Links of a mapping, a page at a time, longest not compared first. */
  listLinks(
    mappingId: string,
    cursor: string | null,
  ): Promise<{ readonly links: readonly Link[]; readonly cursor: string | null }>;
  /** The passes of the daily check. */
  loadVerification(mappingId: string): Promise<Verification>;
  saveVerification(mappingId: string, verification: Verification): Promise<void>;
  saveCursor(mappingId: string, side: Side, cursor: string): Promise<void>;
  saveDeadLetter(letter: DeadLetter, audit: readonly AuditEntry[]): Promise<void>;
  /** A later success closes it; without one there is nothing to close. */
  closeDeadLetter(id: string, audit: readonly AuditEntry[]): Promise<void>;
  noteDeletion(mappingId: string, linkId: string, atMs: number): Promise<void>;
  /** The mapping's latest deletions and when each was found; the list runs behind a little. */
  listDeletions(
    mappingId: string,
  ): Promise<readonly { readonly linkId: string; readonly atMs: number }[]>;
  pauseMapping(mappingId: string, reason: string, audit: AuditEntry): Promise<void>;
  listDeadLetters(
    cursor: string | null,
    limit: number,
  ): Promise<{ readonly letters: readonly ListedDeadLetter[]; readonly cursor: string | null }>;
}
