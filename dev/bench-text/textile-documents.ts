/** Seeded ADF documents of what Textile can express, with text that looks like its syntax. */
import {
  alignmentMark,
  backgroundColorMark,
  blockquote,
  bulletList,
  CODE,
  codeBlock,
  EM,
  expand,
  HARD_BREAK,
  heading,
  indentationMark,
  linkMark,
  listItem,
  orderedList,
  paragraph,
  RULE,
  STRIKE,
  STRONG,
  SUB,
  SUP,
  table,
  tableCell,
  tableRow,
  text,
  textColorMark,
  UNDERLINE,
} from '../../src/text/adf/builders';
import type { AdfDocument, AdfMark, AdfNode } from '../../src/text/adf/nodes';
import { normalizeDocument } from '../../src/text/adf/normalize';
import { createRandom, type Random } from './random';

const WORDS =
  'the quick brown fox release server login page fails when user opens settings dialog twice in a row 42 v1.2.3 Ünïcödé 日本語 привет naïve don’t'.split(
    ' ',
  );

/** Text that means something to Textile where it stands, or nearly. */
const TRICKY = [
  '2 * 3 * 4',
  '*not bold*',
  '_x_',
  'snake_case_name',
  'a*b*c',
  '#1 first',
  '# heading?',
  '- item',
  '1. one',
  '> quoted',
  '|a|b|',
  'h1. title',
  'p. text',
  'bq. quote',
  'arr[0]',
  'word[1] x',
  'HTML(markup)',
  'C++ and C#',
  'List<String>',
  '<b>bold</b>',
  '<pre>x</pre>',
  '</code>',
  '&amp; &lt;',
  'R&D',
  'http://example.com/a_b_c',
  'www.example.com',
  'me@example.org',
  'if x == y',
  '== a ==',
  '{{toc}}',
  '{{collapse(x)',
  '[[Wiki page]]',
  '[[Page|title]]',
  '\\d+\\w*',
  '!image.png!',
  'Hello! World!',
  '"quoted"',
  'say "hi": x',
  '"a":http://b.cc',
  '日本語*強調*です',
  '---',
  '***',
  'a -- b',
  '-- x --',
  '@login',
  '@code@',
  '~/path ~',
  'x^2^',
  '50% or 20%',
  '??what??',
  '+1 +2',
  '(c) (r)',
  '{a}',
  '{color:red}',
  '%{color:red}x%',
  '😀 :)',
  'fn1. note',
  '#12 ##12',
  'version:1.0',
  'attachment:a.png',
  'user@',
  'C:\\dir\\x',
  '$HOME/bin',
  '=',
  '* x',
  '** y',
  'x%x%',
  '<!-- c -->',
  '<?php ?>',
  'a < b > c',
  '?',
  '!',
  ':',
  'ends with "',
  '(in parens)',
  '[x]',
  '[ ] todo',
  '-5',
  'e-mail',
  '1-2-3',
  '...',
  'a  b',
] as const;

const LANGUAGES = ['java', 'ruby', 'python', 'javascript', 'sql', undefined];
const CODE_TEXTS = [
  'x = 1',
  'if (a < b && c > d) {\n  return "x";\n}',
  '* not a list\n# nor this',
  '<div class="a">&amp;</div>',
  'line 1\n\nline 3',
  '  indented\n    more',
  "SELECT * FROM t WHERE a = 'b'",
  'h1. no\n|a|b|',
  '{{toc}}',
  '@a@ _b_',
] as const;
const INLINE_CODE = [
  'x',
  'a_b',
  '*p',
  'foo()',
  'List<T>',
  'a@b',
  'a && b',
  '|x|',
  '"s"',
  'a b',
  '&amp;',
  '!x!',
  'C:\\x',
];
const URLS = [
  'https://example.com',
  'https://example.com/path/a_b_c',
  'http://example.com/?a=1&b=2',
  'https://example.com/x(1)',
  'https://example.com/#frag',
  'mailto:me@example.org',
  'https://example.com/~user/',
  'https://example.com/a-b-c/',
];

const MARKS: readonly AdfMark[] = [
  STRONG,
  STRONG,
  EM,
  EM,
  STRIKE,
  UNDERLINE,
  SUP,
  SUB,
  textColorMark('#ff0000'),
  backgroundColorMark('#00ff00'),
];

/** @returns the same documents for the same seed. */
export function createDocuments(seed: number, count: number): readonly AdfDocument[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const maker = new DocumentMaker(random);
    return normalizeDocument(maker.several(1, 4, () => maker.block()));
  });
}

class DocumentMaker {
  constructor(private readonly random: Random) {}

  /** `minimum` to `maximum` results. */
  several<T>(minimum: number, maximum: number, make: (index: number) => T): T[] {
    const length = minimum + this.random.integer(maximum - minimum + 1);
    return Array.from({ length }, (_, index) => make(index));
  }

  private roll(): number {
    return this.random.integer(1_000_000) / 1_000_000;
  }

  private happens(probability: number): boolean {
    return this.roll() < probability;
  }

  block(): AdfNode {
    const { random } = this;
    const roll = this.roll();
    if (roll < 0.38) return paragraph(this.line(), this.blockMarks());
    if (roll < 0.46) return heading(1 + random.integer(6), this.line(0));
    if (roll < 0.6) return this.list(1);
    if (roll < 0.68) return this.code();
    if (roll < 0.73) return RULE;
    if (roll < 0.8) return blockquote(this.several(1, 2, () => this.quoteBlock()));
    if (roll < 0.9) return this.table();

    return expand(
      random.pick(['Details', 'Show (more)', '']),
      this.several(1, 2, () => this.quoteBlock()),
    );
  }

  private blockMarks(): readonly AdfMark[] {
    const { random } = this;
    if (!this.happens(0.1)) return [];
    return [random.pick([alignmentMark('center'), alignmentMark('end'), indentationMark(2)])];
  }

  private quoteBlock(): AdfNode {
    const roll = this.roll();
    if (roll < 0.7) return paragraph(this.line());
    return roll < 0.85 ? this.list(1) : this.code();
  }

  private code(): AdfNode {
    return codeBlock(this.random.pick(CODE_TEXTS), this.random.pick(LANGUAGES));
  }

  private list(depth: number): AdfNode {
    const items = this.several(1, 3, () => {
      const blocks: AdfNode[] = [paragraph(this.line(0.1))];
      if (this.happens(0.06)) blocks.push(this.code());
      if (depth < 3 && this.happens(0.25)) blocks.push(this.list(depth + 1));
      return listItem(blocks);
    });
    return this.happens(0.5) ? bulletList(items) : orderedList(items);
  }

  private table(): AdfNode {
    const { random } = this;
    const columns = 1 + random.integer(3);
    const hasHeader = this.happens(0.6);
    return table(
      this.several(1, 3, (row) =>
        tableRow(
          Array.from({ length: columns }, () => {
            const isEmpty = this.happens(0.08);
            const content = isEmpty ? [paragraph([])] : [paragraph(this.line(0.1))];
            return tableCell(hasHeader && row === 0, content);
          }),
        ),
      ),
    );
  }

  /** Runs of text with marks, as an editor gives them: never empty, seldom ending in a space. */
  private line(breakChance = 0.15): readonly AdfNode[] {
    const nodes: AdfNode[] = [];
    const runs = this.several(1, 4, () => this.run());
    runs.forEach((run, index) => {
      if (index > 0) {
        if (this.happens(breakChance)) nodes.push(HARD_BREAK);
        else if (this.happens(0.9)) nodes.push(text(' '));
      }
      nodes.push(run);
    });
    return nodes;
  }

  private run(): AdfNode {
    const { random } = this;
    const roll = this.roll();
    if (roll < 0.08) return text(random.pick(INLINE_CODE), [CODE]);
    if (roll < 0.16) return text(this.words(3), [linkMark(random.pick(URLS))]);
    if (roll < 0.18) return this.bareLink();
    if (roll < 0.42) {
      const marks = this.several(1, this.happens(0.2) ? 2 : 1, () => random.pick(MARKS));
      return text(this.words(3), marks);
    }
    return text(this.words(6));
  }

  private bareLink(): AdfNode {
    const url = this.random.pick(URLS);
    return text(url.replace(/^mailto:/, ''), [linkMark(url)]);
  }

  private words(maximum: number): string {
    const { random } = this;
    return this.several(1, maximum, () =>
      this.happens(0.12) ? random.pick(TRICKY) : random.pick(WORDS),
    ).join(' ');
  }
}
