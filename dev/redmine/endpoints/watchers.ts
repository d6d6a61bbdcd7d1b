import type { Context } from '../context';
import { type Issue, USER_ACTIVE } from '../data/model';
import { type Answer, DONE } from '../http/answer';
import { integerOf, isParamArray, isParamObject } from '../http/params';
import { authorize, denyAccess, notFound } from '../rules/authorize';
import { isIssueVisible } from '../rules/visibility';

/** Unknown people are passed over without a word. */
export function addWatcher(context: Context): Answer {
  const { db, params } = context;
  const issue = getWatchedIssue(context, 'watchers/create');
  const sent = isParamObject(params.watcher) ? params.watcher : params;
  const many = isParamArray(sent.user_ids) ? sent.user_ids : [sent.user_id];
  const ids = many
    .map(integerOf)
    .filter((id) => db.find('user', id)?.status === USER_ACTIVE && !issue.watcherIds.includes(id));
  db.put('issue', { ...issue, watcherIds: [...issue.watcherIds, ...new Set(ids)] });
  return DONE;
}

export function removeWatcher(context: Context): Answer {
  const { db, path } = context;
  const issue = getWatchedIssue(context, 'watchers/destroy');
  const userId = Number(path.user);
  if (db.find('user', userId) === undefined) throw notFound();
  db.put('issue', { ...issue, watcherIds: issue.watcherIds.filter((id) => id !== userId) });
  return DONE;
}

/**
 * Watching moves neither `updated_on` nor `lock_version`.
 * @throws Refusal 403 (401 to nobody) also where there is no such issue
 */
function getWatchedIssue(context: Context, action: string): Issue {
  const issue = context.db.find('issue', Number(context.path.issue));
  if (issue === undefined || !isIssueVisible(context.db, context.actor, issue)) {
    throw denyAccess(context);
  }
  authorize(context, action, context.db.get('project', issue.projectId));
  return issue;
}
