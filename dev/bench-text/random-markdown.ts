/**
 * Seeded Markdown as people write it, markers without sense among it, which micromark judges. Two
 * things are left out in which it differs from cmark-gfm, the parser of Redmine and GitHub that our
 * reader follows: bare addresses within emphasis, and `~~` that overlaps other markers.
 */
import { createRandom, type Random } from './random';

const WORDS = (
  'alpha beta server login page error value list code review Übung naïve 日本語 テスト。 snake_case_word ' +
  "2*3=6 x<y 50% don't (paren) v1.2.3 #12 PROJ-7 &amp; R&D &eacute; &nope; 5 > 4 a|b C:\\temp \\*no\\* — ☃"
).split(' ');
const MARKERS = ['*', '**', '***', '_', '__', '`', '``', '[', ']', '!', '\\', '<', '&'];
const BARE = ['', '', '', ' www.example.com.', ' https://example.com/a_b?'];
const ADDRESSES = [
  'https://example.com/a_b',
  'http://localhost:3000/x(1)',
  '/path',
  '<https://example.com/a b>',
];
const TITLES = ['', ' "title"', " 'it'", ' (a "b" c)'];

/** @returns `count` sources; the same seed gives the same. */
export function createMarkdown(seed: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const writer = new MarkdownWriter(createRandom(seed + index));
    return writer.blocks(1 + (index % 4), 0).join('\n');
  });
}

class MarkdownWriter {
  constructor(private readonly random: Random) {}

  /** Lines of blocks, with an empty line between most of them. */
  blocks(count: number, depth: number): readonly string[] {
    const lines: string[] = [];
    for (let index = 0; index < count; index++) {
      if (index > 0 && !this.random.chance(8)) lines.push('');
      lines.push(...this.block(depth));
    }
    return lines;
  }

  private block(depth: number): readonly string[] {
    const { random } = this;
    const kinds = [
      'paragraph',
      'paragraph',
      'heading',
      'setext',
      'code',
      'indented',
      'rule',
      'table',
    ];
    const nested = depth < 2 ? ['quote', 'bullets', 'numbers'] : [];
    switch (random.pick([...kinds, ...nested])) {
      case 'heading':
        return [
          `${'#'.repeat(1 + random.integer(6))} ${this.line()}${random.pick(['', ' #', ' ##'])}`,
        ];
      case 'setext':
        return [this.line(), random.pick(['===', '---', '='])];
      case 'code': {
        const fence = random.pick(['```', '~~~', '````']);
        return [fence + random.pick(['', 'js', ' ruby x']), this.line(), '  x', fence];
      }
      case 'indented':
        return [`    ${this.line()}`, '', '      x'];
      case 'rule':
        return [random.pick(['---', '***', '_ _ _', '- - -'])];
      case 'table':
        return [
          '| a | b |',
          '|---|:-:|',
          `| ${this.cell()} | ${this.cell()} |`,
          `| ${this.cell()}`,
        ];
      case 'quote':
        return this.blocks(1 + random.integer(2), depth + 1).map((line) => `> ${line}`.trimEnd());
      case 'bullets':
        return this.items(() => random.pick(['- ', '- ', '-   ']), depth);
      case 'numbers':
        return this.items((index) => `${1 + index}. `, depth);
      default:
        return Array.from({ length: 1 + random.integer(3) }, () => this.line());
    }
  }

  private items(marker: (index: number) => string, depth: number): readonly string[] {
    return Array.from({ length: 1 + this.random.integer(3) }, (_, index) => {
      const own = marker(index);
      const [first = '', ...rest] = this.blocks(1 + this.random.integer(2), depth + 1);
      const indent = ' '.repeat(own.length);
      return [own + first, ...rest.map((line) => (line === '' ? '' : indent + line))];
    }).flat();
  }

  private line(): string {
    const parts = Array.from({ length: 1 + this.random.integer(7) }, () => this.phrase());
    const line = parts.join(this.random.chance(9) ? '' : ' ') + this.random.pick(BARE);
    return line + this.random.pick(['', '', '', '  ', '\\']);
  }

  private cell(): string {
    return this.phrase().replaceAll('|', '\\|');
  }

  private phrase(): string {
    const { random } = this;
    const word = random.pick(WORDS);
    const text = random.chance(3) ? `${word} ${random.pick(WORDS)}` : word;
    const marker = random.pick(MARKERS);
    switch (random.integer(9)) {
      case 0:
        return `${marker}${text}${marker}`;
      case 1:
        return `**${this.phrase()}**`;
      case 2:
        return `_${this.phrase()}_`;
      case 3:
        return `[${text}](${random.pick(ADDRESSES)}${random.pick(TITLES)})`;
      case 4:
        return random.pick([marker, `\`${text}\``, '<https://example.com>', `~~${word}~~`]);
      default:
        return text;
    }
  }
}
