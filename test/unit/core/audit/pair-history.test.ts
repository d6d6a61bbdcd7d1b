import { describe, expect, it } from 'vitest';
import { tellPair } from '../../../../src/core/audit/pair-history';
import { anAuditEntry } from '../../../support/an-audit-entry';

const ADA = '712020:ada-lovelace-1';
const event = {
  atMs: anAuditEntry().atMs,
  kind: 'field-written',
  side: 'remote',
  fields: [],
  count: 1,
  by: null,
};

describe('the history of a pair', () => {
  it('tells what one save did alike as one event, the latest first, without a value', () => {
    const saves = [
      [
        anAuditEntry({ field: 'summary', from: 'old secret', to: 'new secret', cause: ADA }),
        anAuditEntry({ field: 'status', cause: ADA }),
        anAuditEntry({ kind: 'comment-copied', side: 'jira', field: null, cause: ADA }),
        anAuditEntry({ kind: 'comment-copied', side: 'jira', field: null, cause: ADA }),
      ],
      [anAuditEntry({ kind: 'failed', side: 'jira', field: null, to: 'their words' })],
    ];
    expect(tellPair(saves)).toEqual({
      events: [
        { ...event, kind: 'comment-copied', side: 'jira', count: 2, by: ADA },
        { ...event, fields: ['summary', 'status'], count: 2, by: ADA },
        { ...event, kind: 'failed', side: 'jira' },
      ],
      isWhole: false,
    });
  });

  it('ends with the birth of the pair: what was before is of another one', () => {
    const saves = [
      [anAuditEntry({ field: 'summary' })],
      [
        anAuditEntry({ kind: 'unlinked', side: null, field: null, from: 'SECRET-1' }),
        anAuditEntry({ kind: 'linked', side: null, field: null }),
        anAuditEntry({ field: 'status' }),
      ],
      [anAuditEntry({ field: 'of SECRET-1' })],
    ];
    expect(tellPair(saves)).toEqual({
      events: [
        { ...event, fields: ['summary'] },
        { ...event, fields: ['status'] },
        { ...event, kind: 'linked', side: null },
      ],
      isWhole: true,
    });
  });

  it('goes on over a move to another mapping, which parts no pair', () => {
    const saves = [
      [
        anAuditEntry({ field: 'project' }),
        anAuditEntry({ kind: 'linked', side: null, field: 'mapping', from: 'web', to: 'ops' }),
      ],
      [anAuditEntry({ kind: 'created', field: null })],
    ];
    expect(tellPair(saves)).toEqual({
      events: [
        { ...event, kind: 'linked', side: null, fields: ['mapping'] },
        { ...event, fields: ['project'] },
        { ...event, kind: 'created' },
      ],
      isWhole: true,
    });
  });

  it('ends with the end of another pair, where its own birth does not show yet', () => {
    const saves = [
      [
        anAuditEntry({ kind: 'problem-found', field: null }),
        anAuditEntry({ kind: 'unlinked', side: null, field: null }),
      ],
      [anAuditEntry({ field: 'of SECRET-1' })],
    ];
    expect(tellPair(saves)).toEqual({ events: [], isWhole: true });
  });
});
