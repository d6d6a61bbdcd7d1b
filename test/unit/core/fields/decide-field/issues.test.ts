import { describe, expect, it } from 'vitest';
import { type Case, decide } from './decide';

describe('a field that names an issue', () => {
  const row = { field: 'parent', kinds: { jira: 'issue', remote: 'issue' } } as const;
  const base = { jira: '10001', remote: '1' };
  const lost = { base, jira: null, remote: '1', row };

  it('is cleared across where somebody cleared it', () => {
    expect(decide({ ...lost, twins: { remote: { 1: '10001' } } })).toEqual({
      kind: 'write',
      values: { remote: null },
    });
  });

  it('stays across where the issue is gone', () => {
    expect(decide({ ...lost, twins: { remote: {} } })).toEqual({
      kind: 'unmapped',
      side: 'remote',
      value: '1',
      rule: 'review',
    });
  });

  it('names the new twin where the former one is gone', () => {
    expect(decide({ ...lost, twins: { remote: { 1: '10009' } } })).toEqual({
      kind: 'write',
      values: { jira: '10009' },
    });
  });
});

describe('a field that no longer names an issue', () => {
  const row = { field: 'parent', kinds: { jira: 'issue', remote: 'issue' } } as const;
  const cleared = { kind: 'write', values: { remote: null } };

  it.each<[string, Case, object]>([
    [
      'names another issue: it is written',
      {
        base: { jira: '10001', remote: '1' },
        jira: '10002',
        remote: '1',
        twins: { jira: { 10002: '2' } },
      },
      { kind: 'write', values: { remote: '2' } },
    ],
    [
      'was agreed to name none',
      {
        base: { jira: null, remote: null },
        jira: null,
        remote: '1',
        twins: { remote: { 1: '7' } },
      },
      { kind: 'write', values: { jira: '7' } },
    ],
    [
      'named none across either: nothing is brought back',
      { base: { jira: '10001', remote: null }, jira: null, remote: null },
      { kind: 'settle' },
    ],
    [
      'is not told of any twin',
      { base: { jira: '10001', remote: '1' }, jira: null, remote: '1' },
      { kind: 'unmapped', side: 'remote', value: '1', rule: 'review' },
    ],
    [
      'does not follow the other side',
      {
        base: { jira: '10001', remote: '1' },
        jira: null,
        remote: '1',
        row: { ...row, direction: 'toRemote' },
        twins: { remote: {} },
      },
      cleared,
    ],
    [
      'holds no issue at all',
      {
        base: { jira: 'a', remote: '1' },
        jira: null,
        remote: '1',
        row: { kinds: { jira: 'line', remote: 'line' } },
      },
      cleared,
    ],
  ])('%s', (_what, given, decision) => {
    expect(decide({ row, ...given })).toEqual(decision);
  });
});
