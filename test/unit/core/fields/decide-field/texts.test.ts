import { describe, expect, it } from 'vitest';
import { adf, adfText, textile } from '../../../../support/builders';
import { decide } from './decide';

describe('rich text', () => {
  const row = { field: 'description', kind: 'text' } as const;

  it('does not change because the two formats differ', () => {
    const jira = adfText('hello');
    const remote = textile('hello');
    expect(decide({ base: { jira, remote }, jira, remote, row })).toEqual({ kind: 'same' });
  });

  it('crosses in the other format', () => {
    const base = { jira: adfText('hello'), remote: textile('hello') };
    expect(decide({ base, jira: adfText('hello', 'again'), remote: base.remote, row })).toEqual({
      kind: 'write',
      values: { remote: textile('hello\n\nagain') },
    });
  });

  it('does not count line endings as an edit', () => {
    const base = { jira: adfText('a'), remote: textile('a\nb') };
    expect(decide({ base, jira: base.jira, remote: textile('a\r\nb\r\n'), row })).toEqual({
      kind: 'same',
    });
  });
});

describe('a text that changed on both sides', () => {
  const row = { kinds: { jira: 'text', remote: 'text' }, onConflict: 'merge' } as const;
  const both = {
    base: { jira: adfText('one', 'two'), remote: textile('one\n\ntwo') },
    jira: adfText('ONE', 'two'),
    remote: textile('one\n\nTWO'),
    row,
  };
  const baseText = { adf: adf('one', 'two'), source: 'one\n\ntwo' };

  it('is joined under the policy merge', () => {
    expect(decide({ ...both, baseText })).toEqual({
      kind: 'write',
      values: { jira: adfText('ONE', 'TWO'), remote: textile('ONE\n\nTWO') },
    });
  });

  it.each([
    ['jira', { kind: 'write', values: { remote: textile('ONE\n\ntwo') } }],
    ['merge', { kind: 'conflict' }],
    ['manual', { kind: 'conflict' }],
  ] as const)(
    "falls to the mapping's own policy %s where that does not come out clean",
    (onConflict, decision) => {
      expect(decide({ ...both, mapping: { onConflict } })).toMatchObject(decision);
    },
  );
});
