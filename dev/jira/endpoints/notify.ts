/** Mails about an issue, which a caller asks for: queued, and shown to the double's admin. */
import { bodyObject, type Call } from '../http/call';
import { refusal } from '../http/jira-error';
import { NO_CONTENT, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { getIssue } from '../issues/visible';
import { isArray, isObject, type Json, type JsonObject } from '../json';
import { maySeeIssue } from '../permissions/access';
import type { IssueDoc } from '../state/model';

/**
 * The caller is never told, nor who lacks a permission that the mail is restricted to.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-notify-post
 */
function notify(call: Call): Reply {
  const issue = getIssue(call);
  const { world } = call.site;
  if (world.settings.outgoingMail === false) {
    throw refusal(403, 'Outgoing emails are disabled or no SMTP server is configured.');
  }
  const { to, restrict, subject, textBody, htmlBody } = bodyObject(call);
  const recipients = listRecipients(call, issue, isObject(to) ? to : {});
  if (recipients.length === 0) throw refusal(400, 'No recipients were defined for notification.');
  const isOpen = !(isObject(restrict) && asksForBrowse(restrict));
  const id = world.nextId('mail', 1);
  world.mails.put(id, {
    issueKey: issue.key,
    to: recipients.filter((accountId) => isOpen || sees(call, accountId, issue)),
    subject: typeof subject === 'string' ? subject : `${issue.key} ${issue.fields.summary}`,
    text: typeof textBody === 'string' ? textBody : '',
    html: typeof htmlBody === 'string' ? htmlBody : '',
  });
  return NO_CONTENT;
}

/** @throws JiraError 400 for nobody, for somebody who is not there, and for what is not modelled */
function listRecipients(call: Call, issue: IssueDoc, to: JsonObject): readonly string[] {
  const { users, reporter, assignee, watchers, voters, groups, groupIds } = to;
  if (voters === true || hasSome(groups) || hasSome(groupIds)) {
    throw refusal(501, 'The double does not mail to voters and groups.');
  }
  const given = (isArray(users) ? users : []).map((user) => {
    const accountId = isObject(user) ? user.accountId : null;
    if (typeof accountId !== 'string' || call.site.world.users.get(accountId) === undefined) {
      throw refusal(400, `User '${String(accountId)}' does not exist.`);
    }
    return accountId;
  });
  const assigned = issue.fields.assignee;
  if (assignee === true && typeof assigned !== 'string') {
    throw refusal(400, 'The issue is unassigned.');
  }
  const all = [
    ...given,
    ...(reporter === true ? [issue.fields.reporter] : []),
    ...(assignee === true ? [assigned] : []),
    ...(watchers === true ? issue.watchers : []),
  ];
  const named = all.filter((accountId) => typeof accountId === 'string');
  return [...new Set(named)].filter((accountId) => accountId !== call.caller.user.accountId);
}

/** The only restriction that is modelled. */
function asksForBrowse({ permissions, groups, groupIds }: JsonObject): boolean {
  const keys = (isArray(permissions) ? permissions : []).map((one) => isObject(one) && one.key);
  if (hasSome(groups) || hasSome(groupIds) || keys.some((key) => key !== 'BROWSE')) {
    throw refusal(501, 'The double restricts mails to those who may browse, and to no others.');
  }
  return keys.length > 0;
}

function sees({ site }: Call, accountId: string, issue: IssueDoc): boolean {
  const user = site.world.users.get(accountId);
  return user !== undefined && maySeeIssue(site, { user, isApp: false, sentByApp: false }, issue);
}

function hasSome(list: Json | undefined): boolean {
  return isArray(list) && list.length > 0;
}

export const notifyRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/rest/api/3/issue/{issueIdOrKey}/notify',
    kind: 'write',
    handle: notify,
  },
];
