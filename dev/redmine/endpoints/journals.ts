import type { Context } from '../context';
import type { Journal } from '../data/model';
import { type Answer, DONE } from '../http/answer';
import { booleanOf, isParamObject, textOf } from '../http/params';
import { authorize, forbidden, notFound } from '../rules/authorize';
import { isAllowed } from '../rules/permissions';
import { isIssueVisible } from '../rules/visibility';

/** Edits a note (5.0 and newer). A journal that is left with nothing to say goes away. */
export function updateJournal(context: Context): Answer {
  const { db, actor } = context;
  const journal = getVisibleJournal(context, context.path.id ?? '');
  const project = db.get('project', db.get('issue', journal.issueId).projectId);
  authorize(context, 'journals/update', project);
  const mayEdit =
    actor.isLoggedIn &&
    (isAllowed(db, actor, 'edit_issue_notes', project) ||
      (journal.userId === actor.user.id && isAllowed(db, actor, 'edit_own_issue_notes', project)));
  if (!mayEdit) throw forbidden();
  const sent = isParamObject(context.params.journal) ? context.params.journal : {};
  const edited: Journal = {
    ...journal,
    ...('notes' in sent ? { notes: textOf(sent.notes) } : {}),
    ...('private_notes' in sent && isAllowed(db, actor, 'set_notes_private', project)
      ? { privateNotes: booleanOf(sent.private_notes) ?? false }
      : {}),
  };
  const isEmpty = (edited.notes ?? '').trim() === '' && edited.details.length === 0;
  if (isEmpty) db.remove('journal', journal.id);
  else db.put('journal', edited);
  return DONE;
}

/** @throws Refusal 404 also where the actor may not see it */
function getVisibleJournal(context: Context, id: string): Journal {
  const { db, actor } = context;
  const journal = db.find('journal', Number(id));
  if (journal === undefined) throw notFound();
  const issue = db.get('issue', journal.issueId);
  const isHidden =
    journal.privateNotes &&
    journal.userId !== actor.user.id &&
    !isAllowed(db, actor, 'view_private_notes', db.get('project', issue.projectId));
  if (!isIssueVisible(db, actor, issue) || isHidden) throw notFound();
  return journal;
}
