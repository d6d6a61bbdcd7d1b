import { describe, expect, it } from 'vitest';
import { datedRows, findSideThatLeft, forgetChangedRows, moveLink } from '../../../src/core/scope';
import { aLink, aMapping, aRow, aSnapshot } from '../../support/builders';

const both = (side: 'jira' | 'remote' | null) => ({
  jira: aSnapshot('jira', side === 'jira' ? { outOfScope: true } : {}),
  remote: aSnapshot('remote', side === 'remote' ? { outOfScope: true } : {}),
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
    const link = forgetChangedRows(
      aMapping({ version: 2, fields }),
      aLink({ jira: values, remote: values }),
    );
    expect([link.sides.jira.fields, link.sides.remote.fields]).toEqual([
      { summary: 'a' },
      { summary: 'a' },
    ]);
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
    const moved = moveLink(aLink({ jira: values, remote: values }), from, to);
    expect([moved.mappingId, moved.mappingVersion, moved.sides.jira.fields]).toEqual([
      'other',
      4,
      { summary: 'a' },
    ]);
  });
});
