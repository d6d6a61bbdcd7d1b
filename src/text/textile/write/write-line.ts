/** Writes a line of tokens at one level of escaping. */
import { isAsciiWordAt } from '../read/character-classes';
import { type EscapeLevel, escapeText } from './escapes';
import { linksItself, writeHref, writeHrefStrictly } from './hrefs';
import type { LineToken, TextToken } from './line-tokens';
import { endsAddress, endsPhrase, firstCharacter, longestPhrase } from './token-neighbours';
import { canBeAtCode, writeCodeTag } from './write-code';
import type { PhraseMark } from './writer-marks';

export interface LineOptions {
  readonly level: EscapeLevel;
  /** True when the document has `==` more than once. */
  readonly hasLongNotextile: boolean;
}

/**
 * Nothing, but to Redmine a tag: a phrase may start after it and end before it, and an address
 * ends. It is what a phrase within a word needs.
 */
const SEPARATOR = '<notextile></notextile>';

/** Stands for white space where Redmine would drop it. */
const SPACE = '&#32;';

/** The line; hard breaks are line ends, and no line of it is blank. */
export function writeLine(tokens: readonly LineToken[], options: LineOptions): string {
  const writer = new LineWriter(options);
  writer.addRun(tokens, []);
  return writer.end();
}

/** The address as the line has it at this level. */
export function writeHrefAt(href: string, level: EscapeLevel): string {
  const written = writeHref(href) ?? href;
  return level === 'special' ? writeHrefStrictly(written) : written;
}

type Last =
  | { readonly kind: 'start' | 'text' | 'address' | 'break' }
  | { readonly kind: 'open' | 'close'; readonly rank: number };

class LineWriter {
  private out = '';
  private last: Last = { kind: 'start' };
  /** Phrases opened right before, whose pass comes after that of the next one. */
  private pendingOuter = 0;

  constructor(private readonly options: LineOptions) {}

  end(): string {
    const isStrict = this.options.level !== 'always';
    return this.out
      .split('\n')
      .map((line) => {
        if (/^ *$/.test(line)) return SPACE;
        return isStrict && line.startsWith(' ') ? SPACE + line.slice(1) : line;
      })
      .join('\n');
  }

  /** @param open the phrases around the run. */
  addRun(tokens: readonly LineToken[], open: readonly PhraseMark[]): void {
    let index = 0;
    while (index < tokens.length) {
      const token = tokens[index] as LineToken;
      const { phrase, end } = longestPhrase(tokens, index, open);
      if (phrase) {
        this.open(phrase);
        this.addRun(tokens.slice(index, end), [...open, phrase]);
        this.close(phrase);
      } else {
        this.addToken(token, tokens[index + 1]);
      }
      index = Math.max(end, index + 1);
    }
  }

  private open({ rank, open }: PhraseMark): void {
    const isInner = this.last.kind === 'open' && this.last.rank > rank;
    this.pendingOuter = isInner ? this.pendingOuter + 1 : 0;
    if (!this.mayOpen(rank)) this.out += SEPARATOR;
    this.out += open;
    this.last = { kind: 'open', rank };
  }

  private mayOpen(rank: number): boolean {
    const { last, out } = this;
    const isStrict = this.options.level === 'special';
    switch (last.kind) {
      case 'start':
      case 'break':
        return true;
      case 'open':
        return last.rank < rank || (!isStrict && this.pendingOuter < 2);
      case 'close':
        return last.rank < rank;
      case 'address':
      case 'text': {
        const end = out[out.length - 1];
        return end === ' ' || (!isStrict && (end === '(' || end === '>'));
      }
      default:
        return last satisfies never;
    }
  }

  private close({ rank, close }: PhraseMark): void {
    this.out += close;
    this.last = { kind: 'close', rank };
  }

  private addToken(token: LineToken, next: LineToken | undefined): void {
    if (token.kind === 'break') {
      this.out += '\n';
      this.last = { kind: 'break' };
      return;
    }
    if (token.kind === 'verbatim') this.addText(token.text);
    else if (token.marks.href !== undefined) this.addLink(token, token.marks.href);
    else if (token.marks.isCode) this.addCode(token.text, next);
    else this.addText(this.escape(token.text, firstCharacter(next)));
  }

  /** @param after the character that will follow; what is not known is taken for a letter. */
  private escape(text: string, after: string): string {
    const isStart = this.last.kind === 'start' || this.last.kind === 'break';
    const before = isStart ? '' : (this.out.at(-1) ?? '');
    const { level, hasLongNotextile } = this.options;
    return escapeText(text, { level, hasLongNotextile, before, after });
  }

  private addText(written: string): void {
    const needsEnd =
      (this.last.kind === 'close' && !endsPhrase(written)) ||
      (this.last.kind === 'address' && !endsAddress(written));
    if (needsEnd) this.out += SEPARATOR;
    this.out += written;
    this.last = { kind: 'text' };
  }

  private addCode(code: string, next: LineToken | undefined): void {
    const isFree =
      this.last.kind !== 'address' &&
      !isAsciiWordAt(this.out, this.out.length - 1) &&
      !/^[A-Za-z0-9_]/.test(firstCharacter(next));
    this.addText(
      isFree && canBeAtCode(code) && this.options.level === 'always'
        ? `@${code}@`
        : writeCodeTag(code),
    );
  }

  private addLink(token: TextToken, href: string): void {
    const { text, marks } = token;
    const { level } = this.options;
    const written = writeHrefAt(href, level);
    const isBare = level === 'always' && !marks.isCode && marks.title === undefined;
    if (isBare && linksItself(text, written) && this.mayStartAddress()) {
      this.addText(text);
    } else {
      const label = marks.isCode ? this.codeLabel(text) : this.label(text);
      const title = marks.title === undefined ? '' : `(${marks.title})`;
      this.addText(`"${label}${title}":${written}`);
    }
    this.last = { kind: 'address' };
  }

  private mayStartAddress(): boolean {
    if (this.last.kind !== 'text') return this.last.kind !== 'address';
    return ' ([,;'.includes(this.out.at(-1) ?? '');
  }

  private codeLabel(code: string): string {
    const isPlain = this.options.level === 'always' && !code.includes('"');
    return isPlain && canBeAtCode(code) ? `@${code}@` : writeCodeTag(code);
  }

  private label(text: string): string {
    const { level, hasLongNotextile } = this.options;
    let label = escapeText(text, { level, hasLongNotextile, before: '"', after: '"' });
    label = label.replace(/"/g, '&#34;');
    if (label.endsWith(')')) label = label.replace(/\(/g, '&#40;');
    return label.replace(/^[({[]/, (char) => `&#${char.charCodeAt(0)};`).replace(/^ | $/g, SPACE);
  }
}
