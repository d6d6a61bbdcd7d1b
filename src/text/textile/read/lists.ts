/**
 * Lists: every line from the first item of a block to the block's end belongs to one list. Depth
 * is the number of markers, and the last marker of an item says which kind of list it is in.
 */

import { type BlockSink, getBlockRule } from './block-sink';
import { codeAt, sliceOf } from './character-classes';
import { ALIGNMENT, DECORATION } from './tag-attributes';
import type { BlockRule } from './tag-rules';

const BULLETS = getBlockRule('ul');
const NUMBERS = getBlockRule('ol');
const ITEM = getBlockRule('li');

const SPACE = 32;
const NUMBER_SIGN = 35;
const STAR = 42;
const FIRST_ITEM = new RegExp(`[#*]{1,200}?${DECORATION} `, 'y');
const DECORATED_ITEM = new RegExp(`^([#*]{1,200})(${ALIGNMENT}${DECORATION}) `);

/** The start of the first line that is an item, or -1. */
export function findFirstItem(block: string): number {
  for (let lineStart = 0; ; ) {
    const code = codeAt(block, lineStart);
    if (code === STAR || code === NUMBER_SIGN) {
      FIRST_ITEM.lastIndex = lineStart;
      if (FIRST_ITEM.test(block)) return lineStart;
    }
    const lineEnd = block.indexOf('\n', lineStart);
    if (lineEnd < 0) return -1;
    lineStart = lineEnd + 1;
  }
}

export interface ItemLine {
  readonly markers: string;
  readonly notation: string;
  readonly content: string;
}

/** Undefined for a line that goes on with the item above. */
export function readItem(line: string): ItemLine | undefined {
  let at = 0;
  let code = codeAt(line, 0);
  for (; code === STAR || code === NUMBER_SIGN; at++) code = codeAt(line, at + 1);
  if (at === 0) return undefined;
  if (code === SPACE) {
    return { markers: sliceOf(line, 0, at), notation: '', content: sliceOf(line, at + 1) };
  }
  const item = DECORATED_ITEM.exec(line);
  if (!item) return undefined;
  const content = sliceOf(line, item[0].length);
  return { markers: item[1] as string, notation: item[2] as string, content };
}

/** Puts a list into the sink, one item after the other. */
export class ListWriter {
  private readonly open: string[] = [];

  constructor(private readonly sink: BlockSink) {}

  add({ markers, notation, content }: ItemLine): void {
    const { open, sink } = this;
    let deepest = open[open.length - 1];
    while (deepest !== undefined && deepest.length > markers.length) {
      this.closeList(open.pop() as string);
      deepest = open[open.length - 1];
    }
    if (deepest?.length === markers.length) sink.close(ITEM);
    if (deepest !== markers) {
      open.push(markers);
      sink.endLine();
      sink.open(listRule(markers), notation);
    }
    sink.endLine();
    sink.open(ITEM, '');
    sink.inline(content);
  }

  end(): void {
    for (let markers = this.open.pop(); markers; markers = this.open.pop()) this.closeList(markers);
  }

  private closeList(markers: string): void {
    this.sink.close(ITEM);
    this.sink.endLine();
    this.sink.close(listRule(markers));
  }
}

function listRule(markers: string): BlockRule {
  return markers.endsWith('#') ? NUMBERS : BULLETS;
}
