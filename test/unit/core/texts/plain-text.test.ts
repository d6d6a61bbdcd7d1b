import { describe, expect, it } from 'vitest';
import { documentOf, plainTextOf } from '../../../../src/core/texts/plain-text';
import type { AdfDocument, AdfNode } from '../../../../src/text';
import { adf } from '../../../support/builders';

const document = (...content: readonly AdfNode[]): AdfDocument =>
  ({ type: 'doc', version: 1, content }) as AdfDocument;
const text = (words: string): AdfNode => ({ type: 'text', text: words });
const paragraph = (...content: readonly AdfNode[]): AdfNode => ({ type: 'paragraph', content });

describe('what can be read of a document', () => {
  it('has a line for each of its blocks', () => {
    const item = (words: string): AdfNode => ({
      type: 'listItem',
      content: [paragraph(text(words))],
    });
    expect(
      plainTextOf(
        document(
          { type: 'heading', attrs: { level: 1 }, content: [text('Title')] },
          { type: 'bulletList', content: [item('one'), item('two')] },
          paragraph(),
          { type: 'rule' },
          { type: 'codeBlock', content: [text('a\n')] },
          paragraph(text('x'), { type: 'hardBreak' }, text('y ')),
        ),
      ),
    ).toBe('Title\none\ntwo\na\nx\ny');
  });

  it.each<readonly [AdfNode, string]>([
    [{ type: 'mention', attrs: { id: '1', text: '@Ada' } }, '@Ada'],
    [{ type: 'emoji', attrs: { shortName: ':smile:' } }, ':smile:'],
    [{ type: 'emoji', attrs: { shortName: ':smile:', text: '😄' } }, '😄'],
    [{ type: 'inlineCard', attrs: { url: 'https://a.example' } }, 'https://a.example'],
    [{ type: 'date', attrs: { timestamp: 1 } }, ''],
  ])('has the words of %j', (node, words) => {
    expect(plainTextOf(document(paragraph(text('- '), node, text(' -'))))).toBe(`- ${words} -`);
  });
});

describe('plain lines as a document', () => {
  it('are paragraphs, without the empty ones', () => {
    expect([documentOf('one\n\n  \ntwo'), documentOf('')]).toEqual([adf('one', 'two'), adf()]);
  });
});
