import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../../src/core/model';
import { mergeTexts } from '../../../../src/core/texts/merge-texts';
import { adf, adfText, aMapping, textile } from '../../../support/builders';

const BASE = { adf: adf('first', 'second', 'third'), source: 'first\n\nsecond\n\nthird' };

function merge(jira: FieldValue, remote: FieldValue, base: typeof BASE | undefined = BASE) {
  return mergeTexts(aMapping(), base, { jira, remote });
}

describe('two edited texts', () => {
  it('are joined where different paragraphs were edited', () => {
    const merged = merge(
      adfText('first, by Ada', 'second', 'third'),
      textile('first\n\nsecond\n\nthird, by Grace'),
    );
    expect(merged).toEqual({
      jira: adfText('first, by Ada', 'second', 'third, by Grace'),
      remote: textile('first, by Ada\n\nsecond\n\nthird, by Grace'),
    });
  });

  it('are left to the policy where one paragraph was edited twice', () => {
    expect(
      merge(adfText('ours', 'second', 'third'), textile('theirs\n\nsecond\n\nthird')),
    ).toBeNull();
  });

  it.each([
    ['the Jira text is empty', null, textile('x')],
    ['the Redmine text is empty', adfText('x'), null],
    ['the Jira value is a line', 'x', textile('x')],
    ['the Redmine value is a line', adfText('x'), 'x'],
    ['Jira holds no document', textile('x'), textile('x')],
  ] as const)('are left to the policy where %s', (_what, jira, remote) => {
    expect(merge(jira, remote)).toBeNull();
  });

  it('are left to the policy where nobody knows what was agreed on', () => {
    expect(
      mergeTexts(aMapping(), undefined, { jira: adfText('x'), remote: textile('y') }),
    ).toBeNull();
  });
});
