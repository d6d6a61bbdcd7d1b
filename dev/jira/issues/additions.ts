/** What an `update` adds beside the fields: comments, worklogs, links. */
import type { Call } from '../http/call';
import { fieldErrors } from '../http/jira-error';
import { isObject, type JsonObject } from '../json';
import type { IssueDoc, ProjectDoc } from '../state/model';
import { addComment, readComment } from './comments';
import type { Addition } from './edit-request';
import { addLink, readLinkedIssue, readLinkType } from './links';
import { addWorklog, readWorklog } from './worklogs';
import type { Writer } from './writer';

/** @throws JiraError where one of them would be refused; nothing is written. */
export function judgeAdditions(
  call: Call,
  project: ProjectDoc,
  additions: readonly Addition[],
): void {
  for (const addition of additions) {
    const value = objectOf(addition);
    if (addition.fieldId === 'comment') readComment(call, project, value);
    if (addition.fieldId === 'worklog') readWorklog(call, project, value);
  }
}

/** Writes them; the issue as it is afterwards. */
export function applyAdditions(
  writer: Writer,
  issue: IssueDoc,
  additions: readonly Addition[],
): IssueDoc {
  const latest = () => writer.world.issues.get(issue.id) ?? issue;
  for (const addition of additions) apply(writer, latest(), addition);
  return latest();
}

function apply(writer: Writer, issue: IssueDoc, addition: Addition): void {
  const value = objectOf(addition);
  const project = writer.world.projects.get(issue.projectId);
  if (project === undefined) throw new Error(`issue ${issue.key} has no project`);
  switch (addition.fieldId) {
    case 'comment':
      addComment(writer, issue, readComment(writer.call, project, value));
      return;
    case 'worklog':
      addWorklog(writer, issue, readWorklog(writer.call, project, value));
      return;
    case 'issuelinks': {
      const type = readLinkType(value.type);
      if (isObject(value.outwardIssue)) {
        addLink(writer, type, issue, readLinkedIssue(writer.call, value.outwardIssue));
      } else {
        addLink(writer, type, readLinkedIssue(writer.call, value.inwardIssue), issue);
      }
      return;
    }
    default: {
      const never: never = addition.fieldId;
      throw new Error(`unknown addition ${never}`);
    }
  }
}

function objectOf(addition: Addition): JsonObject {
  if (!isObject(addition.value)) {
    throw fieldErrors({ [addition.fieldId]: 'data was not an object' });
  }
  return addition.value;
}
