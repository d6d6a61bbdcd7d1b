import type { Context } from '../context';
import { writeJournal } from './journal';
import { isIssueVisible } from './visibility';

/** Tells a parent's history that a child came or went; a parent the actor cannot see is not told. */
export function writeChildJournal(
  context: Context,
  parentId: number | null,
  child: { readonly childId: number; readonly isNew: boolean },
): void {
  const { db } = context;
  const parent = db.find('issue', parentId);
  if (parent === undefined || !isIssueVisible(db, context.actor, parent)) return;
  db.put('issue', {
    ...parent,
    lockVersion: parent.lockVersion + 1,
    updatedOnMs: context.nowMs,
  });
  const id = String(child.childId);
  const journal = writeJournal(context, {
    issueId: parent.id,
    notes: '',
    privateNotes: false,
    details: [
      {
        property: 'attr',
        name: 'child_id',
        oldValue: child.isNew ? null : id,
        newValue: child.isNew ? id : null,
      },
    ],
  });
  context.events.push({
    kind: 'updated',
    issueId: parent.id,
    ...(journal === undefined ? {} : { journal }),
  });
}
