import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/core/audit/audit';
import { describeRun } from '../../../../src/entry/admin/describe-run';

function anAuditEntry(entry: Partial<AuditEntry>): AuditEntry {
  return {
    atMs: 0,
    kind: 'field-written',
    linkId: 'main:12',
    mappingId: 'web',
    side: 'remote',
    field: null,
    from: null,
    to: null,
    cause: 'jira',
    ...entry,
  };
}

describe('a run in words', () => {
  it('tells fields of one side together', () => {
    expect(
      describeRun([anAuditEntry({ field: 'summary' }), anAuditEntry({ field: 'status' })]),
    ).toBe('wrote summary, status to Redmine');
  });

  it('tells a creation and what followed', () => {
    expect(
      describeRun([
        anAuditEntry({ kind: 'created', from: 'WEB-1', to: '#12' }),
        anAuditEntry({ kind: 'comment-copied', field: 'comment' }),
        anAuditEntry({ kind: 'comment-copied', field: 'comment' }),
      ]),
    ).toBe('created #12 in Redmine for WEB-1, copied 2 comments to Redmine');
  });

  it('keeps the two sides apart', () => {
    expect(
      describeRun([
        anAuditEntry({ field: 'summary' }),
        anAuditEntry({ field: 'duedate', side: 'jira' }),
        anAuditEntry({ kind: 'conflict-found', side: null, field: 'status' }),
      ]),
    ).toBe('wrote summary to Redmine, wrote duedate to Jira, found a conflict in status');
  });
});
