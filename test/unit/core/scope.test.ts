import { describe, expect, it } from 'vitest';
import type { Conflict } from '../../../src/core/link';
import { datedRows, findSideThatLeft, forgetChangedRows, moveLink } from '../../../src/core/scope';
import { aLink, aMapping, aRow, aSnapshot } from '../../support/builders';

const both = (side: 'jira' | 'remote' | null) => ({
  jira: aSnapshot('jira', side === 'jira' ? { outOfScope: true } : {}),
  remote: aSnapshot('remote', side === 'remote' ? { outOfScope: true } : {}),
});

const aConflict = (field: string): Conflict => ({
  field,
  kind: 'both-changed',
  jira: 'J',
  remote: 'R',
  labels: { jira: null, remote: null },
  foundAtMs: 0,
  jiraAuthor: null,
  remoteAuthor: null,
});

describe('a pair is covered', () => {
  const mapping = aMapping();

  it('as long as the issue is that it began with', () => {
    expect(findSideThatLeft(mapping, { origin: 'jira' }, both('jira'))).toEqual({
      side: 'jira',
      how: 'out',
    });
    expect(findSideThatLeft(mapping, { origin: 'remote' }, both('jira'))).toBeNull();
  });

  it('as long as both are, of two that were linked as they stood', () => {
    expect(findSideThatLeft(mapping, {}, both('remote'))).toEqual({ side: 'remote', how: 'out' });
    expect(findSideThatLeft(mapping, {}, both(null))).toBeNull();
  });
});

describe('what is agreed', () => {
  const due = aRow({ field: 'duedate', jira: 'duedate', remote: 'due_date', kind: 'date' });
  const goLive = { ...due, remote: 'cf_3' };
  const values = { summary: 'a', duedate: '2031-01-01' };

  it('is nothing for a row that joins other fields since the link ran last', () => {
    const standing = aMapping({ fields: [aRow(), due] });
    const fields = datedRows([aRow(), goLive], standing, 2);
    expect(fields.map(({ since }) => since)).toEqual([undefined, 2]);
    const conflicts = [aConflict('summary'), aConflict('duedate')];
    const link = aLink({ jira: values, remote: values }, { conflicts });
    expect(forgetChangedRows(aMapping({ version: 2, fields }), link)).toEqual(
      aLink(
        { jira: { summary: 'a' }, remote: { summary: 'a' } },
        { conflicts: [aConflict('summary')] },
      ),
    );
  });

  it('stays for a row whose rules changed, and for a link that ran since', () => {
    const standing = aMapping({ fields: [due] });
    const narrowed = datedRows([{ ...due, direction: 'toJira' }], standing, 2);
    expect(narrowed).toEqual([{ ...due, direction: 'toJira' }]);
    const link = aLink({ jira: values, remote: values }, { mappingVersion: 2 });
    expect(forgetChangedRows(aMapping({ fields: [{ ...goLive, since: 2 }] }), link)).toBe(link);
  });

  it('stays under another mapping for the rows that both have', () => {
    const from = aMapping({ fields: [aRow(), due] });
    const to = aMapping({ id: 'other', version: 4, fields: [aRow(), goLive] });
    const link = aLink(
      { jira: values, remote: values },
      {
        conflicts: [aConflict('summary'), aConflict('duedate')],
        problems: [
          {
            kind: 'no-transition',
            side: 'jira',
            field: 'status',
            value: null,
            message: '',
            foundAtMs: 0,
          },
        ],
      },
    );
    expect(moveLink(link, from, to)).toEqual({
      ...aLink({ jira: { summary: 'a' }, remote: { summary: 'a' } }),
      mappingId: 'other',
      mappingVersion: 4,
      conflicts: [aConflict('summary')],
    });
    expect(moveLink(link, null, to).sides.jira.fields).toEqual({});
  });
});
