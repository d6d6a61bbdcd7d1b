/**
 * Cuts the text into blocks at empty lines and gives each its tags.
 *
 * A block that holds a tag at a line's start (code, a quote's border) is left alone. In all others
 * each rule may apply, one after the other; a block to which none applied is a paragraph.
 */
import { type BlockSink, getBlockRule, MarkupSink } from './block-sink';
import { sliceOf, unitAt } from './character-classes';
import { flushLeft } from './clean-white-space';
import { findFirstItem, type ItemLine, ListWriter, readItem } from './lists';
import { findPrefix, writePrefixed } from './prefixes';
import { markRules, RULE_TAG } from './rules';
import { hasTagAtLineStart, replaceIndented, splitBlocks, stripSpace } from './split-blocks';
import { findTable, writeTable } from './tables';
import { EQUALS, GREATER, LESS } from './traits';
import type { Workspace } from './workspace';

const PARAGRAPH = getBlockRule('p');
const QUOTE = getBlockRule('blockquote');
const NUMBER_SIGN = 35;
const STAR = 42;
const PIPE = 124;

/** Indented blocks within indented blocks, beyond which indents mean nothing. */
const MAX_INDENTED_DEPTH = 6;

export function readBlocks(text: string, workspace: Workspace, sink: DocumentSink): void {
  const blocks = splitBlocks(text);
  // Tags of code, quotes and literal text.
  const mayHaveTags = (workspace.traits & (LESS | GREATER | EQUALS)) !== 0;
  const last = blocks.length - 1;
  for (let index = 0; index <= last; index++) {
    const block = blocks[index] as string;
    if (block === '<blockquote>') {
      sink.open(QUOTE, '');
      continue;
    }
    if (block === '</blockquote>') {
      sink.close(QUOTE);
      continue;
    }
    const isMarkup = block === '' || (mayHaveTags && hasTagAtLineStart(block));
    const stripped = isMarkup ? undefined : stripSpace(block);
    if (stripped === '') continue;
    if (stripped !== undefined && writeWhole(stripped, workspace, sink, index === 0)) continue;
    const markup = rewriteOne(block, workspace, false, 0);
    sink.markup(markup, index === 0, index === last);
  }
}

export interface DocumentSink extends BlockSink {
  readonly rule: () => void;
  /** Tags and text. The flags are true when the whole text starts or ends with it. */
  readonly markup: (markup: string, isFirst: boolean, isLast: boolean) => void;
}

/** Writes a block to which one rule applies as a whole, or none; false when it is another. */
function writeWhole(
  block: string,
  workspace: Workspace,
  sink: DocumentSink,
  isFirst: boolean,
): boolean {
  const table =
    unitAt(block, block.length - 1) === PIPE
      ? findTable(block, workspace.limits.maxTableCells)
      : undefined;
  if (table) {
    if (table.start > 0 || block.includes('\n\n')) return false;
    writeTable(table.rows, sink);
    return true;
  }
  const first = unitAt(block, 0);
  if (first === STAR || first === NUMBER_SIGN || block.includes('\n')) {
    return writeWholeList(block, sink, isFirst);
  }
  const prefix = findPrefix(block);
  if (prefix) {
    writePrefixed(prefix, sink);
    return true;
  }
  const rules = markRules(block);
  if (rules === RULE_TAG) {
    sink.rule();
    return true;
  }
  if (rules !== undefined) {
    sink.markup(rules, false, false);
    return true;
  }
  sink.open(PARAGRAPH, '');
  sink.inline(block);
  sink.close(PARAGRAPH);
  return true;
}

/** A list of nothing but items, line for line, perhaps below lines of text. */
function writeWholeList(block: string, sink: DocumentSink, isFirst: boolean): boolean {
  const start = findFirstItem(block);
  if (start < 0) return false;
  const above = sliceOf(block, 0, start);
  if (above.includes('\n\n') || findPrefix(above) || markRules(above) !== undefined) return false;
  const items: ItemLine[] = [];
  for (const line of sliceOf(block, start).split('\n')) {
    const item = readItem(line);
    if (item === undefined) return false;
    items.push(item);
  }
  if (start > 0) sink.markup(above, isFirst, false);
  const list = new ListWriter(sink);
  for (const item of items) list.add(item);
  list.end();
  return true;
}

/** @param isCode true for an indented block below a paragraph, which is code by default. */
function rewriteOne(block: string, workspace: Workspace, isCode: boolean, depth: number): string {
  if (block === '' || hasTagAtLineStart(block)) return block;
  const stripped = stripSpace(block);
  if (stripped === '') return '';
  // Looked at before white space is stripped: an empty line above makes a list plain.
  const isPlain = !'#*> '.includes(block[0] as string);
  return rewriteBlock(stripped, workspace, { isPlain, isCode, depth });
}

interface BlockPlace {
  /** True when indented blocks below are code by default. */
  readonly isPlain: boolean;
  readonly isCode: boolean;
  readonly depth: number;
}

/** A block in which several rules may apply, one after the other. */
function rewriteBlock(stripped: string, workspace: Workspace, place: BlockPlace): string {
  const { isPlain, isCode, depth } = place;
  let below = '';
  let block = stripped;
  if (depth < MAX_INDENTED_DEPTH && stripped.includes('\n\n ')) {
    block = replaceIndented(stripped, (indented) => {
      const inner = splitBlocks(flushLeft(indented))
        .map((part) => rewriteOne(part, workspace, isPlain, depth + 1))
        .join('\n\n');
      if (!isPlain) return inner;
      below += inner;
      return '';
    });
  }
  const rewritten = applyRules(block, workspace);
  if (rewritten !== undefined) return `${rewritten}\n${below}`;
  const tags = isCode ? ['<pre><code>', '</code></pre>'] : ['<p>', '</p>'];
  return `\t${tags[0]}${block}${tags[1]}\n${below}`;
}

/** Undefined when none of the rules applies. */
function applyRules(block: string, workspace: Workspace): string | undefined {
  let rewritten: string | undefined;
  const table = findTable(block, workspace.limits.maxTableCells);
  if (table) {
    const sink = new MarkupSink(workspace);
    writeTable(table.rows, sink);
    rewritten = `${sliceOf(block, 0, table.start)}${sink.markup}\n\n`;
  }
  const firstItem = findFirstItem(rewritten ?? block);
  if (firstItem >= 0) {
    rewritten = rewriteList(rewritten ?? block, firstItem, workspace);
  }
  const prefix = findPrefix(rewritten ?? block);
  if (prefix) {
    const sink = new MarkupSink(workspace);
    writePrefixed(prefix, sink);
    rewritten = (rewritten ?? block).slice(0, prefix.start) + sink.markup;
  }
  return markRules(rewritten ?? block) ?? rewritten;
}

function rewriteList(block: string, start: number, workspace: Workspace): string {
  const sink = new MarkupSink(workspace);
  const list = new ListWriter(sink);
  for (const line of sliceOf(block, start).split('\n')) {
    const item = readItem(line);
    if (item) list.add(item);
    else sink.inline(`\n${line}`);
  }
  list.end();
  return sliceOf(block, 0, start) + sink.markup;
}
