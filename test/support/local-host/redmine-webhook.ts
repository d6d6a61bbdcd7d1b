/** Webhooks as Redmine 7 sends and signs them. */
import { createHmac } from 'node:crypto';
import type { WireRedmineIssue } from './redmine-person';

export type WebhookKind = 'created' | 'updated' | 'deleted';

/** The body of one delivery; the journal is the one that it is about. */
export function composeWebhook(
  kind: WebhookKind,
  issue: WireRedmineIssue,
  journalId: number | null,
): string {
  const journal = issue.journals.find(({ id }) => id === journalId);
  const { journals: _journals, ...shown } = issue;
  return JSON.stringify({
    type: `issue.${kind}`,
    timestamp: issue.updated_on,
    data: {
      issue: shown,
      ...(journal
        ? {
            journal: {
              id: journal.id,
              created_on: journal.created_on,
              notes: journal.notes ?? '',
              user: journal.user,
              details: journal.details,
            },
          }
        : {}),
    },
  });
}

/** The header that proves who sent a body. */
export function signWebhook(body: string, secret: string): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return { 'x-redmine-signature-256': `sha256=${signature}` };
}

export interface WebhookAnswer {
  readonly status: number;
  readonly body: string;
}

/** Posts a body to the web trigger as it is. */
export async function postWebhook(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<WebhookAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Redmine', ...headers },
    body,
  });
  return { status: response.status, body: await response.text() };
}
