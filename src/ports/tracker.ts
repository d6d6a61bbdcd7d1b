/** One system of issues behind one interface; `docs/decisions/003` says how to add another. */
import type { Authorship } from '../core/history/find-overwritten';
import type { FieldValues, Relation, RichText, Side, Snapshot } from '../core/model';
import type { TimeRecord } from '../core/time/compose-time';
import type { MarkedIssue } from '../core/twins/marked-pair';

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
  /** The snapshot is to say whether the mapping's rules of scope leave the issue out. */
  readonly checksScope?: true;
}

export interface IssueWrite {
  readonly issueId: string;
  /** Only what differs, in this side's terms. Status is moved by whatever way the tracker has. */
  readonly fields: FieldValues;
  /** What they were made of: of a list that is written one by one, who came or went since stays so. */
  readonly before?: FieldValues;
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
  readonly twin: { readonly issueId: string; readonly key: string; readonly url: string };
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

export type EditedComment = 'done' | 'gone' | Refused;

export type AddedTime = { readonly kind: 'added'; readonly entryId: string } | Refused;

/** Of one call for many. */
export type CreatedIssue = { readonly kind: 'created'; readonly issueId: string } | Refused;

export interface TwinMark {
  readonly issueId: string;
  readonly twinId: string;
}

export interface ListedIssue {
  /** As a list shows it: without history, and perhaps without its comments. */
  readonly snapshot: Snapshot;
  /** What the field holds that was asked for. */
  readonly numberInField: string | null;
}

/**
 * `listed`: as a list shows it. `whole`: as `readIssue`, but without history. `born`: one that we
 * just created; whole, in fewer calls where nothing has happened to it.
 */
export type ManyReads = 'listed' | 'whole' | 'born';

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
   * The oldest issue made in the mapped project that carries this marker, wherever people have moved
   * it since, looked for without trust in a lagging search index.
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
  /**
   * The mapped project's issues that its rules of scope cover, oldest first, a page at a time.
   * @param cursor what the last page returned
   * @param numberField the key of a field that may hold the number of an issue across
   */
  listIssues(
    cursor: string | null,
    numberField?: string,
  ): Promise<{ readonly issues: readonly ListedIssue[]; readonly cursor: string | null }>;
  /**
   * By id, in as few calls as the tracker allows; what is gone or hidden is left out. Whether the
   * mapping's rules of scope cover it is asked of all but those that we made.
   */
  readIssues(issueIds: readonly string[], how: ManyReads): Promise<ReadonlyMap<string, Snapshot>>;
  /** As `createIssue`, one answer for each; fifty at most. */
  createIssues(issues: readonly NewIssue[]): Promise<readonly CreatedIssue[]>;
  /** An opaque mark of the project's newest issue, for `findByMarker`. */
  newestIssue(): Promise<string>;
  writeIssue(write: IssueWrite): Promise<WriteReceipt>;
  /**
   * Lets people search for the issue by its twin, where the tracker can. An issue that is gone, or
   * that we may not edit, is left as it is.
   * @param twinId `null`: it has none any more
   */
  markTwin(issueId: string, twinId: string | null): Promise<void>;
  /** As `markTwin` for many, in few calls; it may take effect later, and need not for each. */
  markTwins(marks: readonly TwinMark[]): Promise<void>;
  /**
   * The id of what a field offers under a name, asked anew: it may have come after the mapping was
   * made.
   * @param create whether to make it where it is not there and the tracker lets us
   * @returns `null` where there is none
   */
  findValue(field: string, name: string, create: boolean): Promise<string | null>;
  /**
   * @param authorId somebody of this side to write it as, where the tracker lets us; else, and where
   * it does not, it is ours
   * @returns the new comment's id where the tracker tells it, else `null`: read it back.
   */
  addComment(
    issueId: string,
    body: RichText,
    authorId?: string,
  ): Promise<{ readonly commentId: string | null }>;
  /** @returns `gone` where there is no such comment any more: somebody deleted it */
  editComment(issueId: string, commentId: string, body: RichText): Promise<EditedComment>;
  /**
   * Posts a comment that only those may read whom the mapping's private comments are for, or none at
   * all: no order of events makes it public.
   */
  addPrivateComment(issueId: string, body: RichText): Promise<'done' | Refused>;
  /** As `editComment`, of one that is private and stays so. */
  editPrivateComment(issueId: string, commentId: string, body: RichText): Promise<EditedComment>;
  /** A comment that is gone already is a success. */
  deleteComment(issueId: string, commentId: string): Promise<void>;
  /**
   * An issue that is gone already is a success. One with sub-tasks is refused: they were deleted by
   * nobody.
   */
  deleteIssue(issueId: string): Promise<'done' | Refused>;
  /**
   * What of the issue would be parted from it in another project, or why it cannot be brought there
   * at all, in words that go on from "since"; `null`: nothing.
   */
  findTies(issueId: string): Promise<string | null>;
  /**
   * Brings an issue of another project of this tracker to the mapped one. A tracker may answer well
   * and leave it where it is: the caller reads back.
   * @param fields what it is to hold there from the first moment on, such as its type
   */
  moveHere(issueId: string, fields: FieldValues): Promise<'done' | Refused>;
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
  addTime(issueId: string, time: TimeRecord): Promise<AddedTime>;
  /** @returns `gone` where there is no such entry any more: somebody deleted it */
  editTime(issueId: string, entryId: string, time: TimeRecord): Promise<'done' | 'gone' | Refused>;
  /** One that is gone already is a success. */
  removeTime(issueId: string, entryId: string): Promise<'done' | Refused>;
  /** What a history entry's author says of whether the entry is our own doing. */
  authorship(personId: string): Authorship;
  /**
   * Issues of the mapped project changed since the cursor; `null`: start from now. Such a start holds
   * for every project of the tracker.
   */
  listChanged(cursor: string | null): Promise<ChangedIssues>;
}

/** The two trackers of one mapping. */
export type Trackers = Readonly<Record<Side, Tracker>>;
