/**
 * Splits Markdown into blocks with `marked`'s lexer. Its inline rules are not run (see
 * `inline/scan.ts`), and three of its block rules are kept from what they cannot bear: quotes and
 * lists nested without end (each level lexes all that is in it again, and recurses) and tables of
 * few characters and millions of cells.
 */
import { getDefaults, Lexer, type MarkedOptions, type Token, Tokenizer, type Tokens } from 'marked';
import type { TextLimits } from '../context';
import { decodeEntities } from '../entities/decode-entities';
import type { References, ReferenceTarget } from './inline/options';

const DELIMITER_ROW = /^[ \t]{0,3}[|:-][-|: \t]*$/;

/** The same label, however it is spaced and cased. */
function normalizeLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}

class GuardedTokenizer extends Tokenizer {
  limits: TextLimits = { maxLength: 0, maxDepth: 0, maxTableCells: 0 };
  private depth = 0;

  override blockquote(src: string): Tokens.Blockquote | undefined {
    return this.nest(() => super.blockquote(src));
  }

  override list(src: string): Tokens.List | undefined {
    return this.nest(() => super.list(src));
  }

  /** Beyond the limit a marker is no marker, and what it marks stays text. */
  private nest<T>(read: () => T | undefined): T | undefined {
    if (this.depth >= this.limits.maxDepth) return undefined;
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  override def(src: string): Tokens.Def | undefined {
    // `[^1]: note` is a footnote to Redmine, and text to Jira.
    if (/^ {0,3}\[\^/.test(src)) return undefined;
    const token = super.def(src);
    if (token === undefined) return undefined;
    return { ...token, tag: normalizeLabel(token.tag) };
  }

  /** A table over the limit is returned without header and rows, for the reader to show its source. */
  override table(src: string): Tokens.Table | undefined {
    const headerEnd = src.indexOf('\n');
    if (headerEnd < 0) return undefined;
    const delimiterEnd = src.indexOf('\n', headerEnd + 1);
    const delimiters = src.slice(headerEnd + 1, delimiterEnd < 0 ? src.length : delimiterEnd);
    if (!DELIMITER_ROW.test(delimiters)) return undefined;
    const { cells, end } = measureTable(src, delimiters, delimiterEnd);
    if (cells <= this.limits.maxTableCells) return super.table(src);
    return { type: 'table', raw: src.slice(0, end), align: [], header: [], rows: [] };
  }
}

/** Cells that the table would have, its rows being filled up to the width of its header. */
function measureTable(src: string, delimiters: string, delimiterEnd: number) {
  const columns = delimiters.split('|').length;
  let rows = 1;
  let end = delimiterEnd < 0 ? src.length : delimiterEnd + 1;
  while (end < src.length && src[end] !== '\n') {
    rows++;
    const lineEnd = src.indexOf('\n', end);
    end = lineEnd < 0 ? src.length : lineEnd + 1;
  }
  return { cells: columns * rows, end };
}

const tokenizer = new GuardedTokenizer();
const options: MarkedOptions = { ...getDefaults(), gfm: true, tokenizer };

export interface LexedBlocks {
  readonly tokens: readonly Token[];
  readonly references: References;
}

/** @param source with `\n` line ends, within `limits.maxLength`. */
export function lexBlocks(source: string, limits: TextLimits): LexedBlocks {
  tokenizer.limits = limits;
  const lexer = new Lexer(options);
  lexer.blockTokens(source, lexer.tokens);
  return { tokens: lexer.tokens, references: toReferences(lexer.tokens.links) };
}

function toReferences(
  links: Readonly<Record<string, { href?: string; title?: string | null }>>,
): References {
  let isEmpty = true;
  for (const _ in links) {
    isEmpty = false;
    break;
  }
  return {
    isEmpty,
    has: (label) => !isEmpty && links[normalizeLabel(label)] !== undefined,
    find(label): ReferenceTarget | undefined {
      const link = links[normalizeLabel(label)];
      if (link === undefined) return undefined;
      const title = link.title ? decodeEntities(link.title) : undefined;
      return { href: decodeEntities(link.href ?? ''), title };
    },
  };
}
