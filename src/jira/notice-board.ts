/** Tells people in Jira: issues of the app's own for what is broken, and mails about single issues. */
import * as z from 'zod';
import { cutText } from '../core/cut-text';
import { documentOf } from '../core/texts/plain-text';
import { parseAnswer } from '../http/answer';
import type { NoticeBoard } from '../ports/notices';
import { type JiraClient, route } from './client';
import { tellOnce } from './tell-once';
import { searchPageSchema, transitionsSchema } from './wire';

const createdSchema = z.object({ id: z.string(), key: z.string() });

/** Jira takes no longer title. */
const MAX_SUMMARY = 255;

export function createNoticeBoard(client: JiraClient): NoticeBoard {
  return {
    async openIssue({ projectId, issueTypeId }, label, { summary, lines }) {
      const open = await findOpen(client, projectId, label);
      if (open) return { issueId: open.id, issueKey: open.key };
      const answer = await client.send({
        method: 'POST',
        path: route`/rest/api/3/issue`,
        body: {
          fields: {
            project: { id: projectId },
            issuetype: { id: issueTypeId },
            summary: cutText(summary, MAX_SUMMARY),
            description: documentOf(lines.join('\n')),
            labels: [label],
          },
        },
      });
      const { id, key } = parseAnswer(answer, createdSchema);
      return { issueId: id, issueKey: key };
    },

    addComment(issueId, lines, mark) {
      return tellOnce(client, issueId, mark, async () => {
        await client.send({
          method: 'POST',
          path: route`/rest/api/3/issue/${issueId}/comment`,
          body: { body: documentOf(lines.join('\n')) },
        });
      });
    },

    async closeIssue(issueId) {
      const path = route`/rest/api/3/issue/${issueId}/transitions?expand=transitions.fields`;
      const answer = await client.send({ method: 'GET', path, accept: [404] });
      if (answer.status === 404) return;
      const { transitions } = parseAnswer(answer, transitionsSchema);
      const closing = transitions.find(
        ({ to, fields = {} }) =>
          to.statusCategory.key === 'done' &&
          Object.values(fields).every(({ required }) => !required),
      );
      if (!closing) return;
      await client.send({
        method: 'POST',
        path: route`/rest/api/3/issue/${issueId}/transitions`,
        body: { transition: { id: closing.id } },
        // A workflow's own condition: the comment says that it is well.
        accept: [400, 409],
      });
    },

    /** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-notify-post */
    async sendMail(issueId, accountIds, { subject, lines }, mark) {
      await tellOnce(client, issueId, mark, async () => {
        await client.send({
          method: 'POST',
          path: route`/rest/api/3/issue/${issueId}/notify`,
          body: {
            subject,
            textBody: lines.join('\n\n'),
            htmlBody: lines.map((line) => `<p>${escapeHtml(line)}</p>`).join(''),
            to: { users: accountIds.map((accountId) => ({ accountId })) },
            restrict: { permissions: [{ key: 'BROWSE' }] },
          },
        });
      });
    },
  };
}

/** Two sweeps are minutes apart, which is more than the search index runs behind. */
async function findOpen(client: JiraClient, projectId: string, label: string) {
  const answer = await client.send({
    method: 'POST',
    path: route`/rest/api/3/search/jql`,
    readsOnly: true,
    body: {
      jql: `project = ${projectId} AND labels = "${label}" AND statusCategory != Done ORDER BY created DESC`,
      maxResults: 1,
      fields: ['created'],
    },
  });
  return parseAnswer(answer, searchPageSchema).issues[0];
}

function escapeHtml(text: string): string {
  const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return text.replace(/[&<>]/g, (sign) => named[sign] ?? sign);
}
