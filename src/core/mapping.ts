/**
 * A mapping with every name resolved to an id: one Jira project, one remote project, and the rules
 * between them. Made by `compile-configuration.ts`, read by everything else in the core.
 */

import type { Limits } from './configuration/limits';
import type { Side, TextFormat } from './model';
import type { FieldKind } from './values/field-kinds';

export type { FieldKind };

export type Direction = 'both' | 'toJira' | 'toRemote';

/** What happens to a field that changed on both sides. `merge` is for rich text only. */
export type Policy = 'jira' | 'remote' | 'newest' | 'manual' | 'halt' | 'merge';

/** What becomes of a value that has no counterpart across. */
export type UnmappedRule =
  /** It stays where it is, and a Problem names it. */
  | 'review'
  /** It stays where it is. */
  | 'keep'
  /** The field across is emptied. */
  | 'clear'
  /** The row's default is written. */
  | 'default'
  /** It is made across, where the tracker lets us; else as `review`. */
  | 'create'
  /** Nothing of the link crosses until somebody mends it. */
  | 'fail';

/** One pair of values, by id; a row follows the direction it names. The first that fits counts. */
export interface ValueRow {
  readonly jira: string;
  readonly remote: string;
  readonly direction: Direction;
}

export interface FieldRow {
  /** The mapping's own name of the field, the key in snapshots and bases. */
  readonly field: string;
  /** The field's key on the Jira side (`summary`, `customfield_10010`). */
  readonly jira: string;
  /** The field's key on the remote side (`subject`, `cf_3`). */
  readonly remote: string;
  /** What the field holds on each side. */
  readonly kinds: Readonly<Record<Side, FieldKind>>;
  readonly direction: Direction;
  readonly onConflict: Policy;
  /** Pairs of values, where one side holds a choice; of a side that holds words, the word. */
  readonly values: readonly ValueRow[];
  /** It says who may see an issue: `core/privacy.ts` alone writes it. */
  readonly isPrivacy?: true;
  /** Default: `review`. */
  readonly unmapped?: UnmappedRule;
  /** For the rule `default`: what is written there. */
  readonly defaults?: Readonly<Partial<Record<Side, string>>>;
  /** Whether values of the same name are the same, also those that came after the import. */
  readonly matchesNames?: boolean;
  /**
   * The mapping's version since which the row joins these two fields: links that ran last under an
   * older one have agreed on nothing here. Absent: from the start.
   */
  readonly since?: number;
  /** Where several fields are read into one: on the side that the row does not write to. */
  readonly template?: Template;
}

/** Texts and fields in turn, as people read them. */
export interface Template {
  readonly side: Side;
  readonly parts: readonly (
    | { readonly text: string }
    | { readonly key: string; readonly kind: FieldKind }
  )[];
}

/** Which issues of the two projects a mapping covers. A side without rules is covered whole. */
export interface ScopeRules {
  readonly jira?: SideScope;
  readonly remote?: SideScope;
  readonly leaving: LeavingRule;
}

/** What becomes of a pair that is not covered any more. */
export type LeavingRule =
  /** It waits until it is covered again, and a Problem says so. */
  | 'pause'
  /** The pair is parted; both issues stay. */
  | 'unlink'
  /** It is kept in step all the same. */
  | 'keep';

/** What becomes of the twin of an issue that was deleted. Every rule but `ignore` parts the pair. */
export type DeletionRule =
  /** A comment says why it is not kept in step any more. */
  | { readonly kind: 'unlink' }
  /** It gets this status, by id, and the comment. */
  | { readonly kind: 'close'; readonly status: string }
  /** It is deleted as well. */
  | { readonly kind: 'delete' };

/** An issue is covered where all of it holds. */
export interface SideScope {
  readonly terms: readonly ScopeTerm[];
  /** What the tracker itself answers: JQL in Jira, a saved query's id across. */
  readonly query?: string;
}

/** A field holds one of these values, by id; of several that it holds, one will do. */
export interface ScopeTerm {
  readonly key: string;
  readonly values: readonly string[];
}

export interface CommentRules {
  readonly direction: Direction;
  /** How a copy begins, with `{author}` and `{site}`; absent: `{author} in {site}`. */
  readonly attribution?: string;
  /** Copies are written as their authors, on sides whose tracker lets the app do so. */
  readonly asAuthor?: true;
  /** Whom in Jira a private comment is for; absent: private comments do not cross. */
  readonly privateTo?: Audience;
}

/** Some of those who see an issue in Jira. */
export interface Audience {
  readonly kind: 'role' | 'group';
  /** Jira knows a role by its name. */
  readonly id: string;
  readonly name: string;
}

/** A role of the Jira project. */
export interface ProjectRole {
  readonly id: string;
  readonly name: string;
}

export interface AttachmentRules {
  readonly direction: Direction;
  /** Files above it do not cross. */
  readonly maxBytes: number;
  /** What stands across for a file that is too large: a comment that links to it, or nothing. */
  readonly tooLarge: 'link' | 'skip';
  /** Whether the copy follows when the original gets another name. */
  readonly renames: boolean;
  /** Whether the copy goes when the original is deleted. */
  readonly deletions: boolean;
}

export interface RelationRules {
  readonly direction: Direction;
  readonly types: readonly RelationRow[];
}

/** A type of relation by its name on each side. */
export interface RelationRow {
  readonly jira: string;
  readonly remote: string;
  /** It says the same from either end. */
  readonly isSymmetric: boolean;
}

export interface Mapping {
  readonly id: string;
  /** Grows with each applied change of the configuration. */
  readonly version: number;
  readonly connectionId: string;
  readonly jira: { readonly projectId: string; readonly projectKey: string };
  readonly remote: { readonly projectId: string; readonly projectKey: string };
  readonly textFormat: TextFormat;
  /** Issues that were there when the mapping was enabled are never given a twin on their own. */
  readonly enabledAt: Readonly<Record<Side, BirthMark>>;
  readonly paused: boolean;
  /** Absent: both projects whole, and what is moved out of them waits. */
  readonly scope?: ScopeRules;
  /** Why the app itself paused it. */
  readonly pausedFor?: string;
  /** When it was last resumed, by our clock; what was before does not count any more. */
  readonly resumedAtMs?: number;
  /** A first sync is under way; absent: none is. */
  readonly backfill?: BackfillMark;
  readonly create: Readonly<Record<Side, boolean>>;
  readonly fields: readonly FieldRow[];
  /** `null`: comments do not cross. */
  readonly comments: CommentRules | null;
  /** `null`: attachments do not cross. */
  readonly attachments: AttachmentRules | null;
  /** `null`: relations do not cross. */
  readonly relations: RelationRules | null;
  /** `null`: spent time does not cross. */
  readonly timeEntries: TimeRules | null;
  /** By the twin's side. Absent: the twin is left alone, and the pair waits for a person. */
  readonly deleting?: Readonly<Partial<Record<Side, DeletionRule>>>;
  readonly onConflict: Policy;
  /** Who decides conflicts besides Jira's administrators; absent: nobody. */
  readonly decidedBy?: 'project-admins' | { readonly role: ProjectRole };
  readonly limits: Limits;
  /** What people call each side: `Jira`, `Redmine`. */
  readonly siteName: Readonly<Record<Side, string>>;
  /** Site addresses without a trailing slash, for links in attributions and markers. */
  readonly siteUrl: Readonly<Record<Side, string>>;
  readonly people: readonly PersonRow[];
  /** By which a date is a moment; default: UTC. */
  readonly timeZone?: string;
  /** What the screens of transitions are filled with, by field key, in the form of its kind. */
  readonly screens?: Readonly<Record<string, { readonly kind: FieldKind; readonly value: string }>>;
  /** Absent: nobody is told. */
  readonly notices?: NoticeRules;
  /** The files of the one issue whose texts cross; never stored. */
  readonly files?: IssueFiles;
}

export interface NoticeRules {
  /** The accountIds of those who are told of a new conflict. */
  readonly conflicts: readonly string[];
  /** How somebody is told whose edit on that side could not cross; absent: not. */
  readonly authors: { readonly jira?: 'comment' | 'mail'; readonly remote?: 'comment' };
}

/** How far a first sync goes that is under way: what it covers gets no twin beside it. */
export interface BackfillMark {
  readonly id: string;
  /** The highest issue number on each side that it comes to; 0: none yet. */
  readonly upTo: Readonly<Record<Side, number>>;
}

/** Whether the first sync that is under way will come to this issue. */
export function isLeftToBackfill(mapping: Mapping, side: Side, issueId: string): boolean {
  return mapping.backfill !== undefined && Number(issueId) <= mapping.backfill.upTo[side];
}

export interface TimeRules {
  readonly direction: Direction;
  /** What the remote side takes Jira's worklogs for, where their text names no activity. */
  readonly activityId: string;
  /** The remote project's activities; a worklog names one by how its text begins: `Testing: …`. */
  readonly activities: readonly { readonly id: string; readonly name: string }[];
}

/** Names by which the texts of both sides know the files of one issue. */
export interface IssueFiles {
  /** What the remote text calls the file that Jira's document shows by this media id. */
  readonly findName: (mediaId: string) => string | undefined;
  /** The media id of what the remote text calls by this name. */
  readonly findMediaId: (name: string) => string | undefined;
}

/**
 * A moment in a tracker's own terms. What was created after it is younger and has a higher id; a
 * tracker that tells only one of the two leaves the other 0.
 */
export interface BirthMark {
  /** By the tracker's clock. */
  readonly atMs: number;
  readonly issueId: number;
}

/** Whether an issue was created after the mark. */
export function isBornAfter(
  issue: { readonly issueId: string; readonly createdAtMs: number },
  mark: BirthMark,
): boolean {
  return issue.createdAtMs >= mark.atMs && Number(issue.issueId) > mark.issueId;
}

/** A person on both sides, for mentions in texts and for the assignee. */
export interface PersonRow {
  readonly jira: string;
  readonly remote: string;
  readonly jiraName: string;
  readonly remoteName: string;
  /** `null` where the key may not see logins. */
  readonly remoteLogin: string | null;
}

/** Whether a row lets values flow towards `side`. */
export function flowsTo(direction: Direction, side: Side): boolean {
  return direction === 'both' || direction === (side === 'jira' ? 'toJira' : 'toRemote');
}

/** The row that says who may see an issue. */
export function findPrivacyRow({ fields }: Mapping): FieldRow | undefined {
  return fields.find((row) => row.isPrivacy);
}
