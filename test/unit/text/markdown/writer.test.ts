import { describe, expect, it } from 'vitest';
import { type AdfNode, adfToMarkdown, markdownToAdf } from '../../../../src/text';
import { CODE, doc, EM, item, link, list, mention, p, STRONG, text } from '../support/build';

const write = (...content: readonly AdfNode[]) => adfToMarkdown(doc(...content));

describe('the Markdown writer', () => {
  it.each([
    ['# not a heading', '\\# not a heading'],
    ['#12 stays', '#12 stays'],
    ['- not a list', '\\- not a list'],
    ['1. not a list', '1\\. not a list'],
    ['> not a quote', '\\> not a quote'],
    ['| a | b', '| a | b'],
    ['---', '\\---'],
    ['snake_case and 2 * 3', 'snake_case and 2 * 3'],
    ['*a* _b_ `c`', '\\*a\\* \\_b\\_ \\`c\\`'],
    ['[a](b)', '[a\\](b)'],
    ['[[Wiki]] {{toc}} [^1]', '[[Wiki]] {{toc}} [^1]'],
    ['[[Wiki]](a)', '[[Wiki]]\\(a)'],
    ['a < b, List<String>', 'a < b, List\\<String>'],
    ['R&D &amp;', 'R&D \\&amp;'],
    ['https://example.com', 'https\\://example.com'],
    ['C:\\temp \\*', 'C:\\temp \\\\\\*'],
  ])('escapes what is syntax and nothing else: %s', (source, markdown) => {
    expect(write(p(source))).toBe(markdown);
  });

  it('puts an address in angles where an open bracket would keep it from being a link', () => {
    const address = text('https://example.com', link('https://example.com'));
    expect([write(p('see ', address)), write(p('[see ', address))]).toEqual([
      'see https://example.com',
      '[see <https://example.com>',
    ]);
  });

  it('moves spaces out of emphasis', () => {
    expect(write(p('a', text(' b ', STRONG), 'c'))).toBe('a **b** c');
  });

  it('keeps emphasis beside letters of any script', () => {
    const line = p(text('太字。', STRONG), 'テスト');
    expect(markdownToAdf(write(line)).content).toEqual([line]);
  });

  it('keeps emphasis between a symbol and punctuation, whatever a parser takes symbols for', () => {
    const line = p('😀', text('~5min', STRONG));
    expect(write(line)).toBe('&#x1f600;**\\~5min**');
  });

  it('shows what is in a node of a type that it does not know, whatever its name', () => {
    const node = (type: string) => ({ type, content: [p('a')] }) as unknown as AdfNode;
    expect(write(node('newBlock'), node('constructor'), node('toString'))).toBe('a\n\na\n\na');
  });

  it('fences code by more backticks than it has', () => {
    expect([
      write(p(text('a ` b', CODE))),
      write({ type: 'codeBlock', content: [text('```')] }),
    ]).toEqual(['``a ` b``', '````\n```\n````']);
  });

  it('tells adjacent lists apart', () => {
    expect(write(list(item(p('a'))), list(item(p('b'))))).toBe('- a\n\n* b');
  });

  it('writes a link as an address where both are the same', () => {
    const href = 'https://example.com/a';
    expect(write(p('see ', text(href, link(href)), ' and ', text('x', link(href))))).toBe(
      `see ${href} and [x](${href})`,
    );
  });

  it('leaves out the link of an unsafe address', () => {
    expect(write(p(text('x', link('javascript:alert(1)'))))).toBe('x');
  });

  it('writes overlapping marks so that they read the same', () => {
    const line = p(text('a', STRONG), text('b', STRONG, EM), text('c', EM));
    expect(markdownToAdf(write(line)).content).toEqual([line]);
  });

  it('names people and issues as the context knows them', () => {
    const line = p(mention('7', 'Ann'), ' ', mention('8', 'Bob'), ' ', {
      type: 'inlineCard',
      attrs: { url: 'https://jira/browse/P-1' },
    });
    const context = {
      people: {
        findByAccountId: (id: string) => (id === '7' ? { login: 'ann', name: 'Ann' } : undefined),
      },
      issues: { findNumberByUrl: () => 12 },
    };
    expect(adfToMarkdown(doc(line), context)).toBe('@ann @Bob #12');
  });

  it('shows the text of nodes that are newer than it', () => {
    const unknown = { type: 'futureBlock', content: [p('seen')] } as unknown as AdfNode;
    expect(write(unknown)).toBe('seen');
  });

  it('follows a document no deeper than the limit and loses no text', () => {
    let node: AdfNode = p('deep');
    for (let depth = 0; depth < 10_000; depth++) node = { type: 'blockquote', content: [node] };
    expect(write(node)).toMatch(/deep$/);
  });
});
