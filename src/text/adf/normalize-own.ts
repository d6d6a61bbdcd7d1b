/** Makes a block's own marks and attributes valid, whatever is in it. */
import { NODE_MARKS, TOP_LEVEL_MARKS, textBlockMarks } from './content-model';
import type { AdfMark, AdfNode, NodeType } from './nodes';

/** The node without the marks that it may not have within `parent`. */
export function normalizeMarks(node: AdfNode, parent: NodeType): AdfNode {
  if (node.marks === undefined) return node;
  const isTextBlock = node.type === 'paragraph' || node.type === 'heading';
  const allowed = isTextBlock
    ? textBlockMarks(node.type, parent)
    : (NODE_MARKS[node.type] ?? (parent === 'doc' ? TOP_LEVEL_MARKS[node.type] : undefined));
  let marks: readonly AdfMark[] = allowed
    ? node.marks.filter((mark) => allowed.has(mark.type))
    : [];
  // ADF lets a paragraph be aligned or indented, not both.
  if (isTextBlock && marks.some((mark) => mark.type === 'alignment')) {
    marks = marks.filter((mark) => mark.type !== 'indentation');
  }
  if (marks.length > 0 && marks.length === node.marks.length) return node;
  const { marks: _dropped, ...rest } = node;
  return marks.length > 0 ? { ...rest, marks } : rest;
}

const DEFAULT_STATE: Readonly<Partial<Record<NodeType, string>>> = {
  taskItem: 'TODO',
  blockTaskItem: 'TODO',
  decisionItem: 'DECIDED',
};

/** Fills in the attributes that ADF requires; local ids are counted by `ids`. */
export function normalizeAttributes(node: AdfNode, ids: { next: number }): AdfNode {
  switch (node.type) {
    case 'taskList':
    case 'decisionList':
    case 'taskItem':
    case 'blockTaskItem':
    case 'decisionItem': {
      if (typeof node.attrs?.localId === 'string') return node;
      const localId = `local-${ids.next++}`;
      const state = node.attrs?.state ?? DEFAULT_STATE[node.type];
      const attrs = state === undefined ? { localId } : { localId, state };
      return { ...node, attrs: { ...node.attrs, ...attrs } };
    }
    case 'nestedExpand':
      return node.attrs ? node : { ...node, attrs: {} };
    case 'panel':
      return node.attrs?.panelType ? node : { ...node, attrs: { panelType: 'info' } };
    default:
      return node;
  }
}
