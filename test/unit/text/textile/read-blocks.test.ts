import { describe, expect, it } from 'vitest';
import {
  blockquote,
  bulletList,
  CODE,
  codeBlock,
  expand,
  HARD_BREAK,
  heading,
  listItem,
  orderedList,
  paragraph,
  RULE,
  STRONG,
  tableCell,
  text,
} from '../../../../src/text/adf/builders';
import { textileToAdf } from '../../../../src/text/textile/textile-to-adf';

const read = (source: string) => textileToAdf(source).content;
const line = (value: string) => paragraph([text(value)]);
const item = (value: string) => listItem([line(value)]);

describe('blocks of Textile', () => {
  it('breaks a line at every line end', () => {
    expect(read('a\nb\r\n\r\nc')).toEqual([
      paragraph([text('a'), HARD_BREAK, text('b')]),
      line('c'),
    ]);
  });

  it('nests lists by the number of markers', () => {
    expect(read('* a\n## b\n* c')).toEqual([
      bulletList([listItem([line('a'), orderedList([item('b')])]), item('c')]),
    ]);
  });

  it('keeps an indented paragraph within its item', () => {
    expect(read('* a\n\n  b\n* c')).toEqual([
      bulletList([listItem([line('a'), line('b')]), item('c')]),
    ]);
  });

  it('finds a list in a quote of a single line', () => {
    expect(read('> * a')).toEqual([blockquote([bulletList([item('a')])])]);
  });

  it('reads heads, spans and pipes within wiki links of a table', () => {
    expect(read('|_. a|\\2. b|\n|[[c|d]]|')).toMatchObject([
      {
        type: 'table',
        content: [
          {
            content: [
              tableCell(true, [line('a')]),
              { ...tableCell(false, [line('b')]), attrs: { colspan: 2 } },
            ],
          },
          { content: [tableCell(false, [line('[[c|d]]')])] },
        ],
      },
    ]);
  });

  it('leaves what is in code alone, and reads its language', () => {
    expect(read('<pre><code class="ruby">\n*a* &amp;\n</code></pre>')).toEqual([
      codeBlock('*a* &amp;', 'ruby'),
    ]);
  });

  it('parts the lines around a stray end of a paragraph', () => {
    expect(read('a\n<pre>b</pre>\nc\n\nd\n* e')).toEqual([
      paragraph([text('a'), HARD_BREAK]),
      codeBlock('b'),
      paragraph([HARD_BREAK, text('c')]),
      line('d'),
      bulletList([item('e')]),
    ]);
  });

  it('reads a collapsed block as an expand and other macros as text', () => {
    expect(read('{{collapse(More)\n*a*\n}}\n\n{{toc}}')).toEqual([
      expand('More', [paragraph([text('a', [STRONG])])]),
      line('{{toc}}'),
    ]);
  });

  it('reads headings, rules and code in a line', () => {
    expect(read('h2. a @b@\n\n---')).toEqual([heading(2, [text('a '), text('b', [CODE])]), RULE]);
  });

  it('keeps the space at the end of code that a paragraph does not close', () => {
    expect(read('a<pre>b ')).toEqual([line('a'), codeBlock('b ')]);
  });

  it('takes indented lines below a paragraph for code, with their entities', () => {
    expect(read('a\n\n  &amp; <b>')).toEqual([line('a'), codeBlock('&amp; &lt;b&gt;')]);
  });
});
