import { describe, expect, it } from 'vitest';
import type { AdfDocument, RichText } from '../../../../src/core/model';
import { listStrangers, listTextLosses } from '../../../../src/core/texts/list-text-losses';
import type { AdfNode } from '../../../../src/text';
import { adfText, aMapping, textile } from '../../../support/builders';

const ADA = { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'Ada L', remoteLogin: 'al' };
const MAPPING = aMapping({ people: [{ ...ADA, jira: 'alan' }, ADA] });

const document = (...content: readonly AdfNode[]): RichText => ({
  format: 'adf',
  doc: { type: 'doc', version: 1, content } as AdfDocument,
});
const paragraph = (...content: readonly AdfNode[]): AdfNode => ({ type: 'paragraph', content });
const words = (text: string, mark?: string, attrs?: Readonly<Record<string, unknown>>): AdfNode =>
  ({
    type: 'text',
    text,
    ...(mark ? { marks: [{ type: mark, ...(attrs ? { attrs } : {}) }] } : {}),
  }) as AdfNode;
const decisions: AdfNode = {
  type: 'decisionList',
  attrs: { localId: '1' },
  content: [
    { type: 'decisionItem', attrs: { localId: '2', state: 'DECIDED' }, content: [words('go')] },
  ],
};
const mention = (id: string, text?: string): AdfNode => ({
  type: 'mention',
  attrs: { id, ...(text === undefined ? {} : { text }) },
});

describe('what a text loses across', () => {
  it.each<readonly [string, RichText, readonly string[]]>([
    ['plain words', adfText('hello'), []],
    ['what Redmine has words for', document(paragraph(words('bold', 'strong'))), []],
    ['a person with a row', document(paragraph(mention('ada', '@Ada'))), []],
    ['a person without a row', document(paragraph(mention('bob', '@Bob'))), ['mentions']],
    [
      'what somebody noted beside it',
      document(
        paragraph(words('noted', 'annotation', { id: '1', annotationType: 'inlineComment' })),
      ),
      ['inline comments'],
    ],
    ['a decision', document(decisions), ['decisions']],
    ['two decisions', document(decisions, decisions), ['decisions']],
    [
      'several kinds, in the order of the text',
      document(
        paragraph(words('red', 'textColor', { color: '#ff0000' })),
        decisions,
        paragraph({ type: 'status', attrs: { text: 'OPEN', color: 'blue' } }),
      ),
      ['decisions', 'status labels'],
    ],
    ['plain words of Redmine', textile('see #12 and {{collapse\nmore\n}}'), []],
    [
      'macros and wiki links of Redmine',
      textile('{{toc}} and [[Start page]]'),
      ['macros', 'wiki links'],
    ],
    ['what only looks like a link', textile('a[[]] b [[c\nd]]'), []],
  ])('is nothing but its kinds: %s', (_what, text, losses) => {
    expect(listTextLosses(MAPPING, text)).toEqual(losses);
  });
});

describe('the strangers of a text', () => {
  it('are those whom it mentions and who have no row, each once, by name', () => {
    const text = document(
      paragraph(
        mention('ada', '@Ada'),
        mention('bob', 'Bob @ work'),
        mention('bob', '@Bob @ work'),
      ),
      {
        type: 'blockquote',
        content: [paragraph(mention('x1'), { type: 'date', attrs: { id: 'no person' } })],
      },
      paragraph({ type: 'mention', attrs: {} }, { type: 'mention' }),
    );
    expect(listStrangers(MAPPING, text)).toEqual(['x1', 'Bob @ work']);
  });

  it('are none in a source', () => {
    expect(listStrangers(MAPPING, textile('@bob'))).toEqual([]);
  });
});
