/**
 * Lists. A list whose items are all tasks is ADF's task list; where tasks and other items mix, or
 * a task holds more than a line and sub-tasks, the list stays a list and each task in it is a task
 * list of one.
 */
import type { Token, Tokens } from 'marked';
import { bulletList, listItem, orderedList, taskItem, taskList } from '../adf/builders';
import { type AdfNode, childrenOf } from '../adf/nodes';
import type { ReadState } from './read-inline';

const CHECKBOX = /^\[[ xX]\][ \t]+/;

export function readList(token: Tokens.List, state: ReadState): AdfNode {
  const items = token.items.map((item) => ({
    isTask: item.task,
    isDone: item.checked === true,
    blocks: state.readBlocks(tokensOf(item), state),
  }));
  if (!token.ordered && items.every(({ isTask, blocks }) => isTask && isTaskContent(blocks))) {
    return taskList(items.flatMap(({ isDone, blocks }) => readTask(isDone, blocks)));
  }
  const nodes = items.map(({ isTask, isDone, blocks }) =>
    listItem(isTask ? boxFirstLine(isDone, blocks) : blocks),
  );
  return token.ordered ? orderedList(nodes, Number(token.start)) : bulletList(nodes);
}

/** The item's tokens without its checkbox, which `marked` leaves in the text of loose items. */
function tokensOf(item: Tokens.ListItem): readonly Token[] {
  if (!item.task) return item.tokens;
  const tokens = item.tokens.filter(({ type }) => type !== 'checkbox');
  const [first, ...rest] = tokens;
  if (!item.loose || first === undefined || !('text' in first)) return tokens;
  return [{ ...first, text: String(first.text).replace(CHECKBOX, '') } as Token, ...rest];
}

/** One line, and below it nothing but further tasks. */
function isTaskContent(blocks: readonly AdfNode[]): boolean {
  const [first, ...rest] = blocks;
  return first?.type === 'paragraph' && rest.every(({ type }) => type === 'taskList');
}

function readTask(isDone: boolean, blocks: readonly AdfNode[]): readonly AdfNode[] {
  const [line, ...subtasks] = blocks;
  return [taskItem(isDone, line ? childrenOf(line) : []), ...subtasks];
}

function boxFirstLine(isDone: boolean, blocks: readonly AdfNode[]): readonly AdfNode[] {
  const [first, ...rest] = blocks;
  const isLine = first?.type === 'paragraph';
  const box = taskList([taskItem(isDone, isLine ? childrenOf(first) : [])]);
  return isLine ? [box, ...rest] : [box, ...blocks];
}
