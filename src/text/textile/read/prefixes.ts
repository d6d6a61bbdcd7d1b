/** `h1.`, `bq.`, `p.` and `fn1.` at the start of a line: the rest of the block is theirs. */
import { type BlockSink, getBlockRule } from './block-sink';
import { ALIGNMENT, DECORATION } from './tag-attributes';

const PREFIX = new RegExp(
  `(p|bq|h[1-6]|fn\\d{1,9})(${ALIGNMENT}${DECORATION})\\.(?::(\\S{1,2000}))? `,
  'y',
);
/** Without attributes and address, as nearly all are. */
const PLAIN_PREFIX = /(p|bq|h[1-6])()\. /y;
const STARTS = 'pbhf';
const PARAGRAPH = getBlockRule('p');
const QUOTE = getBlockRule('blockquote');

export interface FoundPrefix {
  /** Where the line begins. */
  readonly start: number;
  readonly name: string;
  readonly notation: string;
  /** All that follows in the block. */
  readonly content: string;
}

export function findPrefix(block: string): FoundPrefix | undefined {
  const hasLines = block.includes('\n');
  for (let start = 0; ; ) {
    const match = STARTS.includes(block[start] ?? ' ') ? readPrefix(block, start) : null;
    if (match) {
      const [all, name, notation] = match as unknown as [string, string, string];
      return { start, name, notation, content: block.slice(start + all.length) };
    }
    const lineEnd = hasLines ? block.indexOf('\n', start) : -1;
    if (lineEnd < 0) return undefined;
    start = lineEnd + 1;
  }
}

function readPrefix(block: string, start: number): RegExpExecArray | null {
  PLAIN_PREFIX.lastIndex = start;
  PREFIX.lastIndex = start;
  return PLAIN_PREFIX.exec(block) ?? PREFIX.exec(block);
}

export function writePrefixed({ name, notation, content }: FoundPrefix, sink: BlockSink): void {
  const isQuote = name === 'bq';
  const isNote = name.startsWith('fn');
  const rule = isQuote || isNote ? PARAGRAPH : getBlockRule(name);
  if (isQuote) sink.open(QUOTE, '');
  sink.open(rule, notation);
  sink.inline(isNote ? `<sup>${name.slice(2)}</sup> ${content}` : content);
  sink.close(rule);
  if (isQuote) sink.close(QUOTE);
}
