/**
 * Lists. An item is one line and the lines of its breaks; below it, indented after an empty line,
 * Redmine takes further blocks, as long as no deeper list has come between.
 */
import { type AdfNode, childrenOf, type NodeType, stringAttribute } from '../../adf/nodes';
import type { Block, BlockScope } from './block-scope';
import { tokensOf } from './inline-nodes';
import { ITEM_BELOW_FRAME, ITEM_FRAME } from './line-frames';
import { type LineToken, textToken } from './line-tokens';
import { settleLine } from './settle-line';

const LISTS: ReadonlySet<NodeType> = new Set([
  'bulletList',
  'orderedList',
  'taskList',
  'decisionList',
]);

export function writeList(list: AdfNode, scope: BlockScope): readonly Block[] {
  const lines: string[] = [];
  addItems(list, '', lines, scope);
  return lines.length > 0 ? [lines] : [];
}

function addItems(list: AdfNode, outer: string, lines: string[], scope: BlockScope): void {
  const markers = outer + (list.type === 'orderedList' ? '#' : '*');
  for (const item of childrenOf(list)) {
    // A task list within a task list stands beside the items, not in one.
    if (LISTS.has(item.type)) addItems(item, markers, lines, scope);
    else addItem(item, markers, lines, scope);
  }
}

function addItem(item: AdfNode, markers: string, lines: string[], scope: BlockScope): void {
  const children = childrenOf(item);
  const [first, ...others] = children;
  const isLine = first === undefined || first.type === 'paragraph' || isTextItem(item);
  const line = isTextItem(item) ? children : isLine && first ? childrenOf(first) : [];
  const tokens = [...labelOf(item), ...tokensOf(line, scope.context)];
  const below = isTextItem(item) ? [] : isLine ? others : children;
  const isEmpty = tokens.length === 0 && below.length > 0;
  const written = isEmpty ? '' : settleLine(tokens, ITEM_FRAME, scope.hasLongNotextile);
  lines.push(...`${markers} ${written}`.split('\n'));
  let state: ItemState = 'line';
  for (const child of below) state = addBelow(child, markers, lines, state, scope);
}

/** What the item ends with so far. */
type ItemState = 'line' | 'below' | 'list';

function addBelow(
  child: AdfNode,
  markers: string,
  lines: string[],
  state: ItemState,
  scope: BlockScope,
): ItemState {
  if (LISTS.has(child.type) && scope.depth < scope.maxDepth) {
    addItems(child, markers, lines, { ...scope, depth: scope.depth + 1 });
    return 'list';
  }
  if (child.type === 'codeBlock' && state === 'line') {
    const code = scope.writeBlocks([child], scope).flat();
    lines.push(`${lines.pop()}${code.join('\n')}`);
    return 'line';
  }
  // Below a deeper list Redmine shows a paragraph in that list's last item, but as one of its own.
  const canIndent = scope.place !== 'quote' && (state !== 'list' || child.type === 'paragraph');
  if (!canIndent || child.type === 'mediaSingle') {
    lines.push(...scope.writeBlocks([child], { ...scope, place: 'cell' }).flat());
    return state;
  }
  if (child.type === 'paragraph') {
    const tokens = tokensOf(childrenOf(child), scope.context);
    if (tokens.length === 0) return state;
    const line = settleLine(tokens, ITEM_BELOW_FRAME, scope.hasLongNotextile);
    lines.push('', ...line.split('\n').map((part) => `  ${part}`));
    return state === 'list' ? 'list' : 'below';
  }
  const blocks = scope.writeBlocks([child], { ...scope, place: 'cell' });
  for (const block of blocks) lines.push('', ...block.map((line) => `  ${line}`));
  return blocks.length > 0 ? 'below' : state;
}

function isTextItem(item: AdfNode): boolean {
  return item.type === 'taskItem' || item.type === 'decisionItem';
}

function labelOf(item: AdfNode): readonly LineToken[] {
  if (item.type !== 'taskItem' && item.type !== 'blockTaskItem') return [];
  return [textToken(stringAttribute(item, 'state') === 'DONE' ? '[x] ' : '[ ] ')];
}
