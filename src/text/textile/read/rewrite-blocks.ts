/**
 * Cuts the text into blocks at empty lines and gives each its tags.
 *
 * A block that holds a tag at a line's start (code, a quote's border) is left alone. In all others
 * each rule may apply, one after the other; a block to which none applied is a paragraph.
 */
import { isAsciiWordAt, isSpaceAt } from './character-classes';
import { flushLeft } from './clean-white-space';
import { rewriteLists } from './rewrite-lists';
import { rewritePrefix } from './rewrite-prefix';
import { rewriteRules } from './rewrite-rules';
import { rewriteTables } from './rewrite-tables';
import { PART_START, type Workspace } from './workspace';

/** Each returns undefined when it does not apply. */
type BlockRule = (block: string, workspace: Workspace) => string | undefined;

const BLOCK_RULES: readonly BlockRule[] = [
  rewriteTables,
  rewriteLists,
  rewritePrefix,
  rewriteRules,
];

/** Tags at a line's start that do not make a block one to be left alone. */
const PHRASE_TAGS: ReadonlySet<string> = new Set(['br', 'code', 'kbd', 'span']);

/** Indented blocks within indented blocks, beyond which indents mean nothing. */
const MAX_INDENTED_DEPTH = 20;

export function rewriteBlocks(text: string, workspace: Workspace): readonly string[] {
  const blocks: string[] = [];
  for (const block of splitBlocks(text)) blocks.push(rewriteOne(block, workspace, false, 0));
  return blocks;
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
  let isApplied = false;
  for (const rule of BLOCK_RULES) {
    const rewritten = rule(block, workspace);
    if (rewritten === undefined) continue;
    isApplied = true;
    block = rewritten;
  }
  if (!isApplied) {
    block = isCode ? `\t<pre><code>${block}</code></pre>` : `\t<p>${block}</p>`;
  }
  return `${block}\n${below}`;
}

/** Cuts at empty lines, but not before an indented line. */
function splitBlocks(text: string): readonly string[] {
  const blocks: string[] = [];
  let start = 0;
  let at = text.indexOf('\n\n');
  while (at >= 0) {
    let end = at + 2;
    while (text[end] === '\n') end++;
    const cutEnd = text[end] === ' ' ? end - 1 : end;
    if (cutEnd - at >= 2) {
      blocks.push(text.slice(start, at));
      start = cutEnd;
    }
    at = text.indexOf('\n\n', end);
  }
  blocks.push(text.slice(start));
  return blocks;
}

/** `<name…>` or `</name…>` at the start of a line; only the first such line counts. */
function hasTagAtLineStart(block: string): boolean {
  for (let lineStart = 0; ; ) {
    const name = block[lineStart] === '<' ? tagNameAt(block, lineStart) : '';
    if (name !== '') return !PHRASE_TAGS.has(name);
    const lineEnd = block.indexOf('\n', lineStart);
    if (lineEnd < 0) return false;
    lineStart = lineEnd + 1;
  }
}

function tagNameAt(block: string, open: number): string {
  if (block.startsWith(PART_START, open)) return PART_START;
  const start = block[open + 1] === '/' ? open + 2 : open + 1;
  let end = start;
  while (isAsciiWordAt(block, end)) end++;
  return block.slice(start, end);
}

/** Replaces each run of indented lines that stand alone between empty lines. */
function replaceIndented(block: string, replace: (indented: string) => string): string {
  let result = '';
  let copied = 0;
  let at = block.indexOf('\n\n ');
  while (at >= 0) {
    let end = at;
    // "\n", then one or more of "\n" and an indented line, and all of that again.
    while (block.startsWith('\n\n ', end)) {
      end++;
      while (block.startsWith('\n ', end)) {
        const lineEnd = block.indexOf('\n', end + 1);
        end = lineEnd < 0 ? block.length : lineEnd;
      }
    }
    result += block.slice(copied, at) + replace(block.slice(at, end));
    copied = end;
    at = block.indexOf('\n\n ', end);
  }
  return result + block.slice(copied);
}

/** Ruby's `strip`: ASCII white space only. */
function stripSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpaceAt(text, start)) start++;
  while (end > start && isSpaceAt(text, end - 1)) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}
