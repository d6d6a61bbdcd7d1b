/**
 * Splits Markdown into blocks: CommonMark's block structure with GFM's tables, line by line, as
 * the specification describes it. Each line is looked at once for each container it stands in, and
 * containers nest no deeper than the limit, so time is linear in the text.
 *
 * @see https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy
 */
import type { TextLimits } from '../../context';
import type { BlockTree } from './block';
import type { StartPlace } from './block-start';
import { createIndentedCode } from './code-blocks';
import { type Container, continueContainer } from './container';
import { createParagraph } from './leaf';
import { Line } from './line';
import { OpenBlocks } from './open-blocks';
import { BLOCK_STARTS, CONTAINER_STARTS } from './syntax';

/** @param source with `\n` line ends. */
export function parseBlocks(source: string, limits: TextLimits): BlockTree {
  const open = new OpenBlocks(limits);
  const line = new Line();
  let start = 0;
  while (start < source.length) {
    const end = source.indexOf('\n', start);
    line.read(source.slice(start, end < 0 ? source.length : end));
    readLine(open, line);
    start = end < 0 ? source.length : end + 1;
  }
  return open.finish();
}

function readLine(open: OpenBlocks, line: Line): void {
  const matched = matchContainers(open, line);
  const isAllMatched = matched === open.containers.length;
  if (isAllMatched && continueLeaf(open, line)) return;
  // What is open now may still take the line as a lazy continuation, so nothing is closed yet.
  const opened = startBlocks(open, line, matched);
  if (opened === 'leaf') return;
  const { leaf } = open;
  const isLazy = opened === undefined && !isAllMatched && !line.isBlank && leaf?.isParagraph;
  if (opened === undefined && !isLazy) open.closeTo(matched);
  addText(open, line);
}

/** How many open containers the line belongs to. */
function matchContainers({ containers }: OpenBlocks, line: Line): number {
  let matched = 1;
  while (matched < containers.length) {
    if (!continueContainer(containers[matched] as Container, line)) break;
    matched++;
  }
  return matched;
}

/** Gives the line to the open leaf, if that takes it whatever it holds. */
function continueLeaf(open: OpenBlocks, line: Line): boolean {
  const { leaf } = open;
  const taken = leaf?.take(leaf, line) ?? 'refused';
  if (taken === 'ended') open.closeLeaf();
  return taken !== 'refused';
}

/** Opens the blocks that start on the line; returns the kind of the last. */
function startBlocks(
  open: OpenBlocks,
  line: Line,
  matchedCount: number,
): 'leaf' | 'container' | undefined {
  let matched = matchedCount;
  let opened: 'container' | undefined;
  while (!line.isBlank) {
    const leaf = opened ? undefined : open.leaf;
    if (line.isIndented) {
      if (leaf?.isParagraph) return undefined;
      open.openLeaf(matched, createIndentedCode(line));
      return 'leaf';
    }
    const isHere = leaf?.isParagraph && matched === open.containers.length;
    const started = startBlock(open, line, matched, isHere ? leaf : undefined);
    if (started !== 'container') return started ?? opened;
    matched = open.containers.length;
    opened = started;
  }
  return opened;
}

function startBlock(
  open: OpenBlocks,
  line: Line,
  matched: number,
  paragraph: StartPlace['paragraph'],
): 'leaf' | 'container' | undefined {
  const code = line.text.charCodeAt(line.next);
  const starts = code < 0x80 ? BLOCK_STARTS[code] : undefined;
  if (starts === undefined) return undefined;
  const canNest = open.containers.length < open.limits.maxDepth;
  const place = { line, rest: line.text.slice(line.next), matched, paragraph };
  for (const start of starts) {
    if (!canNest && CONTAINER_STARTS.has(start)) continue;
    const started = start(open, place);
    if (started !== undefined) return started;
  }
  return undefined;
}

function addText(open: OpenBlocks, line: Line): void {
  const { leaf } = open;
  if (line.isBlank) {
    open.closeLeaf();
    return;
  }
  const text = line.text.slice(line.next);
  if (leaf?.takesText) leaf.lines.push(text);
  else open.openLeaf(open.containers.length, createParagraph(text));
}
