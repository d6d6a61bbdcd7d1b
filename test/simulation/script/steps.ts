/**
 * What happens in a world, one step after the other. A script is plain data made from the seed
 * alone, so that a failing one can be cut down step by step: a step names what it is about by the
 * step that made it, never by a place in a list.
 *
 * What belongs to one part of an issue (files, spent time, …) is a family of its own: `families/`.
 */
import type { FamilyName } from '../families';

export type Side = 'jira' | 'redmine';
export const SIDES = ['jira', 'redmine'] as const satisfies readonly Side[];

export function acrossFrom(side: Side): Side {
  return side === 'jira' ? 'redmine' : 'jira';
}

/** By Jira's names. */
export const FIELDS = [
  'summary',
  'description',
  'duedate',
  'assignee',
  'priority',
  'status',
  'issuetype',
] as const;
export type CoreField = (typeof FIELDS)[number];
/** What the app calls a row of the family `rows`: Jira's key of the field. */
export type RowField =
  | `customfield_${number}`
  | 'labels'
  | 'components'
  | 'fixVersions'
  | 'parent'
  | 'security'
  | 'timeoriginalestimate';
export type Field = CoreField | RowField;

export type Policy = 'jira' | 'redmine' | 'newest' | 'manual' | 'halt';
export type Direction = 'both' | 'toJira' | 'toRedmine';

/** Who acts: two people on each side, and the owner of the key that the app writes to Redmine with. */
export type Who = 'ada' | 'grace' | 'key-owner';

/** The number of the step that made an issue; `here`: the issue that the held call is about. */
export type Birth = number | 'here';

/** Something that a person does in one of the two trackers. */
export type TrackerAct =
  | {
      readonly do: 'create';
      readonly side: Side;
      readonly who: Who;
      readonly type: 'Bug' | 'Task';
      readonly isPrivate: boolean;
    }
  /** A copy as people make them: all that the issue says, the app's marker included. */
  | { readonly do: 'copy'; readonly birth: Birth; readonly side: Side }
  /** @prop choice in [0, 1): which value */
  | {
      readonly do: 'edit';
      readonly birth: Birth;
      readonly side: Side;
      readonly who: Who;
      readonly field: CoreField;
      readonly choice: number;
    }
  /** @prop what one of the family's acts; choice in [0, 1): which value, file, … */
  | {
      readonly do: 'more';
      readonly family: FamilyName;
      readonly what: string;
      readonly birth: Birth;
      readonly side: Side;
      readonly who: Who;
      readonly choice: number;
    }
  | {
      readonly do: 'comment';
      readonly birth: Birth;
      readonly side: Side;
      readonly who: Who;
      readonly isPrivate: boolean;
      /** Redmine takes a note and a change in one. */
      readonly withChange: boolean;
    }
  /** @prop comment the number of the step that made it */
  | {
      readonly do: 'change-comment';
      readonly comment: number;
      readonly how: 'edit' | 'delete' | 'restrict' | 'publish';
    }
  /** Who sees the issue; from a `hidden` one the app itself is shut out (Jira only). */
  | {
      readonly do: 'restrict';
      readonly birth: Birth;
      readonly side: Side;
      readonly access: 'open' | 'private' | 'hidden';
    }
  | { readonly do: 'delete'; readonly birth: Birth; readonly side: Side }
  /** Somebody empties a project: every issue of a side that is in reach. */
  | { readonly do: 'purge'; readonly side: Side }
  /** Out of the mapped project, or back into it. */
  | {
      readonly do: 'move';
      readonly birth: Birth;
      readonly side: Side;
      readonly where: 'out' | 'back';
    }
  /** In a project that no mapping covers. */
  | { readonly do: 'foreign'; readonly side: Side };

/** Something that a person does on a page of the app. */
export type PageAct =
  | { readonly do: 'unlink'; readonly birth: number }
  | { readonly do: 'relink'; readonly birth: number; readonly seed: Side | 'ask' }
  | { readonly do: 'sync-now'; readonly birth: number }
  /** @prop choice in [0, 1): which of the open conflicts */
  | { readonly do: 'decide'; readonly choice: number; readonly keep: Side }
  /** The next thing to do with the first sync. @prop choice in [0, 1): which, where there are several */
  | { readonly do: 'first-sync'; readonly choice: number }
  | { readonly do: 'pause' }
  | { readonly do: 'resume' }
  | { readonly do: 'remap'; readonly change: Remap };

/** A change of the mapping. */
export type Remap =
  | { readonly what: 'policy'; readonly policy: Policy }
  | { readonly what: 'direction'; readonly field: CoreField; readonly direction: Direction }
  /** The row for the high priority goes, or comes back. */
  | { readonly what: 'priority-row' };

export type HumanAct = TrackerAct | PageAct;

/** What the world does. */
export type WorldAct =
  | { readonly do: 'pass'; readonly ms: number; readonly withVerify: boolean }
  | { readonly do: 'outage'; readonly target: Side; readonly ms: number }
  | { readonly do: 'search-lag'; readonly seconds: number }
  /** Somebody acts while a call of the app is held: after it was sent, before it is carried out. */
  | {
      readonly do: 'between';
      readonly target: Side;
      readonly kind: 'read' | 'write';
      /** So many such calls go by first. */
      readonly skip: number;
      readonly act: TrackerAct;
    };

export type Act = HumanAct | WorldAct;

export interface Step {
  /** Its number in the whole script, which it keeps when others are left out. */
  readonly id: number;
  readonly act: Act;
}

/** All that a world is made from. */
export interface Script {
  readonly seed: number;
  readonly steps: readonly Step[];
  /** Taken one by one after them while too few edits of people were possible. */
  readonly spares: readonly Step[];
}
