/** Moves an issue to another project or type: a new key, the old one goes on finding it. */
import { getNamed, ISSUE_TYPES } from '../site/names';
import { getWorkflow, statusesOf } from '../site/workflows';
import type { HistoryItem, IssueDoc, ProjectDoc } from '../state/model';
import { moveTo, statusItem } from './transition-issue';
import type { Writer } from './writer';

export interface MoveTarget {
  readonly projectId: string;
  readonly typeId: string;
  readonly parentId: string | undefined;
}

/** Its sub-tasks come along. What belongs to the old project only is left behind. */
export function moveIssue(writer: Writer, issue: IssueDoc, target: MoveTarget): IssueDoc {
  const { world } = writer;
  const from = getProject(writer, issue.projectId);
  const to = getProject(writer, target.projectId);
  const isNewProject = from.id !== to.id;
  const fields = {
    ...issue.fields,
    issuetype: target.typeId,
    parent: target.parentId ?? (isNewProject ? null : (issue.fields.parent ?? null)),
    ...(isNewProject ? { components: [], fixVersions: [], versions: [], security: null } : {}),
  };
  const rekeyed = isNewProject ? rekey(writer, issue, to) : issue;
  const statuses = statusesOf(getWorkflow(to.workflow));
  const isStatusKnown = statuses.some(({ id }) => id === issue.statusId);
  const initial = getWorkflow(to.workflow).initialStatusId;
  const next = isStatusKnown
    ? { ...rekeyed, fields }
    : moveTo(writer, rekeyed, { to: initial }, fields);
  const moved = writer.update(
    next,
    [
      ...(isNewProject ? projectItems(from, to, issue.key, rekeyed.key) : []),
      ...writer.compare(issue, next.fields),
      ...(isStatusKnown ? [] : [statusItem(issue.statusId, initial)]),
    ],
    'issue_moved',
  );
  if (isNewProject) moveSubtasks(writer, moved, to);
  return world.issues.get(moved.id) ?? moved;
}

function moveSubtasks(writer: Writer, parent: IssueDoc, to: ProjectDoc): void {
  for (const child of [...writer.world.childrenByParent.of(parent.id)]) {
    const typeId = String(child.fields.issuetype);
    if (!getNamed(ISSUE_TYPES, typeId).subtask) continue;
    moveIssue(writer, child, { projectId: to.id, typeId, parentId: parent.id });
  }
}

function rekey(writer: Writer, issue: IssueDoc, to: ProjectDoc): IssueDoc {
  const project = getProject(writer, to.id);
  const number = project.lastIssueNumber + 1;
  writer.world.projects.put(project.id, { ...project, lastIssueNumber: number });
  return {
    ...issue,
    projectId: project.id,
    key: `${project.key}-${number}`,
    formerKeys: [...issue.formerKeys, issue.key],
  };
}

function projectItems(
  from: ProjectDoc,
  to: ProjectDoc,
  fromKey: string,
  toKey: string,
): readonly HistoryItem[] {
  return [
    {
      field: 'project',
      fieldtype: 'jira',
      fieldId: 'project',
      from: from.id,
      fromString: from.name,
      to: to.id,
      toString: to.name,
    },
    { field: 'Key', fieldtype: 'jira', from: null, fromString: fromKey, to: null, toString: toKey },
  ];
}

function getProject(writer: Writer, id: string): ProjectDoc {
  const project = writer.world.projects.get(id);
  if (project === undefined) throw new Error(`the Jira double has no project ${id}`);
  return project;
}
