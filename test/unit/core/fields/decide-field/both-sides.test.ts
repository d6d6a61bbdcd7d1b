import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../../../src/core/mapping';
import { anEntry, NOW_MS } from '../../../../support/builders';
import { AGREED, APP, type Case, conflictOf, decide } from './decide';

describe('a field that changed on both sides', () => {
  const both = { base: AGREED, jira: 'from Jira', remote: 'from Redmine' };
  const entries = (jiraAtMs: number, remoteAtMs: number) => ({
    jiraHistory: [anEntry(1, 'summary', 'old', 'from Jira', 'ada', jiraAtMs)],
    remoteHistory: [anEntry(2, 'summary', 'old', 'from Redmine', 'grace', remoteAtMs)],
  });

  it('only moves the base where both say the same now', () => {
    expect(decide({ base: AGREED, jira: 'new', remote: 'new' })).toEqual({ kind: 'settle' });
  });

  it.each([
    ['jira', { remote: 'from Jira' }],
    ['remote', { jira: 'from Redmine' }],
  ] as const)('takes the side that the policy %s names', (onConflict, values) => {
    expect(decide({ ...both, row: { onConflict } })).toEqual({ kind: 'write', values });
  });

  it.each(['manual', 'halt'] satisfies Policy[])('is a conflict under %s', (onConflict) => {
    expect(decide({ ...both, row: { onConflict } })).toEqual({
      kind: 'conflict',
      conflict: conflictOf(),
    });
  });

  it('takes the newer edit under newest', () => {
    const row = { onConflict: 'newest' } as const;
    expect(decide({ ...both, row, ...entries(NOW_MS, NOW_MS - 5_000) })).toEqual({
      kind: 'write',
      values: { remote: 'from Jira' },
    });
    expect(decide({ ...both, row, ...entries(NOW_MS - 5_000, NOW_MS) })).toEqual({
      kind: 'write',
      values: { jira: 'from Redmine' },
    });
  });

  it("corrects each server's clock before it compares", () => {
    const row = { onConflict: 'newest' } as const;
    // Jira's clock runs a minute ahead, so its edit is really the older one.
    expect(
      decide({ ...both, row, ...entries(NOW_MS + 50_000, NOW_MS), jiraClockOffsetMs: 60_000 }),
    ).toEqual({ kind: 'write', values: { jira: 'from Redmine' } });
  });

  it('is a conflict under newest within two seconds', () => {
    expect(
      decide({ ...both, row: { onConflict: 'newest' }, ...entries(NOW_MS, NOW_MS - 2_000) }),
    ).toEqual({
      kind: 'conflict',
      conflict: conflictOf({
        jiraAuthor: { id: 'ada', name: 'ada' },
        remoteAuthor: { id: 'grace', name: 'grace' },
      }),
    });
  });

  it('follows the row where it flows one way only', () => {
    expect(decide({ ...both, row: { direction: 'toRemote' } })).toEqual({
      kind: 'write',
      values: { remote: 'from Jira' },
    });
  });

  it('is a conflict where the two never agreed, whatever the row says', () => {
    expect(
      decide({
        jira: 'from Jira',
        remote: 'from Redmine',
        row: { direction: 'toRemote', onConflict: 'jira' },
      }),
    ).toEqual({ kind: 'conflict', conflict: conflictOf({ kind: 'no-base' }) });
  });

  it('finds the value that our write replaced unseen, after a run that was cut off', () => {
    const remoteHistory = [
      anEntry(5, 'summary', 'old', 'typed by Grace', 'grace'),
      anEntry(6, 'summary', 'typed by Grace', 'new', APP),
    ];
    expect(decide({ base: AGREED, jira: 'new', remote: 'new', remoteHistory })).toEqual({
      kind: 'conflict',
      conflict: conflictOf({
        kind: 'overwritten',
        jira: 'new',
        remote: 'typed by Grace',
        remoteAuthor: { id: 'grace', name: 'grace' },
      }),
    });
  });

  it('knows its own write of a run that was cut off', () => {
    const remoteHistory = [anEntry(6, 'summary', 'old', 'new', APP)];
    expect(decide({ base: AGREED, jira: 'new', remote: 'new', remoteHistory })).toEqual({
      kind: 'settle',
    });
  });
});

describe('the newest of two edits', () => {
  const both = { base: AGREED, jira: 'J', remote: 'R', row: { onConflict: 'newest' } } as const;
  const at = (atMs: number, field = 'summary') => anEntry(1, field, 'old', 'x', 'ada', atMs);

  it.each<[string, Partial<Case>]>([
    ['Jira tells none', { remoteHistory: [at(NOW_MS)] }],
    ['Redmine tells none', { jiraHistory: [at(NOW_MS)] }],
    [
      'a tracker tells only of another field',
      { jiraHistory: [at(NOW_MS)], remoteHistory: [at(1, 'x')] },
    ],
  ])('is not known where %s', (_what, histories) => {
    expect(decide({ ...both, ...histories })).toMatchObject({ kind: 'conflict' });
  });

  it('is that of the field, in an entry that changed others as well', () => {
    const entry = at(NOW_MS);
    const several = { ...entry, changes: [...anEntry(1, 'x', 'a', 'b').changes, ...entry.changes] };
    expect(decide({ ...both, jiraHistory: [several], remoteHistory: [at(1)] })).toEqual({
      kind: 'write',
      values: { remote: 'J' },
    });
  });
});

describe('a field whose sides never agreed in part', () => {
  it('is decided by its policy all the same', () => {
    const given = { base: { jira: 'old' }, jira: 'a', remote: 'b' };
    expect(decide({ ...given, row: { onConflict: 'jira' } })).toEqual({
      kind: 'write',
      values: { remote: 'a' },
    });
  });

  it('is a list to be merged: what the one side began with is what the other would have had', () => {
    const row = { kinds: { jira: 'labels', remote: 'labels' } } as const;
    const base = { jira: '["a","x"]' };
    expect(decide({ base, jira: '["b","x"]', remote: '["x","c"]', row })).toEqual({
      kind: 'write',
      values: { jira: '["b","c","x"]', remote: '["b","c","x"]' },
    });
  });

  it('is a list that a new twin did not have at its birth, and in which people began to watch', () => {
    const row = { kinds: { jira: 'labels', remote: 'labels' } } as const;
    expect(
      decide({ base: { remote: null }, jira: '["ada"]', remote: '["grace"]', row }),
    ).toMatchObject({ kind: 'write', values: { jira: '["ada","grace"]' } });
  });

  it('is no list to be merged where one side holds a single value', () => {
    const row = { kinds: { jira: 'labels', remote: 'line' } } as const;
    const base = { jira: '["a"]', remote: 'a' };
    expect(decide({ base, jira: '["b"]', remote: 'c', row })).toMatchObject({ kind: 'conflict' });
  });
});
