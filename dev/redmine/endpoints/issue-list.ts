import type { Context } from '../context';
import { type Answer, ok } from '../http/answer';
import { pageOf } from '../http/paging';
import { textOf } from '../http/params';
import { queryIssues } from '../query/issue-query';
import { renderAttachments, renderIssueFields } from '../render/issue';
import { includes } from '../render/named';
import { relationsOf, renderRelation } from '../render/relation';
import { authorize, authorizeAnywhere, getProject } from '../rules/authorize';

/** `GET /issues` and `GET /projects/:project/issues`; lists show no journals. */
export function listIssues(context: Context): Answer {
  const named = context.path.project ?? textOf(context.params.project_id);
  const project = named === '' ? undefined : getProject(context, named);
  if (project === undefined) authorizeAnywhere(context, 'issues/index');
  else authorize(context, 'issues/index', project);
  const issues = queryIssues(context, project);
  const page = pageOf(context, issues);
  return ok({
    issues: page.items.map((issue) => ({
      ...renderIssueFields(context, issue, { withSpentHours: true }),
      ...(includes(context, 'attachments')
        ? { attachments: renderAttachments(context, issue.id) }
        : {}),
      ...(includes(context, 'relations')
        ? { relations: relationsOf(context, issue.id).map(renderRelation) }
        : {}),
    })),
    ...page.meta,
  });
}
