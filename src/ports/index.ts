/**
 * What the sync needs from the world, and what every implementation must guarantee.
 *
 * Expected results are values. Only two errors cross a port: `PermanentError` (asking again will
 * not help) and `RetryLaterError` (it may). Anything else that is thrown is a bug.
 */
import type { AuditEntry } from '../core/audit/audit';
import type { Circuits, Trouble } from '../core/failing/circuit';
import type { Authorship } from '../core/history/find-overwritten';
import type { AttachmentPair, CommentPair, Link, RelationPair } from '../core/link';
import type { Mapping } from '../core/mapping';
import type { FieldValues, Relation, RichText, Side, Snapshot, TextFormat } from '../core/model';
import type { WebhookSecret } from '../core/rotate-secrets';
import type { BaseText } from '../core/texts/convert-text';
import type { Claim } from '../core/twins/claim';
import type { MarkedIssue } from '../core/twins/marked-pair';

import type { UpkeepJob } from './upkeep';

export type { Trouble } from '../core/failing/circuit';

/** Asking again will not help: bad request, no permission, a broken document. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
  /**
   * @param message what, where, which status: `[redmine] PUT /issues/42.json: 422 Status is invalid`
   * @param reason `refused`: the tracker will not take this one request; `access`: the key or the
   * app is not allowed, so nothing on this connection can work.
   */
  constructor(
    message: string,
    readonly reason: 'refused' | 'access',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** It may work later: network, 5xx, 429, a lost race on a stored version. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError';
  /**
   * @param retryAfterSeconds what the tracker asked for, where it did
   * @param outcome `unknown`: the request may have been carried out or may still be
   * @param trouble what it says of the whole tracker; `null`: nothing
   */
  constructor(
    message: string,
    readonly retryAfterSeconds: number | null,
    readonly outcome: 'not-done' | 'unknown',
    readonly trouble: Trouble | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type ReadIssue =
  | { readonly kind: 'found'; readonly snapshot: Snapshot }
  /** Proven deleted. */
  | { readonly kind: 'gone' }
  /** Not there for us: no permission, or a tracker that does not tell the two apart. */
  | { readonly kind: 'hidden' };

export interface ReadOptions {
  /** History is wanted from after this entry on. */
  readonly sinceEntryId: number;
  /**
   * The newest comments will do, where the rest would take requests of their own; the snapshot then
   * says so. For a bell that names a field's change: what happens to comments rings for itself.
   */
  readonly newestCommentsOnly?: true;
}

export interface IssueWrite {
  readonly issueId: string;
  /** Only what differs, in this side's terms. Status is moved by whatever way the tracker has. */
  readonly fields: FieldValues;
}

/** What became of a write that was carried out as far as the tracker let it. */
export interface WriteReceipt {
  /** Fields that could not even be asked for (no transition leads there), with the reason. */
  readonly refused: readonly { readonly field: string; readonly message: string }[];
}

export interface NewIssue {
  readonly fields: FieldValues;
  /** Put inside the create call, so that the issue says whose claim it completes. */
  readonly marker: string;
  /** The issue across, for a link that people can follow. */
  readonly twin: { readonly key: string; readonly url: string };
}

/** Bytes as they come. */
export type FileContent = ReadableStream<Uint8Array>;

export interface NewFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly mimeType: string | null;
  /** Whose copy it is; kept with the file where the tracker can. */
  readonly original: { readonly url: string; readonly by: string };
  /** The content; `null` where the original has gone meanwhile. */
  open(): Promise<FileContent | null>;
}

/** Not taken, in the tracker's own words; asking again would change nothing. */
export interface Refused {
  readonly kind: 'refused';
  readonly message: string;
}

export type AddedFile =
  | {
      readonly kind: 'added';
      /** `null` where the tracker tells it only when read. */
      readonly attachmentId: string | null;
      /** What the tracker says it received; `null` where it does not say. */
      readonly sizeBytes: number | null;
      /** SHA-256 in hex. */
      readonly sha256: string | null;
    }
  | { readonly kind: 'vanished' }
  | Refused;

/** A page of issues that changed, oldest change first. */
export interface ChangedIssues {
  readonly issues: readonly {
    readonly id: string;
    readonly updatedAtMs: number;
    readonly createdAtMs: number;
  }[];
  /** Opaque; hand it to the next call. Made of the tracker's own times, never ours. */
  readonly cursor: string;
  readonly more: boolean;
}

/**
 * One system that keeps issues, seen through one mapping. Values are in this side's own terms and
 * keyed by the mapping's field names.
 */
export interface Tracker {
  readonly side: Side;
  readIssue(issueId: string, options: ReadOptions): Promise<ReadIssue>;
  /** Creates the issue and returns its id. */
  createIssue(issue: NewIssue): Promise<{ readonly issueId: string }>;
  /**
   * Issues of the mapped project that carry this marker, looked for without trust in a lagging
   * search index.
   * @param watermark what `newestIssue` said before the create was tried
   */
  findByMarker(marker: string, watermark: string): Promise<string | null>;
  /**
   * The mapped project's issues with the markers they carry, oldest first, a page at a time.
   * @param cursor what the last page returned
   */
  listMarked(cursor: string | null): Promise<{
    readonly issues: readonly MarkedIssue[];
    readonly cursor: string | null;
  }>;
  /** An opaque mark of the project's newest issue, for `findByMarker`. */
  newestIssue(): Promise<string>;
  writeIssue(write: IssueWrite): Promise<WriteReceipt>;
  /**
   * The id of what a field offers under a name, asked anew: it may have come after the mapping was
   * made.
   * @param create whether to make it where it is not there and the tracker lets us
   * @returns `null` where there is none
   */
  findValue(field: string, name: string, create: boolean): Promise<string | null>;
  /** @returns the new comment's id where the tracker tells it, else `null`: read it back. */
  addComment(issueId: string, body: RichText): Promise<{ readonly commentId: string | null }>;
  /** @returns `gone` where there is no such comment any more: somebody deleted it */
  editComment(issueId: string, commentId: string, body: RichText): Promise<'done' | 'gone'>;
  /** A comment that is gone already is a success. */
  deleteComment(issueId: string, commentId: string): Promise<void>;
  /** A file's content, to be read once; `null` where it is gone. */
  openAttachment(attachmentId: string): Promise<FileContent | null>;
  /**
   * Posts files one after the other and never holds one whole. A file that the tracker will not
   * take (too large for it, of a kind it refuses, no room left) is `refused`.
   */
  addAttachments(issueId: string, files: readonly NewFile[]): Promise<readonly AddedFile[]>;
  /** An attachment that is gone already is a success. */
  deleteAttachment(attachmentId: string): Promise<'done' | Refused>;
  /**
   * The ids that this side's rich texts know attachments by, where those differ from the
   * attachments' own; what cannot be told is left out.
   */
  findMediaIds(attachmentIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** One that is there already is a success. */
  addRelation(issueId: string, relation: Omit<Relation, 'id'>): Promise<'done' | Refused>;
  /** One that is gone already is a success. */
  removeRelation(relationId: string): Promise<'done' | Refused>;
  /** What a history entry's author says of whether the entry is our own doing. */
  authorship(personId: string): Authorship;
  /** Issues of the mapped project changed since the cursor; `null`: start from now. */
  listChanged(cursor: string | null): Promise<ChangedIssues>;
}

/** The two trackers of one mapping. */
export type Trackers = Readonly<Record<Side, Tracker>>;

/** Everything stored that one run needs. */
export interface StoredLink {
  readonly link: Link;
  readonly comments: readonly CommentPair[];
  readonly attachments: readonly AttachmentPair[];
  readonly relations: readonly RelationPair[];
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
  /** By field name; only those that changed. */
  readonly texts?: Readonly<Record<string, BaseText>>;
  readonly audit: readonly AuditEntry[];
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

/** One remote system, with its secrets: never hand one to a page or a log. */
export interface Connection {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly textFormat: TextFormat;
  readonly apiKey: string;
  /** Two while one replaces the other, the newest first. */
  readonly webhookSecrets: readonly WebhookSecret[];
  /** The remote user that we write as. */
  readonly remoteUserId: string;
  /** The app's own accountId. */
  readonly jiraAccountId: string;
  /** How many calls it may get; `null`: as many as there is work for. */
  readonly requestsPerMinute: number | null;
  readonly routes: readonly { readonly mappingId: string; readonly remoteProjectId: string }[];
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
  /** Whether a person unlinked this issue. */
  wasUnlinked(connectionId: string, side: Side, issueId: string): Promise<boolean>;
  /** @returns the claim that stands: ours, or the one that was there first. */
  claim(claim: Claim): Promise<{ readonly kind: 'ours' | 'standing'; readonly claim: Claim }>;
  /** Says that the standing claim's create is tried once more. */
  renewClaim(claim: Claim): Promise<void>;
  /** Ends a claim under which nothing was created. */
  releaseClaim(claim: Claim): Promise<void>;
  findClaim(connectionId: string, side: Side, issueId: string): Promise<Claim | null>;
  /** Links of a mapping, a page at a time, longest not compared first. */
  listLinks(
    mappingId: string,
    cursor: string | null,
  ): Promise<{ readonly links: readonly Link[]; readonly cursor: string | null }>;
  findCursor(mappingId: string, side: Side): Promise<string | null>;
  saveCursor(mappingId: string, side: Side, cursor: string): Promise<void>;
  saveDeadLetter(letter: DeadLetter, audit: readonly AuditEntry[]): Promise<void>;
  /** A later success closes it; without one there is nothing to close. */
  closeDeadLetter(id: string, audit: readonly AuditEntry[]): Promise<void>;
  /** @returns when each of the mapping's latest deletions was found, this one among them */
  noteDeletion(mappingId: string, linkId: string, atMs: number): Promise<readonly number[]>;
  pauseMapping(mappingId: string, reason: string, audit: AuditEntry): Promise<void>;
  listDeadLetters(
    cursor: string | null,
    limit: number,
  ): Promise<{ readonly letters: readonly ListedDeadLetter[]; readonly cursor: string | null }>;
}

/** The queues of manifest.yml: people wait for the first, and the second never delays it. */
export type QueueName = 'live' | 'background';

/** Work for a consumer. Delivered at least once, in any order. */
export interface Queue {
  /**
   * @param delaySeconds of all, or of each
   * @returns `refused` where the queue's rate is used up: nothing of this push was kept.
   */
  push(
    jobs: readonly Job[],
    queue: QueueName,
    delaySeconds?: number | readonly number[],
  ): Promise<'kept' | 'refused'>;
}

/**
 * A doorbell that rang, a page of links to verify, a sweep that goes on, or upkeep. It names issues;
 * it carries no data.
 */
export type Job = SyncJob | VerifyJob | SweepJob | RetryLettersJob | UpkeepJob;

export interface SyncJob {
  readonly v: 1;
  readonly kind: 'sync';
  readonly mappingId: string;
  /** The side and issue that rang. */
  readonly side: Side;
  readonly issueId: string;
  readonly linkId: string | null;
  /** The newest history entry that the bell knew of. */
  readonly entryId: number | null;
  /** When it rang, by the tracker's clock. */
  readonly atMs: number | null;
  /** The tracker said that the issue was deleted. */
  readonly deleted: boolean;
  readonly cause: string;
  /** Jobs of one lane run one at a time; absent: those of one link do. */
  readonly lane?: string;
}

/** The sweep comes back for what the queue had no room for. */
export interface SweepJob {
  readonly v: 1;
  readonly kind: 'sweep';
}

/** An admin mended the cause of many failures: all letters of the kind are tried again. */
export interface RetryLettersJob {
  readonly v: 1;
  readonly kind: 'retry-letters';
  readonly mappingId: string;
  /** `kindOfDeadLetter` of their messages. */
  readonly letterKind: string;
  readonly cursor: string | null;
}

export interface VerifyJob {
  readonly v: 1;
  readonly kind: 'verify';
  readonly mappingId: string;
  readonly cursor: string | null;
}

export interface Clock {
  /** Milliseconds since the epoch, by our clock. */
  nowMs(): number;
}

/** A fresh random token, long enough never to come twice. */
export type NewNonce = () => string;

/** Messages say what, where and which status; never a payload or a secret. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
}
