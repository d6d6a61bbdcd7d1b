/** Blocks that hold blocks: quotes, panels and collapsed text. */
import { STRONG, text } from '../../adf/builders';
import { type AdfNode, childrenOf, stringAttribute } from '../../adf/nodes';
import { labelOfPanel } from '../panel-labels';
import type { Block, BlockScope } from './block-scope';
import { cleanText, tokensOf } from './inline-nodes';
import { PANEL_FRAME } from './line-frames';
import { settleLine } from './settle-line';
import { writeLineBlock } from './write-paragraphs';

/** The blocks within, as they are. */
export function writeContainer(node: AdfNode, scope: BlockScope): readonly Block[] {
  return scope.writeBlocks(childrenOf(node), scope);
}

/** The blocks in a row, an empty line between two. */
export function joinBlocks(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block, index) => (index > 0 ? ['', ...block] : block));
}

export function writeQuote(node: AdfNode, scope: BlockScope): readonly Block[] {
  return quote(scope.writeBlocks(childrenOf(node), { ...scope, place: 'quote' }));
}

/** A quote that starts with `[!NOTE]` or the like. */
export function writePanel(node: AdfNode, scope: BlockScope): readonly Block[] {
  const label = `[!${labelOfPanel(stringAttribute(node, 'panelType'))}]`;
  const [first, ...others] = childrenOf(node);
  const tokens = first?.type === 'paragraph' ? tokensOf(childrenOf(first), scope.context) : [];
  const line = tokens.length > 0 ? settleLine(tokens, PANEL_FRAME, scope.hasLongNotextile) : '';
  const top = line === '' ? [label] : [label, ...line.split('\n')];
  const below = first?.type === 'paragraph' ? others : childrenOf(node);
  return quote([top, ...scope.writeBlocks(below, { ...scope, place: 'quote' })]);
}

/** An empty quote has to have something in it to be one. */
function quote(blocks: readonly Block[]): readonly Block[] {
  const lines = blocks.length === 0 ? ['&#32;'] : joinBlocks(blocks);
  return [lines.map((line) => (line === '' ? '>' : `> ${line}`))];
}

/** `{{collapse(title)`; where a macro cannot stand, the title and what is below it. */
export function writeExpand(node: AdfNode, scope: BlockScope): readonly Block[] {
  const title = cleanText(stringAttribute(node, 'title') ?? '').trim();
  if (scope.place !== 'document') {
    const label = title === '' ? [] : writeLineBlock([text(title, [STRONG])], scope);
    return [...label, ...writeContainer(node, scope)];
  }
  const args = title.replace(/\s*,\s*/g, '; ').replace(/\}\}/g, '} }');
  const blocks = scope.writeBlocks(childrenOf(node), { ...scope, place: 'collapse' });
  return [[`{{collapse${args === '' ? '' : `(${args})`}`, ...joinBlocks(blocks), '}}']];
}
