/** The syntax of blocks: what a line may start, by its first character. */
import type { BlockStart } from './block-start';
import { startFence } from './code-blocks';
import { consumeQuoteMarker, createContainer } from './container';
import { startHeading, startUnderline } from './headings';
import { startHtml } from './html-block';
import { startItem } from './list-items';
import { startTable } from './tables';

const RULE = /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/;

const startRule: BlockStart = (open, { rest, matched }) => {
  if (!RULE.test(rest)) return undefined;
  open.addLine(matched, { kind: 'rule' });
  return 'leaf';
};

const startQuote: BlockStart = (open, { line, matched }) => {
  open.prepareBlock(matched);
  consumeQuoteMarker(line);
  open.containers.push(createContainer('quote'));
  return 'container';
};

const NUMBERS = Object.fromEntries([...'0123456789'].map((digit) => [digit, [startItem]]));

/** In the order in which they are tried. */
const STARTS: Readonly<Record<string, readonly BlockStart[]>> = {
  ...NUMBERS,
  '>': [startQuote],
  '#': [startHeading],
  '`': [startFence],
  '~': [startFence],
  '<': [startHtml],
  '=': [startUnderline],
  '|': [startTable],
  ':': [startTable],
  '-': [startUnderline, startTable, startRule, startItem],
  '*': [startRule, startItem],
  _: [startRule],
  '+': [startItem],
};

/** By the code of a line's first character. */
export const BLOCK_STARTS: readonly (readonly BlockStart[] | undefined)[] = Array.from(
  { length: 0x80 },
  (_, code) => STARTS[String.fromCharCode(code)],
);

/** What opens no deeper than the limit. */
export const CONTAINER_STARTS: ReadonlySet<BlockStart> = new Set([startQuote, startItem]);
