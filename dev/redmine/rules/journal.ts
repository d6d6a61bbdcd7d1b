import type { Context } from '../context';
import type { Database } from '../data/database';
import type { CustomFieldValue, Issue, Journal, JournalDetail } from '../data/model';
import { presentTexts } from './custom-fields';
import { isAllowed } from './permissions';

/** The journalized attributes, in the order of Redmine's columns. */
const ATTRIBUTES: readonly (readonly [name: string, field: keyof Issue])[] = [
  ['tracker_id', 'trackerId'],
  ['project_id', 'projectId'],
  ['subject', 'subject'],
  ['description', 'description'],
  ['due_date', 'dueDate'],
  ['category_id', 'categoryId'],
  ['status_id', 'statusId'],
  ['assigned_to_id', 'assignedToId'],
  ['priority_id', 'priorityId'],
  ['fixed_version_id', 'fixedVersionId'],
  ['author_id', 'authorId'],
  ['start_date', 'startDate'],
  ['done_ratio', 'doneRatio'],
  ['estimated_hours', 'estimatedHours'],
  ['parent_id', 'parentId'],
  ['is_private', 'isPrivate'],
];

/**
 * What changed between two states of an issue, as a journal tells it. A standard field that the tracker
 * did not use before counts as having been empty; one that neither tracker uses is not told of.
 */
export function changeDetails(db: Database, before: Issue, after: Issue): readonly JournalDetail[] {
  const details: JournalDetail[] = [];
  const unusedBefore = db.get('tracker', before.trackerId).disabledFields;
  const unusedAfter = db.get('tracker', after.trackerId).disabledFields;
  for (const [name, field] of ATTRIBUTES) {
    if (unusedBefore.includes(name) && unusedAfter.includes(name)) continue;
    const oldValue = unusedBefore.includes(name) ? null : detailText(field, before[field]);
    const newValue = detailText(field, after[field]);
    if (oldValue === newValue || (isEmpty(oldValue) && isEmpty(newValue))) continue;
    details.push({ property: 'attr', name, oldValue, newValue });
  }
  const ids = new Set([...Object.keys(before.customValues), ...Object.keys(after.customValues)]);
  for (const id of [...ids].sort((a, b) => Number(a) - Number(b))) {
    details.push(...customDetails(id, before.customValues[id], after.customValues[id]));
  }
  return details;
}

const isEmpty = (text: string | null): boolean => text === null || text.trim() === '';

function detailText(field: keyof Issue, value: Issue[keyof Issue]): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (field === 'estimatedHours' && typeof value === 'number') {
    return Number.isInteger(value) ? value.toFixed(1) : String(value);
  }
  return String(value);
}

/** A single value is one detail; of several values each that went and each that came is one. */
function customDetails(
  name: string,
  before: CustomFieldValue | undefined,
  after: CustomFieldValue | undefined,
): readonly JournalDetail[] {
  const went = presentTexts(before);
  const came = presentTexts(after);
  if (went.join('\0') === came.join('\0')) return [];
  if (!Array.isArray(before) && !Array.isArray(after)) {
    const text = (value: CustomFieldValue | undefined) =>
      typeof value === 'string' ? value : null;
    return [{ property: 'cf', name, oldValue: text(before), newValue: text(after) }];
  }
  return [
    ...went
      .filter((value) => !came.includes(value))
      .map((oldValue) => ({ property: 'cf', name, oldValue, newValue: null }) as const),
    ...came
      .filter((value) => !went.includes(value))
      .map((newValue) => ({ property: 'cf', name, oldValue: null, newValue }) as const),
  ];
}

export interface JournalEntry {
  readonly issueId: number;
  readonly notes: string;
  readonly privateNotes: boolean;
  readonly details: readonly JournalDetail[];
}

/**
 * Writes a journal, unless it says nothing. A private note with details becomes two: first the details,
 * public, then the note.
 * @returns the last journal written
 */
export function writeJournal(context: Context, entry: JournalEntry): Journal | undefined {
  const hasNotes = entry.notes.trim() !== '';
  if (!hasNotes && entry.details.length === 0) return undefined;
  const base = {
    issueId: entry.issueId,
    userId: context.actor.user.id,
    createdOnMs: context.nowMs,
  };
  watchOnContribution(context, entry.issueId);
  const isPrivate = entry.privateNotes && hasNotes;
  if (isPrivate && entry.details.length > 0) {
    context.db.insert('journal', {
      ...base,
      notes: null,
      privateNotes: false,
      details: entry.details,
    });
    return context.db.insert('journal', {
      ...base,
      notes: entry.notes,
      privateNotes: true,
      details: [],
    });
  }
  return context.db.insert('journal', {
    ...base,
    notes: entry.notes,
    privateNotes: isPrivate,
    details: entry.details,
  });
}

/** Redmine's default preference: who contributes to an issue and may add watchers, watches it. */
function watchOnContribution(context: Context, issueId: number): void {
  const { db, actor } = context;
  const issue = db.get('issue', issueId);
  if (!actor.isLoggedIn || issue.watcherIds.includes(actor.user.id)) return;
  if (!isAllowed(db, actor, 'add_issue_watchers', db.get('project', issue.projectId))) return;
  db.put('issue', { ...issue, watcherIds: [...issue.watcherIds, actor.user.id] });
}
