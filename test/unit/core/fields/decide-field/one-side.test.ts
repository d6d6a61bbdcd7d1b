import { describe, expect, it } from 'vitest';
import { aRow } from '../../../../support/builders';
import { AGREED, decide } from './decide';

describe('a field that changed on neither side', () => {
  it('needs nothing, even where both sides never said the same', () => {
    expect(decide({ base: { jira: 'a', remote: 'b' }, jira: 'a', remote: 'b' })).toEqual({
      kind: 'same',
    });
  });
});

describe('a field that changed on one side', () => {
  it('is written to Redmine when Jira changed', () => {
    expect(decide({ base: AGREED, jira: 'new', remote: 'old' })).toEqual({
      kind: 'write',
      values: { remote: 'new' },
    });
  });

  it('is written to Jira when Redmine changed', () => {
    expect(decide({ base: AGREED, jira: 'old', remote: 'new' })).toEqual({
      kind: 'write',
      values: { jira: 'new' },
    });
  });

  it('is left alone where the row does not flow that way', () => {
    expect(
      decide({ base: AGREED, jira: 'new', remote: 'old', row: { direction: 'toJira' } }),
    ).toEqual({ kind: 'leave', side: 'jira' });
  });

  it('is cleared across when it was cleared', () => {
    expect(decide({ base: AGREED, jira: null, remote: 'old' })).toEqual({
      kind: 'write',
      values: { remote: null },
    });
  });

  it('is named where no row says what its value is across', () => {
    const row = {
      kind: 'option',
      values: [{ jira: '1', remote: '7', direction: 'both' }],
    } as const;
    expect(decide({ base: { jira: '1', remote: '7' }, jira: '2', remote: '7', row })).toEqual({
      kind: 'unmapped',
      side: 'jira',
      value: '2',
      rule: 'review',
    });
  });

  it('settles where a many-to-one table makes it the same across', () => {
    const values = [
      { jira: '1', remote: '7', direction: 'both' },
      { jira: '2', remote: '7', direction: 'toRemote' },
    ] as const;
    expect(
      decide({
        base: { jira: '1', remote: '7' },
        jira: '2',
        remote: '7',
        row: aRow({ kind: 'option', values }),
      }),
    ).toEqual({ kind: 'settle' });
  });
});
