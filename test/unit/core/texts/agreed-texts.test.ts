import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../../src/core/model';
import { agreedTexts } from '../../../../src/core/texts/agreed-texts';
import { adf, adfText, aMapping, aSnapshot, textile } from '../../../support/builders';

function agreed(
  jira: FieldValue,
  remote: FieldValue,
  fields: readonly string[] = ['summary', 'description'],
) {
  const values = (description: FieldValue) => ({ fields: { summary: 'a title', description } });
  return agreedTexts(aMapping(), fields, {
    jira: aSnapshot('jira', values(jira)),
    remote: aSnapshot('remote', values(remote)),
  });
}

describe('the texts that are kept for the next edit', () => {
  it('are the document and its source, of text fields only', () => {
    expect(agreed(adfText('hello'), textile('hello'))).toEqual({
      description: { adf: adf('hello'), source: 'hello' },
    });
  });

  it('are those of the fields asked for', () => {
    expect(agreed(adfText('hello'), textile('hello'), ['summary'])).toEqual({});
  });

  it.each([
    ['Jira is empty', null, textile('x')],
    ['Redmine is empty', adfText('x'), null],
    ['Jira holds a line', 'x', textile('x')],
    ['Redmine holds a line', adfText('x'), 'x'],
    ['Jira holds a source', textile('x'), textile('x')],
    ['Redmine holds a document', adfText('x'), adfText('x')],
  ] as const)('are none where %s', (_what, jira, remote) => {
    expect(agreed(jira, remote)).toEqual({});
  });
});
