import { describe, expect, it } from 'vitest';
import type { Conflict } from '../../../../../src/core/link';
import { anEntry, NOW_MS } from '../../../../support/builders';
import { AGREED, APP, conflictOf, decide } from './decide';

describe('a field in conflict', () => {
  const open = { ...conflictOf(), foundAtMs: NOW_MS };

  it('is frozen while the sides differ', () => {
    expect(decide({ base: AGREED, jira: 'from Jira', remote: 'x', conflict: open })).toEqual({
      kind: 'frozen',
    });
  });

  it('is over once people made both sides the same', () => {
    expect(decide({ base: AGREED, jira: 'x', remote: 'x', conflict: open })).toEqual({
      kind: 'settle',
    });
  });

  it("carries a decision out with the chosen side's value of now", () => {
    const conflict = { ...open, decision: 'remote' } as const;
    expect(decide({ base: AGREED, jira: 'from Jira', remote: 'R2', conflict })).toEqual({
      kind: 'write',
      values: { jira: 'R2' },
    });
  });

  it('is a conflict anew where the value that was given up has changed since', () => {
    const conflict = { ...open, decision: 'remote' } as const;
    expect(decide({ base: AGREED, jira: 'J2', remote: 'from Redmine', conflict })).toMatchObject({
      kind: 'conflict',
      conflict: { kind: 'both-changed', jira: 'J2', remote: 'from Redmine' },
    });
  });

  it('is a conflict anew where a run was cut off that had carried it out, and a person came after', () => {
    const conflict = { ...open, decision: 'jira' } as const;
    const remoteHistory = [
      anEntry(5, 'summary', 'from Redmine', 'from Jira', APP),
      anEntry(6, 'summary', 'from Jira', 'from Redmine', 'grace'),
    ];
    expect(
      decide({ base: AGREED, jira: 'from Jira', remote: 'from Redmine', conflict, remoteHistory }),
    ).toMatchObject({
      kind: 'conflict',
      conflict: { kind: 'both-changed', jira: 'from Jira', remote: 'from Redmine' },
    });
  });

  it('is a conflict anew where a run was cut off that had carried it out over a value it had not seen', () => {
    const carried = (from: string, decision: 'jira' | 'remote') =>
      decide({
        base: AGREED,
        jira: 'from Jira',
        remote: 'from Jira',
        conflict: { ...open, decision },
        remoteHistory: [
          anEntry(5, 'summary', 'x', from, 'grace'),
          anEntry(6, 'summary', from, 'from Jira', APP),
        ],
      });
    expect([
      carried('typed', 'jira'),
      carried('from Redmine', 'jira'),
      carried('typed', 'remote'),
    ]).toEqual([
      {
        kind: 'conflict',
        conflict: conflictOf({
          kind: 'overwritten',
          remote: 'typed',
          remoteAuthor: { id: 'grace', name: 'grace' },
        }),
      },
      { kind: 'settle' },
      { kind: 'settle' },
    ]);
  });

  const composed = { ...open, decision: { jira: 'both', remote: 'both' } };

  it('is written to both sides where somebody composed a value', () => {
    expect(
      decide({ base: AGREED, jira: 'from Jira', remote: 'from Redmine', conflict: composed }),
    ).toEqual({ kind: 'write', values: { jira: 'both', remote: 'both' } });
  });

  it('goes on where a run was cut off that had written one side of a composed value', () => {
    expect(
      decide({ base: AGREED, jira: 'both', remote: 'from Redmine', conflict: composed }),
    ).toEqual({ kind: 'write', values: { remote: 'both' } });
  });

  it('is a conflict anew where a side changed after somebody composed a value', () => {
    const jiraHistory = [anEntry(9, 'summary', 'from Jira', 'newer', 'ada')];
    expect(
      decide({
        base: AGREED,
        jira: 'newer',
        remote: 'from Redmine',
        conflict: composed,
        jiraHistory,
      }),
    ).toEqual({
      kind: 'conflict',
      conflict: conflictOf({
        jira: 'newer',
        jiraAuthor: { id: 'ada', name: 'ada' },
        changedAtMs: { jira: NOW_MS, remote: null },
      }),
    });
  });

  const overwritten = { ...open, kind: 'overwritten', jira: 'new', remote: 'lost' } as const;

  it('puts an overwritten value back on both sides when it is chosen', () => {
    const conflict = { ...overwritten, decision: 'remote' } as const;
    expect(decide({ base: AGREED, jira: 'new', remote: 'new', conflict })).toEqual({
      kind: 'write',
      values: { jira: 'lost', remote: 'lost' },
    });
  });

  it('goes on where a run was cut off that had put an overwritten value back on one side', () => {
    const conflict = { ...overwritten, decision: 'remote' } as const;
    expect(decide({ base: AGREED, jira: 'new', remote: 'lost', conflict })).toEqual({
      kind: 'write',
      values: { jira: 'lost' },
    });
  });

  it('is a conflict anew where a run was cut off that had put it back over a newer value', () => {
    const conflict = { ...overwritten, decision: 'remote' } as const;
    const remoteHistory = [
      anEntry(5, 'summary', 'new', 'newer', 'grace'),
      anEntry(6, 'summary', 'newer', 'lost', APP),
    ];
    expect(
      decide({ base: AGREED, jira: 'lost', remote: 'lost', conflict, remoteHistory }),
    ).toMatchObject({ kind: 'conflict', conflict: { kind: 'overwritten', remote: 'newer' } });
  });

  it.each([
    { jira: 'newer', remote: 'new' },
    { jira: 'new', remote: 'newer' },
    { jira: 'newer', remote: 'lost' },
  ])('is a conflict anew where $jira and $remote stand since a value was overwritten', (now) => {
    const conflict = { ...overwritten, decision: 'remote' } as const;
    expect(decide({ base: AGREED, ...now, conflict })).toMatchObject({
      kind: 'conflict',
      conflict: { kind: 'both-changed', ...now },
    });
  });

  it('closes an overwritten value when the value of now is chosen', () => {
    const conflict = { ...overwritten, decision: 'jira' } as const;
    expect(decide({ base: AGREED, jira: 'new', remote: 'new', conflict })).toEqual({
      kind: 'settle',
    });
  });
});

describe('a decision for one side', () => {
  it.each([
    ['jira', { remote: 'J' }],
    ['remote', { jira: 'R' }],
  ] as const)('writes the value of %s across', (decision, values) => {
    const conflict = { ...conflictOf({ jira: 'J', remote: 'R' }), foundAtMs: NOW_MS, decision };
    expect(decide({ base: AGREED, jira: 'J', remote: 'R', conflict })).toEqual({
      kind: 'write',
      values,
    });
  });
});

describe('a decision that cannot be carried out', () => {
  const row = { kind: 'option', values: [{ jira: '1', remote: '7', direction: 'both' }] } as const;
  const conflict = (decision: 'jira' | 'remote') => ({
    ...conflictOf({ jira: '2', remote: '8' }),
    foundAtMs: NOW_MS,
    decision,
  });

  it.each([
    ['jira', '2'],
    ['remote', '8'],
  ] as const)(
    'since nothing says what the value of %s is across is told as such',
    (side, value) => {
      expect(
        decide({
          base: { jira: '1', remote: '7' },
          jira: '2',
          remote: '8',
          row,
          conflict: conflict(side),
        }),
      ).toEqual({ kind: 'unmapped', side, value, rule: 'review' });
    },
  );
});

describe('an overwritten value', () => {
  it('is not over because both sides are the same', () => {
    const conflict = { ...conflictOf({ kind: 'overwritten' }), foundAtMs: NOW_MS } as Conflict;
    expect(decide({ base: AGREED, jira: 'a', remote: 'a', conflict })).toEqual({ kind: 'frozen' });
  });
});
