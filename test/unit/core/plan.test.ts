import { describe, expect, it } from 'vitest';
import { planLink } from '../../../src/core/plan';
import { aComment, aLink, aMapping, aRow, aSnapshot, NOW_MS } from '../../support/builders';

const SUMMARY = aRow();
const DUE = aRow({ field: 'duedate', jira: 'duedate', remote: 'due_date', kind: 'date' });

function plan(input: {
  jira: Record<string, string>;
  remote: Record<string, string>;
  rows?: readonly ReturnType<typeof aRow>[];
  comment?: boolean;
  link?: ReturnType<typeof aLink>;
}) {
  return planLink({
    mapping: aMapping({ fields: input.rows ?? [SUMMARY, DUE] }),
    link:
      input.link ??
      aLink({
        jira: { summary: 'old', duedate: '2026-12-01' },
        remote: { summary: 'old', duedate: '2026-12-01' },
      }),
    comments: [],
    attachments: [],
    snapshots: {
      jira: aSnapshot('jira', {
        fields: input.jira,
        comments: input.comment ? [aComment('jira')] : [],
      }),
      remote: aSnapshot('remote', { fields: input.remote }),
    },
    texts: {},
    authorship: { jira: () => 'not-ours', remote: () => 'not-ours' },
    nowMs: NOW_MS,
  });
}

describe('the plan of a link', () => {
  it('keeps edits of different fields on each side', () => {
    const { fieldWrites } = plan({
      jira: { summary: 'new', duedate: '2026-12-01' },
      remote: { summary: 'old', duedate: '2026-12-24' },
    });
    expect(fieldWrites).toEqual([
      { field: 'summary', side: 'remote', value: 'new' },
      { field: 'duedate', side: 'jira', value: '2026-12-24' },
    ]);
  });

  it('goes on with the other fields while one is in conflict', () => {
    const { fieldWrites, foundConflicts } = plan({
      jira: { summary: 'J', duedate: '2026-12-24' },
      remote: { summary: 'R', duedate: '2026-12-01' },
    });
    expect({ fieldWrites, conflicts: foundConflicts.map(({ field }) => field) }).toEqual({
      fieldWrites: [{ field: 'duedate', side: 'remote', value: '2026-12-24' }],
      conflicts: ['summary'],
    });
  });

  it('waits as a whole where the conflict halts', () => {
    const { fieldWrites, commentWrites, foundConflicts } = plan({
      jira: { summary: 'J', duedate: '2026-12-24' },
      remote: { summary: 'R', duedate: '2026-12-01' },
      rows: [{ ...SUMMARY, onConflict: 'halt' }, DUE],
      comment: true,
    });
    expect({ fieldWrites, commentWrites, conflicts: foundConflicts.length }).toEqual({
      fieldWrites: [],
      commentWrites: [],
      conflicts: 1,
    });
  });

  it('names a value without a row once, and not again while it stays', () => {
    const status = aRow({ field: 'status', jira: 'status', remote: 'status', kind: 'option' });
    const link = aLink({ jira: { status: '1' }, remote: { status: '7' } });
    const first = plan({ jira: { status: '2' }, remote: { status: '7' }, rows: [status], link });
    const second = plan({
      jira: { status: '2' },
      remote: { status: '7' },
      rows: [status],
      link: first.link,
    });
    expect({
      first: first.foundProblems.map(({ kind, value }) => ({ kind, value })),
      second: second.foundProblems,
      open: second.link.problems.length,
    }).toEqual({ first: [{ kind: 'value-not-mapped', value: '2' }], second: [], open: 1 });
  });

  it('closes the problem once the field crosses again', () => {
    const status = aRow({
      field: 'status',
      jira: 'status',
      remote: 'status',
      kind: 'option',
      values: [{ jira: '1', remote: '7', direction: 'both' }],
    });
    const link = aLink({ jira: { status: '1' }, remote: { status: '7' } });
    const first = plan({ jira: { status: '2' }, remote: { status: '7' }, rows: [status], link });
    const second = plan({
      jira: { status: '1' },
      remote: { status: '7' },
      rows: [status],
      link: first.link,
    });
    expect(second.link.problems).toEqual([]);
  });
});
