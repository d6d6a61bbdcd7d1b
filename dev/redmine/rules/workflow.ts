import type { Database } from '../data/database';
import type { Issue, IssueStatus, Role, Tracker } from '../data/model';
import { ancestorsOf, descendantsOf, isClosedStatus } from './issue-tree';
import { type Actor, isAdmin, rolesInProject } from './permissions';

/** The roles whose workflows count for somebody: all of them for an admin. */
function workflowRoles(db: Database, actor: Actor, projectId: number): readonly Role[] {
  return isAdmin(actor) ? db.all('role') : rolesInProject(db, actor, db.get('project', projectId));
}

function workflowsOf(db: Database, roles: readonly Role[], trackerId: number) {
  const roleIds = new Set(roles.map((role) => role.id));
  return db
    .all('workflow')
    .filter((workflow) => workflow.trackerId === trackerId && roleIds.has(workflow.roleId));
}

/** The statuses that occur in a tracker's workflow. */
export function trackerStatusIds(db: Database, trackerId: number): ReadonlySet<number> {
  return new Set(
    db
      .all('workflow')
      .filter((workflow) => workflow.trackerId === trackerId)
      .flatMap((workflow) => workflow.transitions.flatMap(({ from, to }) => [from, to])),
  );
}

/** What the status rules look at: an issue as it was and as it is being changed. */
export interface StatusQuestion {
  readonly before: Issue | undefined;
  readonly projectId: number;
  readonly tracker: Tracker | undefined;
  readonly authorId: number;
  readonly parentId: number | null;
}

/**
 * The statuses somebody may give an issue, its present one among them. A new issue may take what its
 * workflow has for new issues, which by default is nothing but the tracker's default status.
 */
export function allowedStatuses(
  db: Database,
  actor: Actor,
  question: StatusQuestion,
): readonly IssueStatus[] {
  const { before, tracker } = question;
  if (tracker === undefined) return [];
  const initialId = before === undefined ? 0 : initialStatusId(db, before, tracker);
  const isAuthor = question.authorId === actor.user.id;
  const isAssignee = before !== undefined && before.assignedToId === actor.user.id;
  const reachable = new Set<number>();
  for (const workflow of workflowsOf(
    db,
    workflowRoles(db, actor, question.projectId),
    tracker.id,
  )) {
    for (const { from, to, onlyFor } of workflow.transitions) {
      if (from !== initialId) continue;
      if (onlyFor === 'author' && !isAuthor) continue;
      if (onlyFor === 'assignee' && !isAssignee) continue;
      reachable.add(to);
    }
  }
  if (reachable.size > 0 && initialId !== 0) reachable.add(initialId);
  if (reachable.size === 0 && before === undefined) reachable.add(tracker.defaultStatusId);
  return [...reachable]
    .map((id) => db.get('status', id))
    .sort((a, b) => a.position - b.position)
    .filter((status) => !status.isClosed || isClosable(db, before))
    .filter((status) => status.isClosed || isReopenable(db, question));
}

function initialStatusId(db: Database, before: Issue, tracker: Tracker): number {
  if (tracker.id === before.trackerId) return before.statusId;
  const wasDefault = db.get('tracker', before.trackerId).defaultStatusId === before.statusId;
  return !wasDefault && trackerStatusIds(db, tracker.id).has(before.statusId)
    ? before.statusId
    : tracker.defaultStatusId;
}

/** Open children, or an open issue that blocks this one, keep it open. */
function isClosable(db: Database, issue: Issue | undefined): boolean {
  if (issue === undefined) return true;
  if (descendantsOf(db, issue.id).some((child) => !isClosedStatus(db, child.statusId)))
    return false;
  return !db
    .where('relation', 'toId', issue.id)
    .some(
      (relation) =>
        relation.type === 'blocks' &&
        !isClosedStatus(db, db.get('issue', relation.fromId).statusId),
    );
}

/** A closed ancestor keeps it closed. */
function isReopenable(db: Database, question: StatusQuestion): boolean {
  const known = question.before;
  return !(known === undefined ? [] : ancestorsOf(db, known)).some((ancestor) =>
    isClosedStatus(db, ancestor.statusId),
  );
}

/**
 * Fields that are read-only or required for somebody in a status. Where roles differ, only a rule that
 * every one of one's roles has counts, and "required" wins over "read-only".
 */
export function fieldRules(
  db: Database,
  actor: Actor,
  at: { readonly projectId: number; readonly trackerId: number; readonly statusId: number },
): ReadonlyMap<string, 'readonly' | 'required'> {
  const roles = workflowRoles(db, actor, at.projectId).filter(
    (role) => role.permissions.includes('add_issues') || role.permissions.includes('edit_issues'),
  );
  const byField = new Map<string, Map<number, 'readonly' | 'required'>>();
  for (const workflow of workflowsOf(db, roles, at.trackerId)) {
    for (const { statusId, field, rule } of workflow.fieldRules) {
      if (statusId !== at.statusId) continue;
      const rules = byField.get(field) ?? new Map<number, 'readonly' | 'required'>();
      byField.set(field, rules.set(workflow.roleId, rule));
    }
  }
  if (byField.size === 0) return new Map();
  addHiddenFields(db, roles, byField);
  const result = new Map<string, 'readonly' | 'required'>();
  for (const [field, rules] of byField) {
    if (rules.size < roles.length) continue;
    const distinct = new Set(rules.values());
    result.set(field, distinct.size === 1 && distinct.has('readonly') ? 'readonly' : 'required');
  }
  return result;
}

/** To a role that may not see a custom field it is read-only. */
function addHiddenFields(
  db: Database,
  roles: readonly Role[],
  byField: Map<string, Map<number, 'readonly' | 'required'>>,
): void {
  for (const field of db.all('customField')) {
    if (field.type !== 'issue' || field.visible || field.roleIds.length === 0) continue;
    for (const role of roles) {
      if (field.roleIds.includes(role.id)) continue;
      const name = String(field.id);
      const rules = byField.get(name) ?? new Map<number, 'readonly' | 'required'>();
      byField.set(name, rules.set(role.id, 'readonly'));
    }
  }
}
