/** Jira's answers as tests want them: a whole issue, with only what differs written down. */

export const APP = { accountId: 'app-1', displayName: 'Redmine Sync' };
export const ADA = { accountId: 'ada-1', displayName: 'Ada Lovelace' };

export function paragraph(text: string) {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}

export function doc(...content: readonly unknown[]) {
  return { type: 'doc', version: 1, content };
}

export function wireIssue({
  fields = {},
  ...issue
}: {
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
} = {}) {
  return {
    id: '10001',
    key: 'WEB-1',
    fields: {
      summary: 'Cart is empty',
      description: null,
      project: { id: '10000', key: 'WEB' },
      status: { id: '10000', name: 'To Do' },
      priority: { id: '3', name: 'Medium' },
      issuetype: { id: '10001', name: 'Bug' },
      assignee: null,
      duedate: null,
      creator: ADA,
      created: '2026-11-20T09:00:00.000-0700',
      updated: '2026-11-20T10:30:00.123-0700',
      security: null,
      comment: { comments: [], total: 0 },
      ...fields,
    },
    changelog: { histories: [], total: 0 },
    properties: {},
    ...issue,
  };
}

export function wireComment(comment: Readonly<Record<string, unknown>> = {}) {
  return {
    id: '501',
    author: ADA,
    body: doc(paragraph('Seen here, too.')),
    created: '2026-11-20T10:00:00.000-0700',
    jsdPublic: true,
    ...comment,
  };
}

export function wireHistory(id: number, ...items: readonly unknown[]) {
  return { id: String(id), author: ADA, created: '2026-11-20T10:30:00.000-0700', items };
}
