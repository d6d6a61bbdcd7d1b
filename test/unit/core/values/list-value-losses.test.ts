import { describe, expect, it } from 'vitest';
import type { FieldKind } from '../../../../src/core/mapping';
import type { AdfDocument, FieldValue, RichText } from '../../../../src/core/model';
import { crossingOf } from '../../../../src/core/values/crossing';
import { listValueLosses } from '../../../../src/core/values/list-value-losses';
import { adf, adfText, aMapping, aRow, textile } from '../../../support/builders';

const lossesOf = (jira: FieldKind, remote: FieldKind, value: FieldValue) => {
  const mapping = aMapping();
  const row = aRow({ kinds: { jira, remote } });
  return listValueLosses(crossingOf({ mapping, row, snapshots: {} }), value, 'remote');
};
const document = (...content: unknown[]): RichText => ({
  format: 'adf',
  doc: { type: 'doc', version: 1, content } as AdfDocument,
});
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const word = (text: string, ...marks: string[]) => ({
  type: 'text',
  text,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});

describe('what a value loses on its way', () => {
  it.each([
    ['an empty field', 'text', 'line', null, []],
    ['a whole number', 'number', 'integer', '3', []],
    ['a fraction', 'number', 'integer', '3.5', ['the fraction']],
    ['midnight', 'datetime', 'date', '2031-02-03T00:00:00.000Z', []],
    ['a moment', 'datetime', 'date', '2031-02-03T10:00:00.000Z', ['the time of day']],
    ['a value of a table', 'option', 'option', '10001', []],
  ] as const)('%s', (_name, jira, remote, value, expected) => {
    expect(lossesOf(jira, remote, value)).toEqual(expected);
  });

  it('names the parts of a document that Redmine has no word for, each once, in order', () => {
    const status = { type: 'status', attrs: { text: 'DONE', color: 'green' } };
    const text = document(
      {
        type: 'decisionList',
        attrs: {},
        content: [{ type: 'decisionItem', attrs: {}, content: [word('go')] }],
      },
      paragraph(word('plain and '), word('bold', 'strong'), status, status),
    );
    expect(lossesOf('text', 'text', text)).toEqual(['decisions', 'status labels']);
    expect(lossesOf('text', 'text', document(paragraph(word('bold', 'strong'))))).toEqual([]);
  });

  it('names what Jira shows of Redmine as it is written', () => {
    const mapping = aMapping();
    const row = aRow({ kind: 'text' });
    const source = '{{toc}} see [[Home]] and {{collapse(More)\nwords\n}}';
    const value = { format: 'textile', source } as const;
    expect(listValueLosses(crossingOf({ mapping, row, snapshots: {} }), value, 'jira')).toEqual([
      'macros',
      'wiki links',
    ]);
  });

  it('names what Jira has no room for: it counts the document that is sent', () => {
    const row = aRow({ kind: 'text' });
    const crossing = crossingOf({ mapping: aMapping(), row, snapshots: {} });
    const lossesOf = (length: number) =>
      listValueLosses(crossing, textile('x'.repeat(length)), 'jira');
    const frame = JSON.stringify(adf('')).length;
    expect([lossesOf(32_767 - frame), lossesOf(32_768 - frame)]).toEqual([
      [],
      ['what is over 32,767 characters'],
    ]);
    const document = adfText('x'.repeat(40_000));
    expect(listValueLosses(crossing, document, 'remote')).toEqual([]);
  });
});
