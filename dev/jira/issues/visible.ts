/** Finds what a request names, as far as its caller may see it. */
import type { KnownCaller } from '../caller';
import { type Call, param } from '../http/call';
import { issueNotFound, projectNotFound, refusal } from '../http/jira-error';
import { isWithin, mayBrowse, maySeeIssue } from '../permissions/access';
import { may } from '../permissions/holds';
import type { Site } from '../site/site';
import type { CommentDoc, IssueDoc, ProjectDoc, WorklogDoc } from '../state/model';

/** @throws JiraError 404 where there is no such issue, or none for this caller. */
export function getIssue(call: Call, name = 'issueIdOrKey'): IssueDoc {
  return getIssueByIdOrKey(call, param(call, name));
}

export function getIssueByIdOrKey(call: Call, idOrKey: string): IssueDoc {
  const issue = findVisibleIssue(call.site, call.caller, idOrKey);
  if (issue === undefined) throw issueNotFound();
  return issue;
}

export function findVisibleIssue(
  site: Site,
  caller: KnownCaller,
  idOrKey: string,
): IssueDoc | undefined {
  const issue = site.world.findIssue(idOrKey);
  return issue !== undefined && maySeeIssue(site, caller, issue) ? issue : undefined;
}

/** @throws JiraError 404 where there is no such project, or none for this caller. */
export function getProject(call: Call, name = 'projectIdOrKey'): ProjectDoc {
  return getProjectByIdOrKey(call, param(call, name));
}

export function getProjectByIdOrKey(call: Call, idOrKey: string): ProjectDoc {
  const project = call.site.world.findProject(idOrKey);
  if (project === undefined || !mayBrowse(call.site, call.caller, project)) {
    throw projectNotFound(idOrKey);
  }
  return project;
}

/** @throws Error where an issue names a project that is gone: the double deletes none. */
export function projectOf(site: Site, issue: IssueDoc): ProjectDoc {
  const project = site.world.projects.get(issue.projectId);
  if (project === undefined) throw new Error(`issue ${issue.key} has no project`);
  return project;
}

/** @throws JiraError `status` with Jira's words where the caller lacks the permission. */
export function demand(
  call: Call,
  key: string,
  project: ProjectDoc,
  status: number,
  message: string,
): void {
  if (!may(call.site, call.caller, key, project)) throw refusal(status, message);
}

/** The issue's comments that the caller sees, oldest first. */
export function visibleComments(
  site: Site,
  caller: KnownCaller,
  issue: IssueDoc,
): readonly CommentDoc[] {
  const comments = site.world.commentsByIssue.of(issue.id);
  if (comments.every(({ visibility }) => visibility === undefined)) return comments;
  const project = projectOf(site, issue);
  return comments.filter(({ visibility }) => isWithin(site, caller, project, visibility));
}

/** The issue's worklogs that the caller sees, oldest first. */
export function visibleWorklogs(
  site: Site,
  caller: KnownCaller,
  issue: IssueDoc,
): readonly WorklogDoc[] {
  const project = projectOf(site, issue);
  return site.world.worklogsByIssue
    .of(issue.id)
    .filter(({ visibility }) => isWithin(site, caller, project, visibility));
}
