/** Deletes an issue with all that hangs on it. Only its own deletion rings: deletes do not cascade. */
import { noteIssueDeleted } from '../events/issue-events';
import type { Call } from '../http/call';
import { refusal } from '../http/jira-error';
import { getNamed, ISSUE_TYPES } from '../site/names';
import type { IssueDoc } from '../state/model';
import { removeAttachment } from './attachments';
import { Writer } from './writer';

/** @throws JiraError 400 where it has sub-tasks and the request does not say to delete them too. */
export function deleteIssue(call: Call, issue: IssueDoc, withSubtasks: boolean): void {
  const children = call.site.world.childrenByParent.of(issue.id);
  const subtasks = children.filter((child) => isSubtask(child));
  if (subtasks.length > 0 && !withSubtasks) {
    throw refusal(
      400,
      `The issue '${issue.key}' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
    );
  }
  const writer = new Writer(call);
  for (const subtask of subtasks) remove(writer, subtask);
  remove(writer, issue);
}

function isSubtask(issue: IssueDoc): boolean {
  return getNamed(ISSUE_TYPES, String(issue.fields.issuetype)).subtask;
}

function remove(writer: Writer, issue: IssueDoc): void {
  const { world } = writer;
  noteIssueDeleted(writer.events, writer.site, issue);
  for (const child of [...world.childrenByParent.of(issue.id)]) {
    world.issues.put(child.id, { ...child, fields: { ...child.fields, parent: null } });
  }
  for (const { id } of [...world.commentsByIssue.of(issue.id)]) world.comments.remove(id);
  for (const { id } of [...world.historiesByIssue.of(issue.id)]) world.histories.remove(id);
  for (const { id } of [...world.worklogsByIssue.of(issue.id)]) world.worklogs.remove(id);
  for (const { id } of [...world.linksByIssue.of(issue.id)]) world.links.remove(id);
  for (const attachment of [...world.attachmentsByIssue.of(issue.id)])
    removeAttachment(world, attachment);
  world.issues.remove(issue.id);
}
