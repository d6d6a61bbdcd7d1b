/** Seeded Textile inputs: what people write, and syntax thrown together without sense. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createRandom, type Random } from './random';
import { TEXTILE_CASES } from './textile-cases';

const WORDS =
  "foo bar the Quick a I x 日本 жир naïve 42 v1.2 don't e-mail C++ snake_case HTML 😀 foo/bar a.b x=1 —".split(
    ' ',
  );

const PIECES = [
  '*',
  '**',
  '_',
  '__',
  '-',
  '+',
  '^',
  '~',
  '%',
  '??',
  '@',
  '"',
  '"a":http://e.com',
  '":http://x.y/z ',
  '!',
  '!http://e.com/a.png!',
  '(',
  ')',
  '[',
  ']',
  '[1]',
  '{',
  '}',
  '<',
  '>',
  '&',
  '&amp;',
  '&#42;',
  '\n',
  '\n\n',
  '\n* ',
  '\n# ',
  '\n** ',
  '\n| ',
  '|',
  '|_. ',
  '|\n|',
  '\n\nh1. ',
  '\n\nbq. ',
  '\n\np. ',
  '\n> ',
  '\n>> ',
  '---',
  '\n\n---\n\n',
  '<pre>',
  '</pre>',
  '<code>',
  '</code>',
  '<pre><code class="ruby">\n',
  '\n</code></pre>',
  '<kbd>',
  '</kbd>',
  '<notextile>',
  '</notextile>',
  '==',
  'http://e.com/x',
  'https://e.com/a_b_c?x=1&y=2',
  'www.e.com',
  'a@b.co',
  '.',
  ',',
  ':',
  ';',
  '?',
  '%{color:red}',
  '(cls)',
  'p=. ',
  '|>. ',
  '|\\2. ',
  '{{toc}}',
  '{{collapse(x)\n',
  '\n}}',
  '#12',
  '@bob',
  '[[Page]]',
  '[[P|t]]',
  '<b>',
  '</b>',
  '<br/>',
  '<!-- c -->',
  '--',
  '\t',
  '  ',
  '\n  ',
  '$',
  '`',
  '\\',
  '/',
  '=',
] as const;

/** All inputs: our own cases, those of a folder of `.textile` files if one is named, seeded ones. */
export function createInputs(seed: number, count: number): readonly string[] {
  const random = createRandom(seed);
  const maker = new InputMaker(random);
  const seeded = Array.from({ length: count }, (_, index) =>
    index % 4 === 3 ? maker.nonsense() : maker.document(),
  );
  return [...Object.values(TEXTILE_CASES).flat(), ...folderInputs(), ...seeded];
}

function folderInputs(): readonly string[] {
  const folder = process.env.BENCH_TEXT_TEXTILE;
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.textile'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'));
}

class InputMaker {
  constructor(private readonly random: Random) {}

  document(): string {
    return this.several(1, 4, () => this.block(), '\n\n');
  }

  nonsense(): string {
    const piece = () =>
      this.random.chance(2)
        ? this.random.pick(WORDS) + (this.random.chance(2) ? ' ' : '')
        : this.random.pick(PIECES);
    return this.several(3, 20, piece, '');
  }

  private several(
    minimum: number,
    maximum: number,
    make: (index: number) => string,
    separator: string,
  ): string {
    const length = minimum + this.random.integer(maximum - minimum + 1);
    return Array.from({ length }, (_, index) => make(index)).join(separator);
  }

  private block(): string {
    const { random } = this;
    const line = () => this.line();
    const blocks: readonly (() => string)[] = [
      () => this.several(1, 3, line, '\n'),
      () => this.several(1, 3, line, '\n'),
      () => this.several(1, 3, line, '\n'),
      () => `h${1 + random.integer(4)}. ${this.line()}`,
      () => `bq. ${this.line()}`,
      () => this.list(),
      () => this.list(),
      () => this.table(),
      () => `<pre>\n${this.several(1, 3, line, '\n')}\n</pre>`,
      () =>
        `<pre><code class="${random.pick(['ruby', 'sql', 'x'])}">\n${this.line()}\n</code></pre>`,
      () => this.several(1, 3, () => `> ${this.line()}`, '\n'),
      () => '---',
      () => `p${random.pick(['=', '>', '(', ''])}. ${this.line()}`,
      () => `{{collapse(${random.pick(WORDS)})\n${this.line()}\n}}`,
      () => `${this.line()}\n${this.list()}`,
      () => `${this.line()}\n<pre>\n${this.line()}\n</pre>\n${this.line()}`,
    ];
    return random.pick(blocks)();
  }

  private list(): string {
    let depth = 1;
    const marker = this.random.pick(['*', '#']);
    const item = (index: number) => {
      depth = index === 0 ? 1 : Math.max(1, Math.min(3, depth + this.random.integer(3) - 1));
      return `${marker.repeat(depth)} ${this.line()}`;
    };
    return this.several(2, 5, item, '\n');
  }

  private table(): string {
    const columns = 2 + this.random.integer(2);
    const cell = () => {
      const notation = this.random.pick(['', '', '', '=. ', '>. ', '_. ']);
      return `${notation}${this.random.chance(2) ? ' ' : ''}${this.line()}`;
    };
    const row = () => `|${this.several(columns, columns, cell, '|')}|`;
    return this.several(2, 4, row, '\n');
  }

  private line(): string {
    return this.several(1, 5, () => this.phrase(), ' ') + this.random.pick(['', '', '.', ',', ':']);
  }

  private phrase(): string {
    const words = this.several(1, 3, () => this.random.pick(WORDS), ' ');
    const phrases = [
      ...Array.from({ length: 14 }, () => words),
      `*${words}*`,
      `*${words}*`,
      `_${words}_`,
      `_${words}_`,
      `-${words}-`,
      `+${words}+`,
      `@${words}@`,
      `@${words}@`,
      `^${words}^`,
      `~${words}~`,
      `**${words}**`,
      `__${words}__`,
      `*_${words}_*`,
      `(${words})`,
      `"${words}"`,
      `%{color:red}${words}%`,
      `"${words}":https://example.com/a_b?c=1&d=2`,
      `https://example.com/${this.random.integer(99)}`,
      'me@example.com',
      '#9999',
      '[[Wiki page]]',
      '&lt;',
      `<b>${words}</b>`,
      'List<String>',
      'a -- b',
      `${words}!`,
      `${words}?`,
      `${words}...`,
    ];
    return this.random.pick(phrases);
  }
}
