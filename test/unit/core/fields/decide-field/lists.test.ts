import { describe, expect, it } from 'vitest';
import { aRow } from '../../../../support/builders';
import { decide } from './decide';

describe('a list that changed on one side', () => {
  const row = aRow({
    kind: 'options',
    direction: 'toJira',
    values: ['a', 'b'].map((name) => ({ jira: name, remote: `${name}2`, direction: 'both' })),
  });

  it('takes nothing out across where what came has no counterpart there', () => {
    expect(
      decide({ base: { jira: '["a"]', remote: null }, jira: '["a"]', remote: '["x"]', row }),
    ).toEqual({ kind: 'settle', missing: { side: 'remote', values: ['x'] } });
  });

  it('is written whole where it says something else than before', () => {
    expect(
      decide({ base: { jira: '["a"]', remote: null }, jira: '["a"]', remote: '["b2","x"]', row }),
    ).toEqual({
      kind: 'write',
      values: { jira: '["b"]' },
      missing: { side: 'remote', values: ['x'] },
    });
  });
});

describe('a list that changed on both sides', () => {
  const row = aRow({
    kind: 'options',
    values: ['a', 'b', 'c'].map((name) => ({ jira: name, remote: `${name}2`, direction: 'both' })),
  });

  it('takes in and out on each side what the other took', () => {
    expect(
      decide({
        base: { jira: '["a","b"]', remote: '["a2","b2"]' },
        jira: '["a","b","c"]',
        remote: '["b2","x"]',
        row,
      }),
    ).toEqual({
      kind: 'write',
      values: { jira: '["b","c"]', remote: '["b2","c2","x"]' },
      missing: { side: 'remote', values: ['x'] },
    });
  });

  it('is agreed on where neither change can cross', () => {
    expect(
      decide({
        base: { jira: '["a"]', remote: '["a2"]' },
        jira: '["a","only here"]',
        remote: '["a2","only there"]',
        row,
      }),
    ).toEqual({ kind: 'settle', missing: { side: 'jira', values: ['only here'] } });
  });
});

describe('a list whose members all fail', () => {
  it('tells of the first that has no counterpart', () => {
    const row = { kinds: { jira: 'options', remote: 'options' }, unmapped: 'fail' } as const;
    expect(
      decide({ base: { jira: '["a"]', remote: '["x"]' }, jira: '["a","b"]', remote: '["y"]', row }),
    ).toEqual({ kind: 'settle', missing: { side: 'jira', values: ['b'] } });
  });
});
