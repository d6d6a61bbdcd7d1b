/** Redmine's answers as tests want them: a whole issue, with only what differs written down. */

export const SYNC = { id: 9, name: 'Jira Sync' };
export const BOB = { id: 6, name: 'Bob Builder' };

export function wireIssue(issue: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 12,
    project: { id: 1, name: 'Web Shop' },
    tracker: { id: 1, name: 'Bug' },
    status: { id: 1, name: 'New', is_closed: false },
    priority: { id: 2, name: 'Normal' },
    author: BOB,
    subject: 'Cart is empty',
    description: null,
    start_date: '2026-11-20',
    due_date: null,
    done_ratio: 0,
    is_private: false,
    estimated_hours: null,
    custom_fields: [],
    created_on: '2026-11-20T09:00:00Z',
    updated_on: '2026-11-20T10:30:00Z',
    journals: [],
    ...issue,
  };
}

export function wireJournal(id: number, journal: Readonly<Record<string, unknown>> = {}) {
  return {
    id,
    user: BOB,
    notes: '',
    created_on: '2026-11-20T10:30:00Z',
    private_notes: false,
    details: [],
    ...journal,
  };
}
