/**
 * The two sides of a link and what is read from them. The core sees two equal sides, `jira` and
 * `remote`, and knows nothing of either system; adapters translate.
 */
import type { AdfDocument } from '../text';

export type { AdfDocument };

export type Side = 'jira' | 'remote';

export const SIDES = ['jira', 'remote'] as const satisfies readonly Side[];

/** The side across. */
export function otherSide(side: Side): Side {
  return side === 'jira' ? 'remote' : 'jira';
}

export type TextFormat = 'textile' | 'markdown';

/** Rich text as its own side keeps it. */
export type RichText =
  | { readonly format: 'adf'; readonly doc: AdfDocument }
  | { readonly format: TextFormat; readonly source: string };

/**
 * A field's value in its side's own terms, in the form that `field-kinds.ts` names for its kind:
 * rich text, a string, or `null` where the field is empty.
 */
export type FieldValue = string | RichText | null;

/** Values by the mapping's field name (`FieldRow.field`). */
export type FieldValues = Readonly<Record<string, FieldValue>>;

export interface Person {
  /** The side's own id: an accountId, a user number. */
  readonly id: string;
  readonly name: string;
}

export interface Comment {
  readonly id: string;
  /** Where people find it; a copy's attribution links here, and `copyOf` is read from that link. */
  readonly url: string;
  readonly author: Person;
  /** Milliseconds since the epoch, by the tracker's clock. */
  readonly createdAtMs: number;
  readonly body: RichText;
  /** True where fewer people than those who see the issue may read it. */
  readonly restricted: boolean;
  /**
   * Restricted to just those whom the mapping's private comments are for on this side: it may cross,
   * as a private one.
   */
  readonly isPrivate?: true;
  /** The id of the comment across that this one is our copy of, where it says so. */
  readonly copyOf: string | null;
  /** Files that came with it and that its text does not show. */
  readonly fileNames?: readonly string[];
}

/** A file of an issue. Its content never changes; its name may. */
export interface Attachment {
  readonly id: string;
  /** Where people find it. */
  readonly url: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** `null` where the tracker does not say. */
  readonly mimeType: string | null;
  readonly author: Person;
  /** True where it came with what fewer people than those who see the issue may read. */
  readonly restricted: boolean;
  /** True where we made it, so that it is no original. */
  readonly isCopy: boolean;
  /** The id of the original across, where the tracker keeps it with the file. */
  readonly copyOf: string | null;
}

/** Two issues of one tracker that have to do with each other, seen from one of them. */
export interface Relation {
  readonly id: string;
  /** The tracker's own name of the type: `Blocks`, `blocks`. */
  readonly type: string;
  /** Whether it starts here: this issue blocks the other one. */
  readonly isSource: boolean;
  readonly otherIssueId: string;
}

/** Time that somebody spent on an issue. */
export interface TimeEntry {
  readonly id: string;
  /** Where people find it; a copy links here, and `copyOf` is read from that link. */
  readonly url: string;
  readonly author: Person;
  /** The day, `YYYY-MM-DD`; of a moment, the day that it was by the mapping's time zone. */
  readonly spentOn: string;
  readonly seconds: number;
  /** Plain lines. */
  readonly text: string;
  /** What was done (`Development`), where the tracker keeps it apart from the text. */
  readonly activity: { readonly id: string; readonly name: string } | null;
  /** True where fewer people than those who see the issue may read it. */
  readonly restricted: boolean;
  /** The id of the entry across that this one is our copy of, where it says so. */
  readonly copyOf: string | null;
}

/** One entry of the tracker's own history (Jira changelog, Redmine journal). */
export interface HistoryEntry {
  /** Increases with time within one tracker. */
  readonly id: number;
  readonly atMs: number;
  readonly author: Person;
  readonly changes: readonly FieldChange[];
  /** The id of the project that the issue was brought to by it; absent: it stayed where it was. */
  readonly movedTo?: string;
}

export interface FieldChange {
  /** The mapping's field name. */
  readonly field: string;
  /** In the side's own terms; rich text may be shown as plain text by the tracker. */
  readonly from: string | null;
  readonly to: string | null;
}

/** What one read of one issue showed. */
export interface Snapshot {
  readonly side: Side;
  readonly issueId: string;
  /** What people call it: `WEB-1`, `#12`. */
  readonly key: string;
  readonly url: string;
  readonly projectId: string;
  readonly title: string;
  readonly statusName: string;
  readonly assigneeName: string | null;
  readonly author: Person;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** True where fewer people than the project's may see the issue. */
  readonly restricted: boolean;
  /** Present where the mapping's rules of scope leave this issue out; said only where it was asked. */
  readonly outOfScope?: true;
  readonly fields: FieldValues;
  /** The ids that a field would take now, by field, where the tracker tells; its lists may not. */
  readonly accepts?: Readonly<Record<string, readonly string[]>>;
  /** What people read where a field holds an id: names of options and people, by field. */
  readonly labels: Readonly<Record<string, string>>;
  /** The names of single ids, by field, where a field holds several. */
  readonly names?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly comments: readonly Comment[];
  readonly attachments: readonly Attachment[];
  readonly relations: readonly Relation[];
  /** `null`: not asked for, or not shown to us. */
  readonly timeEntries: readonly TimeEntry[] | null;
  /** Present where the issue has comments older than those shown: nothing is said about them. */
  readonly hasOlderComments?: true;
  /** Entries newer than the one asked for, oldest first. */
  readonly history: readonly HistoryEntry[];
  /** The newest entry's id, 0 where there is none. */
  readonly lastEntryId: number;
  /** The nonce of the claim that this issue was created under, where it carries one. */
  readonly marker: string | null;
  /**
   * The id of the issue across that searches find this one by; `null`: none. Absent where the tracker
   * keeps no such thing.
   */
  readonly twinMark?: string | null;
  /**
   * The tracker's own time of the answer (`Date` header, whole seconds); where it tells none, the
   * issue's own `updatedAtMs`, which is surely not later.
   */
  readonly readAtMs: number;
  /** The tracker's clock minus ours, at the read. */
  readonly clockOffsetMs: number;
}

/** Both sides of a link as one read found them. */
export type SidesRead =
  | { readonly kind: 'both'; readonly snapshots: Readonly<Record<Side, Snapshot>> }
  | { readonly kind: 'missing'; readonly side: Side; readonly how: 'gone' | 'hidden' };
