/** A tracker with people in it, as the contract suite wants it. */
import type { Mapping } from '../../../src/core/mapping';
import type { Person, RichText } from '../../../src/core/model';
import type { Tracker } from '../../../src/ports';
import type { FurtherField, FurtherFields } from './further-fields';

export interface TrackerWorld {
  readonly mapping: Mapping;
  /** The adapter under test. Each call runs as inside of Forge. */
  readonly tracker: Tracker;
  /** The same under a mapping that carries spent time. */
  readonly timeTracker: Tracker;
  /** The same for somebody who may restrict no comment. */
  readonly withoutPrivacy: Tracker;
  /** What time is spent on; `null` where the tracker keeps none. */
  readonly activityId: string | null;
  /** How many requests the adapter sent since this was asked last. */
  takeRequestCount(): number;
  text(words: string): RichText;
  /** Two values each that this tracker's project knows, in its own terms. */
  readonly values: {
    readonly issuetype: readonly [string, string];
    readonly priority: readonly [string, string];
    /** Where new issues start, and a status that several steps may lead to. */
    readonly status: readonly [string, string];
    readonly assignee: string;
  };
  /** A mapping with every other field that the tracker has. */
  readonly further: {
    readonly tracker: Tracker;
    readonly parentType: string;
    readonly fields: FurtherFields;
    /** What the tracker shows of one that is empty, where that is something. */
    readonly cleared: Readonly<Record<string, string>>;
    /** Fields whose choices the API lets us make. */
    readonly growing: readonly FurtherField[];
    /** Two who may watch an issue, in order. */
    readonly watchers: readonly [string, string];
    /** Somebody who is not there, and what becomes of who adds them to an issue's watchers. */
    readonly stranger: { readonly id: string; readonly is: 'refused' | 'ignored' };
    readonly privacy: {
      readonly closed: string;
      readonly open: string | null;
      /** A tracker and a value that hide no issue, and what it makes of one that was to be hidden. */
      readonly refused: {
        readonly tracker: Tracker;
        readonly security: string;
        readonly becomes: 'nothing' | 'open';
      };
    };
  };
  /** A type of relation that has two ends. */
  readonly relationType: string;
  /** What our own author proves: a Redmine key may belong to a person who edits, too. */
  readonly ownIs: 'ours' | 'maybe-ours';
  /** How the tracker speaks of an issue that was deleted. */
  readonly deletedIs: 'gone' | 'hidden';
  /** As `tracker`, for a mapping whose rules cover the first type only. */
  readonly scopedTracker: Tracker;
  /** A tracker that may not bring a new issue to this status. */
  readonly bound: { readonly tracker: Tracker; readonly status: string };
  /** As `tracker`, for a mapping of another project. */
  readonly elsewhere: Tracker;
  /** That project's id; `null` where the adapter moves no issues. */
  readonly movesTo: string | null;
  /** Somebody who works there, not through the adapter. */
  readonly person: {
    readonly self: Person;
    createIssue(summary: string): Promise<string>;
    setSummary(issueId: string, summary: string): Promise<void>;
    comment(issueId: string, words: string, options: { restricted: boolean }): Promise<void>;
    /** Two hours of the 20th of October 2026. */
    logTime(issueId: string, text: string, options?: { restricted: boolean }): Promise<void>;
    attach(issueId: string, name: string, content: string): Promise<void>;
    deleteIssue(issueId: string): Promise<void>;
  };
  /** Until what was changed is listed: an index that lags, a second that has to be over. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** The tracker with each of its calls run by `run`. */
export function runTracker(tracker: Tracker, run: <T>(code: () => T) => T): Tracker {
  return {
    side: tracker.side,
    authorship: (personId) => tracker.authorship(personId),
    readIssue: (...args) => run(() => tracker.readIssue(...args)),
    createIssue: (...args) => run(() => tracker.createIssue(...args)),
    findByMarker: (...args) => run(() => tracker.findByMarker(...args)),
    listMarked: (...args) => run(() => tracker.listMarked(...args)),
    listIssues: (...args) => run(() => tracker.listIssues(...args)),
    readIssues: (...args) => run(() => tracker.readIssues(...args)),
    createIssues: (...args) => run(() => tracker.createIssues(...args)),
    newestIssue: () => run(() => tracker.newestIssue()),
    writeIssue: (...args) => run(() => tracker.writeIssue(...args)),
    markTwin: (...args) => run(() => tracker.markTwin(...args)),
    markTwins: (...args) => run(() => tracker.markTwins(...args)),
    findValue: (...args) => run(() => tracker.findValue(...args)),
    addComment: (...args) => run(() => tracker.addComment(...args)),
    editComment: (...args) => run(() => tracker.editComment(...args)),
    addPrivateComment: (...args) => run(() => tracker.addPrivateComment(...args)),
    editPrivateComment: (...args) => run(() => tracker.editPrivateComment(...args)),
    deleteComment: (...args) => run(() => tracker.deleteComment(...args)),
    deleteIssue: (...args) => run(() => tracker.deleteIssue(...args)),
    findTies: (...args) => run(() => tracker.findTies(...args)),
    moveHere: (...args) => run(() => tracker.moveHere(...args)),
    openAttachment: (...args) => run(() => tracker.openAttachment(...args)),
    addAttachments: (...args) => run(() => tracker.addAttachments(...args)),
    deleteAttachment: (...args) => run(() => tracker.deleteAttachment(...args)),
    findMediaIds: (...args) => run(() => tracker.findMediaIds(...args)),
    addRelation: (...args) => run(() => tracker.addRelation(...args)),
    removeRelation: (...args) => run(() => tracker.removeRelation(...args)),
    addTime: (...args) => run(() => tracker.addTime(...args)),
    editTime: (...args) => run(() => tracker.editTime(...args)),
    removeTime: (...args) => run(() => tracker.removeTime(...args)),
    listChanged: (...args) => run(() => tracker.listChanged(...args)),
  };
}
