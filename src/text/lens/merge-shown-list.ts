/**
 * Task and decision lists in a format that has none: the text shows them as plain lists, a task
 * with a box before its words.
 */
import { type AdfNode, childrenOf } from '../adf/nodes';
import { mergeInline } from './merge-inline';
import type { LensScope } from './scope';

const BOX = /^(?:\[([ xX])\]|([☐☑]))\s*/;

/** The list with the change applied, or undefined when the new list holds more than lines. */
export function mergeShownList(
  base: AdfNode,
  before: AdfNode,
  after: AdfNode,
  scope: LensScope,
): AdfNode | undefined {
  const old = flatten(before);
  const fresh = flatten(after);
  if (old === undefined || fresh === undefined) return undefined;
  const edit = { base: childrenOf(base), before: old, after: fresh };
  const content = scope.mergeBlocks(edit, scope).map((node) => adopt(node, base.type));
  if (content.length === 0 || content.some((node) => node === undefined)) return undefined;
  return { ...base, content: content.filter((node) => node !== undefined) };
}

/** The item with the change of its line applied; a changed box changes a task's state. */
export function mergeShownItem(
  base: AdfNode,
  before: AdfNode,
  after: AdfNode,
  scope: LensScope,
): AdfNode {
  const old = lineOf(before);
  const fresh = lineOf(after);
  const edit = { base: childrenOf(base), before: old.line, after: fresh.line };
  const content = mergeInline(edit, scope);
  const isToggled = base.type !== 'decisionItem' && fresh.state && fresh.state !== old.state;
  const attrs = isToggled ? { ...base.attrs, state: fresh.state } : base.attrs;
  return { ...base, ...(attrs ? { attrs } : {}), content };
}

/** Items of one line each, with the lists below an item after it, as ADF nests tasks. */
function flatten(list: AdfNode): readonly AdfNode[] | undefined {
  const flat: AdfNode[] = [];
  for (const item of childrenOf(list)) {
    const [first, ...rest] = childrenOf(item);
    if (item.type !== 'listItem' || first?.type !== 'paragraph') return undefined;
    if (rest.some(({ type }) => type !== 'bulletList')) return undefined;
    flat.push({ type: 'listItem', content: [first] }, ...rest);
  }
  return flat;
}

interface ItemLine {
  readonly line: readonly AdfNode[];
  /** As the box before the line says; undefined without a box. */
  readonly state: 'TODO' | 'DONE' | undefined;
}

function lineOf(item: AdfNode): ItemLine {
  const [paragraph] = childrenOf(item);
  const line = paragraph ? childrenOf(paragraph) : [];
  const [first, ...rest] = line;
  const box = first?.type === 'text' ? BOX.exec(first.text ?? '') : null;
  if (first === undefined || box === null) return { line, state: undefined };
  const text = (first.text ?? '').slice(box[0].length);
  const isDone = box[1] === undefined ? box[2] === '☑' : box[1] !== ' ';
  return {
    line: text === '' ? rest : [{ ...first, text }, ...rest],
    state: isDone ? 'DONE' : 'TODO',
  };
}

/** A part that is new in the text, as the list takes it. */
function adopt(node: AdfNode, list: AdfNode['type']): AdfNode | undefined {
  const isTasks = list === 'taskList';
  if (node.type === 'listItem') {
    const { line, state } = lineOf(node);
    const own = isTasks
      ? { type: 'taskItem' as const, state: state ?? 'TODO' }
      : { type: 'decisionItem' as const, state: 'DECIDED' };
    return { type: own.type, attrs: { localId: 'local-1', state: own.state }, content: line };
  }
  if (node.type !== 'bulletList') return node;
  const items = isTasks ? flatten(node)?.map((item) => adopt(item, list)) : undefined;
  if (items === undefined || items.some((item) => item === undefined)) return undefined;
  const content = items.filter((item) => item !== undefined);
  return { type: 'taskList', attrs: { localId: 'local-1' }, content };
}
