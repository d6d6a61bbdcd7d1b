/**
 * Lists. A list whose items are all tasks is ADF's task list; where tasks and other items mix, or
 * a task holds more than a line and sub-tasks, the list stays a list and each task in it is a task
 * list of one.
 */
import { bulletList, listItem, orderedList, taskItem, taskList } from '../adf/builders';
import { type AdfNode, childrenOf } from '../adf/nodes';
import type { Block } from './block/block';
import type { ReadState } from './read-inline';

const CHECKBOX = /^\[([ xX])\][ \t]+(?=\S)/;

type ListBlock = Extract<Block, { kind: 'list' }>;

export function readList(list: ListBlock, state: ReadState): AdfNode {
  const items = list.items.map((item) => readItem(item, state));
  const isOrdered = list.start !== undefined;
  if (!isOrdered && items.every(({ isTask, blocks }) => isTask && isTaskContent(blocks))) {
    return taskList(items.flatMap(({ isDone, blocks }) => readTask(isDone, blocks)));
  }
  const nodes = items.map(({ isTask, isDone, blocks }) =>
    listItem(isTask ? boxFirstLine(isDone, blocks) : blocks),
  );
  return isOrdered ? orderedList(nodes, list.start) : bulletList(nodes);
}

function readItem(item: readonly Block[], state: ReadState) {
  const [first, ...rest] = item;
  const box = first?.kind === 'paragraph' ? CHECKBOX.exec(first.text) : null;
  if (first?.kind !== 'paragraph' || box === null) {
    return { isTask: false, isDone: false, blocks: state.readBlocks(item, state) };
  }
  const line = { ...first, text: first.text.slice(box[0].length) };
  const blocks = state.readBlocks([line, ...rest], state);
  return { isTask: true, isDone: box[1] !== ' ', blocks };
}

/** One line, and below it nothing but further tasks. */
function isTaskContent(blocks: readonly AdfNode[]): boolean {
  const [first, ...rest] = blocks;
  return first?.type === 'paragraph' && rest.every(({ type }) => type === 'taskList');
}

function readTask(isDone: boolean, blocks: readonly AdfNode[]): readonly AdfNode[] {
  const [line, ...subtasks] = blocks;
  return [taskItem(isDone, line ? taskLine(line) : []), ...subtasks];
}

function boxFirstLine(isDone: boolean, blocks: readonly AdfNode[]): readonly AdfNode[] {
  const [first, ...rest] = blocks;
  const isLine = first?.type === 'paragraph';
  const box = taskList([taskItem(isDone, isLine ? taskLine(first) : [])]);
  return isLine ? [box, ...rest] : [box, ...blocks];
}

/** A task needs text to be one, so a lone space that does not break stands for none. */
function taskLine(line: AdfNode): readonly AdfNode[] {
  const children = childrenOf(line);
  return children.length === 1 && children[0]?.text === '\u00a0' ? [] : children;
}
