import type { Context } from '../context';
import { todayOf } from '../context';
import type { CustomValues, Issue } from '../data/model';
import { isLeaf } from './issue-tree';

/** An issue being created or edited: what it was, what it is to be, and what was wrong with what was sent. */
export interface IssueDraft {
  readonly before: Issue | undefined;
  readonly authorId: number;
  projectId: number | null;
  trackerId: number | null;
  statusId: number | null;
  priorityId: number | null;
  subject: string;
  description: string | null;
  startDate: string | null;
  dueDate: string | null;
  categoryId: number | null;
  assignedToId: number | null;
  fixedVersionId: number | null;
  parentId: number | null;
  /** A parent was sent, if only the one it has, so it is checked. */
  parentTouched: boolean;
  doneRatio: number;
  estimatedHours: number | null;
  isPrivate: boolean;
  watcherIds: readonly number[];
  customValues: CustomValues;
  /** Custom values were sent or passed through again, so they are checked. */
  customValuesTouched: boolean;
  lockVersion: number;
  notes: string;
  privateNotes: boolean;
  /** Fields whose value was sent in a form that Redmine cannot read, with its complaint. */
  readonly unreadable: Map<string, string>;
}

export function draftOfNew(context: Context): IssueDraft {
  const priorities = context.db.all('enumeration');
  return {
    before: undefined,
    authorId: context.actor.user.id,
    projectId: null,
    trackerId: null,
    statusId: null,
    priorityId:
      priorities.find((entry) => entry.kind === 'issue_priorities' && entry.isDefault)?.id ?? null,
    subject: '',
    description: null,
    startDate: todayOf(context),
    dueDate: null,
    categoryId: null,
    assignedToId: null,
    fixedVersionId: null,
    parentId: null,
    parentTouched: false,
    doneRatio: 0,
    estimatedHours: null,
    isPrivate: false,
    watcherIds: [],
    customValues: {},
    customValuesTouched: false,
    lockVersion: 0,
    notes: '',
    privateNotes: false,
    unreadable: new Map(),
  };
}

export function draftOf(issue: Issue): IssueDraft {
  const {
    id: _id,
    createdOnMs: _created,
    updatedOnMs: _updated,
    closedOnMs: _closed,
    ...fields
  } = issue;
  return {
    ...fields,
    before: issue,
    parentTouched: false,
    customValuesTouched: false,
    notes: '',
    privateNotes: false,
    unreadable: new Map(),
  };
}

/** Dates, priority and done ratio of a parent come from its children; they cannot be set. */
export const isDerived = (
  context: Context,
  draft: { readonly before: Issue | undefined },
): boolean => draft.before !== undefined && !isLeaf(context.db, draft.before.id);
