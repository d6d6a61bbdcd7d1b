/**
 * A link: a pair of issues and what both sides last agreed on. The base is kept per side in that
 * side's own terms, so a lossy conversion can never look like an edit.
 */
import type { TrailHead } from './audit/audit-chain';
import type { FieldValue, Person, Side } from './model';

/**
 * A field's agreed value: the value itself, or for rich text its digest (`digest:…`).
 * `undefined` (absent): never agreed on.
 */
export type BaseValue = string | null;

export interface SideBase {
  readonly issueId: string;
  readonly key: string;
  readonly projectId: string;
  readonly authorId: string;
  readonly createdAtMs: number;
  readonly fields: Readonly<Record<string, BaseValue>>;
  /** Newest history entry that is accounted for. */
  readonly lastEntryId: number;
  /** The tracker's time of the last read that left nothing out. */
  readonly readAtMs: number;
  /** The tracker's `updated` at the last read that left nothing out. */
  readonly updatedAtMs: number;
  /** When we last wrote to this side, by our clock; `null`: never. */
  readonly writtenAtMs: number | null;
}

export const LINK_STATES = ['ok', 'conflict', 'problem', 'paused'] as const;

export type LinkState = (typeof LINK_STATES)[number];

export interface Link {
  /** `<connection>:<remote issue id>`. */
  readonly id: string;
  /** Grows with each save; saves are conditional on it. 0: not saved yet. */
  readonly version: number;
  readonly mappingId: string;
  readonly mappingVersion: number;
  /** Whose issue the other was made from; absent: the two were linked as they stood. */
  readonly origin?: Side;
  readonly sides: Readonly<Record<Side, SideBase>>;
  readonly paused: boolean;
  readonly conflicts: readonly Conflict[];
  readonly problems: readonly Problem[];
  readonly commentIntents: readonly CommentIntent[];
  /** Absent: none. */
  readonly attachmentIntents?: readonly AttachmentIntent[];
  /** Absent: none. */
  readonly timeIntents?: readonly TimeIntent[];
  /** Writes of which no run knows what became of them; absent: none. */
  readonly sent?: readonly SentWrite[];
  readonly comparedAtMs: number;
  /** Where the link's trail stands; absent: nothing of it is chained yet. Kept by the store. */
  readonly trail?: TrailHead;
}

/**
 * A restricted original may be published again and then gets a new copy; a copy that somebody
 * deleted stays deleted, as does that of a deleted original.
 */
export const WITHDRAWALS = [
  'original-restricted',
  'original-deleted',
  'copy-gone',
  /** It was private and is not any more, or the other way round: a new copy comes in its place. */
  'audience-changed',
  /** The side across could not make it private, so it was not made. */
  'refused',
] as const;

export type Withdrawal = (typeof WITHDRAWALS)[number];

/** Two comments that are one: which side wrote it, and what the original said when last carried. */
export interface CommentPair {
  readonly origin: Side;
  readonly jira: string;
  readonly remote: string;
  /** Digest of the original when its copy was last written. */
  readonly digest: string;
  /** The copy was made private, as its original was then. */
  readonly isPrivate?: true;
  /** The side across did not take the original's last edit: the copy says what it said before. */
  readonly editRefused?: true;
  /** Why there is no copy any more; absent: there is one. */
  readonly withdrawn?: Withdrawal;
}

/**
 * An attachment and what stands for it across. `copy`: our copy. `found`: the same content was there
 * already; it is not ours to touch. `link`: a comment that links to it, since it is too large.
 * `refused`: the tracker across did not take it, or does not let go of the copy. `ended`: somebody
 * deleted the copy, so there will be none.
 */
export interface AttachmentPair {
  readonly origin: Side;
  /** Ids of the two; of a `link` the comment's, and empty where there is nothing across. */
  readonly jira: string;
  readonly remote: string;
  /** The original's name as its copy carries it. */
  readonly name: string;
  /** Short SHA-256 of the content; empty where it was never computed. */
  readonly digest: string;
  readonly is: 'copy' | 'found' | 'link' | 'refused' | 'ended';
  /** The name that Jira's texts know the Jira file by, once it was needed. */
  readonly media?: string;
}

/**
 * A relation as this link knows it. `shared`: both sides have it, and this link answers for it.
 * `theirs`: the other issue's link does, so that one of the two decides. `alone`: the other issue
 * has no twin. `refused`: one side did not take it, or does not let go of it.
 */
export interface RelationPair {
  /** Jira's name of its type. */
  readonly type: string;
  readonly isSource: boolean;
  /** The other issue on each side; empty where it has no twin. */
  readonly jira: string;
  readonly remote: string;
  readonly is: 'shared' | 'theirs' | 'alone' | 'refused';
  /** Said before it is added or removed on a side, so that a run after a kill can tell of it. */
  readonly sent?: { readonly kind: 'add' | 'remove'; readonly side: Side };
}

/**
 * Spent time and what stands for it across. `copy`: our copy. `refused`: the tracker across did not
 * take it as it is now, or does not let go of the copy. `ended`: somebody deleted the copy, so there
 * will be none.
 */
export interface TimePair {
  readonly origin: Side;
  /** Ids of the two; empty where there is nothing across. */
  readonly jira: string;
  readonly remote: string;
  /** Digest of the original when its copy was last written. */
  readonly digest: string;
  readonly is: 'copy' | 'refused' | 'ended';
}

/** Said before spent time is copied, as `CommentIntent` is for a comment. */
export interface TimeIntent {
  readonly origin: Side;
  readonly entryId: string;
  readonly atMs: number;
  /** The copy that is taken back and may return, as for a comment. */
  readonly takesBack?: string;
}

/** Said before an attachment is copied, as `CommentIntent` is for a comment. */
export interface AttachmentIntent {
  readonly origin: Side;
  readonly attachmentId: string;
  readonly atMs: number;
  /** As they were when it was sent; absent where a version of before announced it. */
  readonly name?: string;
  readonly sizeBytes?: number;
  /** The copy that is taken back and may return, as for a comment. */
  readonly takesBack?: string;
}

/** A value that was sent and never answered: it may be carried out late. */
export interface SentWrite {
  /** The side that it was sent to. */
  readonly side: Side;
  readonly field: string;
  readonly value: BaseValue;
  /** The value across that it was made of. */
  readonly source: BaseValue;
  readonly atMs: number;
  /** It was answered, and the trail tells of it. */
  readonly isTold?: true;
}

/** Said before a comment is copied, so that a run after a kill looks before it posts again. */
export interface CommentIntent {
  readonly origin: Side;
  readonly commentId: string;
  readonly atMs: number;
  /** The copy that is taken back but may return, so that nobody takes us for who deleted it. */
  readonly takesBack?: string;
}

/** A field that people changed on both sides, or that we overwrote: frozen until decided. */
export interface Conflict {
  readonly field: string;
  readonly kind: 'both-changed' | 'overwritten' | 'no-base';
  /** What each side holds, in its own terms; for `overwritten` what the person had typed. */
  readonly jira: FieldValue;
  readonly remote: FieldValue;
  /** What people read where a value is an id; `null` where it speaks for itself or is not known. */
  readonly labels: Readonly<Record<Side, string | null>>;
  readonly foundAtMs: number;
  readonly jiraAuthor: Person | null;
  readonly remoteAuthor: Person | null;
  /** When people changed it, by each tracker's own clock; `null`: not known. */
  readonly changedAtMs?: Readonly<Record<Side, number | null>>;
  /** What a person decided, for the next run to carry out. */
  readonly decision?: ConflictDecision;
}

/** The side whose value stays, or what both sides are to hold, each in its own terms. */
export type ConflictDecision = Side | Readonly<Record<Side, FieldValue>>;

/** Something that an admin should see, with what to do. One per kind, field and value. */
export interface Problem {
  readonly kind:
    | 'value-not-mapped'
    | 'write-not-taken'
    | 'no-transition'
    | 'out-of-scope'
    | 'issue-missing'
    | 'issue-hidden'
    | 'issue-restricted'
    | 'another-issue'
    | 'attachment-refused'
    | 'relation-refused'
    | 'time-refused'
    | 'comment-refused';
  readonly side: Side;
  readonly field: string | null;
  readonly value: string | null;
  readonly message: string;
  readonly foundAtMs: number;
}

/** Whether two reads under one id saw one issue: an id may be given again, birth and author not. */
export function isSameIssue(
  one: Pick<SideBase, 'createdAtMs' | 'authorId'>,
  other: Pick<SideBase, 'createdAtMs' | 'authorId'>,
): boolean {
  return one.createdAtMs === other.createdAtMs && one.authorId === other.authorId;
}

/** The one word that a link's state is; what wants a person comes first. */
export function stateOfLink(link: Link): LinkState {
  if (link.conflicts.length > 0) return 'conflict';
  if (link.problems.length > 0) return 'problem';
  return link.paused ? 'paused' : 'ok';
}

/** The link's id from its connection and its remote issue. */
export function linkIdOf(connectionId: string, remoteIssueId: string): string {
  return `${connectionId}:${remoteIssueId}`;
}
