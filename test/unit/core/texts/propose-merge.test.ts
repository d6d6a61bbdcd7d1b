import { describe, expect, it } from 'vitest';
import type { AdfDocument } from '../../../../src/core/model';
import { proposeMerge } from '../../../../src/core/texts/propose-merge';
import { aMapping, textile } from '../../../support/builders';

const doc = (...lines: readonly string[]): AdfDocument => ({
  type: 'doc',
  version: 1,
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});
const adf = (...lines: readonly string[]) => ({ format: 'adf' as const, doc: doc(...lines) });
const BASE = { adf: doc('one', 'two', 'three'), source: 'one\n\ntwo\n\nthree' };

describe('a proposal to merge', () => {
  it('joins edits of different passages', () => {
    const values = { jira: adf('ONE', 'two', 'three'), remote: textile('one\n\ntwo\n\nTHREE') };
    expect(proposeMerge(aMapping(), BASE, values)).toEqual({
      values: { jira: adf('ONE', 'two', 'THREE'), remote: textile('ONE\n\ntwo\n\nTHREE') },
      overlaps: 0,
    });
  });

  it('keeps both versions of a passage that both sides changed, Jira’s first', () => {
    const values = {
      jira: adf('ONE', 'two by Jira', 'three'),
      remote: textile('one\n\ntwo by Redmine\n\nthree'),
    };
    const proposal = proposeMerge(aMapping(), BASE, values);
    expect(proposal?.values.remote).toEqual(
      textile('ONE\n\ntwo by Jira\n\none\n\ntwo by Redmine\n\nthree'),
    );
    expect(proposal?.overlaps).toBe(1);
  });

  it('keeps both versions of each passage in its place', () => {
    const base = { adf: doc('a', 'b', 'c', 'd'), source: 'a\n\nb\n\nc\n\nd' };
    const values = {
      jira: adf('a1', 'b', 'c1', 'd'),
      remote: textile('a2\n\nb\n\nc2\n\nd'),
    };
    expect(proposeMerge(aMapping(), base, values)).toEqual({
      values: {
        jira: adf('a1', 'a2', 'b', 'c1', 'c2', 'd'),
        remote: textile('a1\n\na2\n\nb\n\nc1\n\nc2\n\nd'),
      },
      overlaps: 2,
    });
  });

  it.each([
    ['one text is empty', null, textile('b')],
    ['the other is', adf('a'), null],
    ['one is a line', 'a', textile('b')],
    ['the other is', adf('a'), 'b'],
    ['Jira holds no document', textile('a'), textile('b')],
  ] as const)('is none where %s', (_what, jira, remote) => {
    expect(proposeMerge(aMapping(), BASE, { jira, remote })).toBeNull();
  });

  it('is none without a text in common', () => {
    const values = { jira: adf('a'), remote: textile('b') };
    expect(proposeMerge(aMapping(), undefined, values)).toBeNull();
  });
});
