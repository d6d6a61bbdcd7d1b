import type { CustomField } from '../data/custom-field';
import type { Database } from '../data/database';
import type { Issue, Journal, JournalDetail, Project, TimeEntry } from '../data/model';
import { type Actor, isAdmin, isAllowed, rolesAllowing, rolesInProject } from './permissions';

/** Own is what one reported or is assigned to. */
const isOwn = (actor: Actor, issue: Issue): boolean =>
  issue.authorId === actor.user.id || issue.assignedToId === actor.user.id;

export function isIssueVisible(db: Database, actor: Actor, issue: Issue): boolean {
  const project = db.get('project', issue.projectId);
  if (isAdmin(actor)) return isAllowed(db, actor, 'view_issues', project);
  return rolesAllowing(db, actor, 'view_issues', project).some((role) => {
    if (!actor.isLoggedIn) return !issue.isPrivate;
    switch (role.issuesVisibility) {
      case 'all':
        return true;
      case 'default':
        return !issue.isPrivate || isOwn(actor, issue);
      case 'own':
        return isOwn(actor, issue);
      default: {
        const unknown: never = role.issuesVisibility;
        throw new Error(`unknown issues visibility ${String(unknown)}`);
      }
    }
  });
}

export function isTimeEntryVisible(db: Database, actor: Actor, entry: TimeEntry): boolean {
  const project = db.get('project', entry.projectId);
  if (isAdmin(actor)) return isAllowed(db, actor, 'view_time_entries', project);
  return rolesAllowing(db, actor, 'view_time_entries', project).some(
    (role) => role.timeEntriesVisibility === 'all' || entry.userId === actor.user.id,
  );
}

export function isCustomFieldVisible(
  db: Database,
  actor: Actor,
  field: CustomField,
  project: Project | undefined,
): boolean {
  if (field.visible || isAdmin(actor)) return true;
  if (project === undefined) return false;
  return rolesInProject(db, actor, project).some((role) => field.roleIds.includes(role.id));
}

/** What is left of a journal for somebody, or `undefined` where nothing is. */
export function visibleJournal(
  db: Database,
  actor: Actor,
  journal: Journal,
): (Journal & { readonly details: readonly JournalDetail[] }) | undefined {
  const issue = db.get('issue', journal.issueId);
  const project = db.get('project', issue.projectId);
  if (
    journal.privateNotes &&
    journal.userId !== actor.user.id &&
    !isAllowed(db, actor, 'view_private_notes', project)
  ) {
    return undefined;
  }
  const details = journal.details.filter((detail) => isDetailVisible(db, actor, detail, project));
  if ((journal.notes ?? '') === '' && details.length === 0) return undefined;
  return { ...journal, details };
}

function isDetailVisible(
  db: Database,
  actor: Actor,
  detail: JournalDetail,
  project: Project,
): boolean {
  if (detail.property === 'cf') {
    const field = db.find('customField', Number(detail.name));
    return field !== undefined && isCustomFieldVisible(db, actor, field, project);
  }
  if (detail.property === 'relation') {
    const other = db.find('issue', Number(detail.newValue ?? detail.oldValue));
    return other !== undefined && isIssueVisible(db, actor, other);
  }
  return true;
}
