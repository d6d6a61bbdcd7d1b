/** Lists → Markdown. Lists that stand side by side take turns with their markers. */
import { type AdfNode, childrenOf, numberAttribute, stringAttribute } from '../../adf/nodes';
import { writeLine } from './line';
import type { WriteScope, WrittenBlock } from './scope';

export function isList({ type }: AdfNode): boolean {
  return type.endsWith('List');
}

/** A bullet or numbered list. */
export function writeList(list: AdfNode, scope: WriteScope, sibling: number): string {
  const isTurn = sibling % 2 === 1;
  const start = Math.max(0, Math.trunc(numberAttribute(list, 'order') ?? 1));
  return childrenOf(list)
    .map((item, index) => {
      const bullet = isTurn ? '*' : '-';
      const marker = list.type === 'orderedList' ? `${start + index}${isTurn ? ')' : '.'}` : bullet;
      return indentItem(marker, writeItem(item, scope));
    })
    .join('\n');
}

/** The item's blocks; a task of one line in it is written with its box on the item's own line. */
function writeItem(item: AdfNode, scope: WriteScope): string {
  const blocks = item.type === 'listItem' ? childrenOf(item) : [item];
  const [first, ...rest] = blocks;
  const onlyTask = first?.type === 'taskList' ? onlyTaskOf(first) : undefined;
  if (onlyTask !== undefined) {
    return joinBlocks([
      { node: onlyTask, text: writeTask(onlyTask, scope) },
      ...scope.writeEach(rest, scope),
    ]);
  }
  if (first?.type !== 'paragraph') return joinBlocks(scope.writeEach(blocks, scope));
  const line = writeLine(childrenOf(first), scope, { isItem: true });
  const head: readonly WrittenBlock[] = line === '' ? [] : [{ node: first, text: line }];
  return joinBlocks([...head, ...scope.writeEach(rest, scope)]);
}

function onlyTaskOf(list: AdfNode): AdfNode | undefined {
  const [task, ...others] = childrenOf(list);
  return task?.type === 'taskItem' && others.length === 0 ? task : undefined;
}

/** A blank line between blocks, but none between a line and the list below it. */
function joinBlocks(blocks: readonly WrittenBlock[]): string {
  let text = '';
  blocks.forEach(({ node, text: block }, index) => {
    const before = blocks[index - 1]?.node;
    const isClose =
      isList(node) &&
      (before?.type === 'paragraph' || before?.type === 'taskItem') &&
      canInterrupt(block);
    text += index === 0 ? block : `${isClose ? '\n' : '\n\n'}${block}`;
  });
  return text;
}

/** Only a list whose first item says something, numbered from 1, may follow a line directly. */
function canInterrupt(list: string): boolean {
  return /^(?:[-*+]|1[.)]) +\S/.test(list);
}

function indentItem(marker: string, text: string): string {
  if (text === '') return marker;
  const indent = ' '.repeat(marker.length + 1);
  const [first, ...rest] = text.split('\n');
  return [`${marker} ${first}`, ...rest.map((line) => (line === '' ? '' : indent + line))].join(
    '\n',
  );
}

/** A task list; lists of tasks below a task are indented under it. */
export function writeTaskList(list: AdfNode, scope: WriteScope, sibling = 0): string {
  const bullet = sibling % 2 === 1 ? '*' : '-';
  return childrenOf(list)
    .map((task, index) => {
      if (task.type !== 'taskList') return indentItem(bullet, writeTask(task, scope));
      const nested = writeTaskList(task, scope);
      return index === 0 ? indentItem(bullet, nested) : nested.replace(/^(?=.)/gm, '  ');
    })
    .join('\n');
}

// A box alone on its line is no checkbox, so an empty task gets a space that does not break.
const EMPTY_TASK = '&nbsp;';

function writeTask(task: AdfNode, scope: WriteScope): string {
  const box = stringAttribute(task, 'state') === 'DONE' ? '[x]' : '[ ]';
  if (task.type !== 'blockTaskItem') {
    return `${box} ${writeLine(childrenOf(task), { ...scope, isOneLine: true }) || EMPTY_TASK}`;
  }
  const blocks = scope.writeEach(childrenOf(task), scope);
  return `${box} ${joinBlocks(blocks) || EMPTY_TASK}`;
}

/** Decisions, which Markdown does not have, as a bullet list. */
export function writeDecisionList(list: AdfNode, scope: WriteScope, sibling: number): string {
  const bullet = sibling % 2 === 1 ? '*' : '-';
  return childrenOf(list)
    .map((item) => indentItem(bullet, writeLine(childrenOf(item), scope, { isItem: true })))
    .join('\n');
}
