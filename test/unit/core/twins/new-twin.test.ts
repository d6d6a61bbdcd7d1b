import { describe, expect, it } from 'vitest';
import { newTwin } from '../../../../src/core/twins/new-twin';
import { adfText, aMapping, aRow, aSnapshot } from '../../../support/builders';

const TYPE = aRow({
  field: 'issuetype',
  jira: 'issuetype',
  remote: 'tracker',
  kind: 'option',
  values: [{ jira: '10004', remote: '1', direction: 'both' }],
});
const DUE = aRow({ field: 'duedate', jira: 'duedate', remote: 'due_date', kind: 'date' });
const PRIORITY = aRow({
  field: 'priority',
  jira: 'priority',
  remote: 'priority',
  kind: 'option',
  values: [{ jira: '3', remote: '2', direction: 'both' }],
});

function twinOf(rows: readonly ReturnType<typeof aRow>[], fields: Record<string, string | null>) {
  return newTwin(
    aMapping({ fields: rows }),
    aSnapshot('jira', { fields, labels: { issuetype: 'Epic' } }),
  );
}

describe('the values that a twin is born with', () => {
  it('are those that the mapping carries over, in the terms of the side across', () => {
    const fields = { summary: 'a title', issuetype: '10004', duedate: '2026-12-24', priority: '3' };
    expect(twinOf([aRow(), TYPE, DUE, PRIORITY], fields)).toEqual({
      kind: 'fields',
      fields: { summary: 'a title', issuetype: '1', duedate: '2026-12-24', priority: '2' },
    });
  });

  it('leave out the status, which a tracker moves by its own ways', () => {
    const status = aRow({ field: 'status', kind: 'line' });
    expect(twinOf([aRow(), status], { summary: 'a title', status: '1' })).toEqual({
      kind: 'fields',
      fields: { summary: 'a title' },
    });
  });

  it('leave out what is empty and what has no row', () => {
    expect(twinOf([aRow(), DUE, PRIORITY], { summary: 'a title', priority: '9' })).toEqual({
      kind: 'fields',
      fields: { summary: 'a title' },
    });
  });

  it('leave out a field that does not flow there, save what no twin can be born without', () => {
    const rows = [aRow(), TYPE, DUE].map((row) => ({ ...row, direction: 'toJira' as const }));
    const values = [{ jira: '10004', remote: '1', direction: 'both' as const }];
    const oneWay = rows.map((row) => (row.field === 'issuetype' ? { ...row, values } : row));
    expect(
      twinOf(oneWay, { summary: 'a title', issuetype: '10004', duedate: '2026-12-24' }),
    ).toEqual({ kind: 'fields', fields: { summary: 'a title', issuetype: '1' } });
  });

  it('include rich text as the other side writes it', () => {
    const description = aRow({ field: 'description', kind: 'text' });
    const twin = newTwin(
      aMapping({ fields: [description] }),
      aSnapshot('jira', { fields: { description: adfText('hello') } }),
    );
    expect(twin).toEqual({
      kind: 'fields',
      fields: { description: { format: 'textile', source: 'hello' } },
    });
  });

  it('are none where the type has no counterpart: the admin is told what to add', () => {
    expect(twinOf([aRow(), TYPE], { summary: 'a title', issuetype: '10000' })).toEqual({
      kind: 'not-mapped',
      message:
        'Jira issue WEB-1 has the type "Epic", which has no row towards Redmine in mapping "web": no twin was created. Add a row under issueTypes.',
    });
  });

  it('name the type by its id where the tracker shows no name', () => {
    const twin = newTwin(
      aMapping({ fields: [TYPE] }),
      aSnapshot('jira', { fields: { issuetype: '10000' } }),
    );
    expect(twin.kind === 'not-mapped' && twin.message).toContain('the type "10000"');
  });
});
