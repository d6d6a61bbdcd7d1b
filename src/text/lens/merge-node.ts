/** Applies the change of one block's text to the base block behind it. */
import { childTypesOf } from '../adf/content-model';
import { type AdfNode, childrenOf, isCellType } from '../adf/nodes';
import { fitInto } from './fit-into';
import { mergeInline } from './merge-inline';
import { mergeLeaves } from './merge-leaves';
import { mergeShownItem, mergeShownList } from './merge-shown-list';
import { mergeTable } from './merge-table';
import { keyOf } from './node-key';
import type { LensScope } from './scope';
import { renameStandIn } from './stand-in';
import { mergeAttributes, mergeShell } from './three-way';

/**
 * @param base the block of the document.
 * @param before what its text read as.
 * @param after what its new text reads as.
 */
export function mergeNode(
  base: AdfNode,
  before: AdfNode,
  after: AdfNode,
  scope: LensScope,
): AdfNode {
  if (keyOf(before) === keyOf(after)) return base;
  if (isCellType(base.type) && isCellType(after.type)) return mergeCell(base, before, after, scope);
  if (base.type !== before.type) return mergeForeign(base, before, after, scope);
  if (holdsText(base.type) && holdsText(after.type)) {
    const content = mergeLine(base, before, after, scope);
    return base.type === after.type
      ? mergeShell(base, before, after, content)
      : { ...after, content };
  }
  if (base.type !== after.type) return after;
  switch (base.type) {
    case 'table':
      return (
        mergeTable(base, before, after, (b, p, n) => mergeNode(b, p, n, scope)) ??
        mergeContainer(base, before, after, scope)
      );
    case 'codeBlock':
      return mergeShell(base, before, after, childrenOf(after));
    case 'media': {
      const attrs = mergeAttributes(base.attrs, before.attrs, after.attrs);
      return { ...base, ...(attrs ? { attrs } : {}) };
    }
    default:
      return childrenOf(base).length > 0 ? mergeContainer(base, before, after, scope) : after;
  }
}

function holdsText(type: string): boolean {
  return (
    type === 'paragraph' ||
    type === 'heading' ||
    type === 'taskItem' ||
    type === 'decisionItem' ||
    type === 'caption'
  );
}

function mergeLine(
  base: AdfNode,
  before: AdfNode,
  after: AdfNode,
  scope: LensScope,
): readonly AdfNode[] {
  return mergeInline(
    { base: childrenOf(base), before: childrenOf(before), after: childrenOf(after) },
    scope,
  );
}

function mergeContainer(base: AdfNode, before: AdfNode, after: AdfNode, scope: LensScope): AdfNode {
  const edit = { base: childrenOf(base), before: childrenOf(before), after: childrenOf(after) };
  // Text that shows what follows a list in an item as part of that list, as Textile does.
  const isShownElsewhere = edit.base.length !== edit.before.length;
  const byLeaves = isShownElsewhere
    ? mergeLeaves(base, [before], [after], (b, p, n) => mergeNode(b, p, n, scope))
    : undefined;
  if (byLeaves) return byLeaves;
  const content = scope.mergeBlocks(edit, scope);
  if (content.length === 0) return after;
  return mergeShell(base, before, after, content);
}

/** A cell keeps its kind unless the text changed it; lines in it stand for the blocks in it. */
function mergeCell(base: AdfNode, before: AdfNode, after: AdfNode, scope: LensScope): AdfNode {
  const shell = before.type === after.type ? base : { ...base, type: after.type };
  const byLeaves = mergeLeaves(base, [before], [after], (b, p, n) => mergeNode(b, p, n, scope));
  const content = byLeaves
    ? childrenOf(byLeaves)
    : scope.mergeBlocks(
        { base: childrenOf(base), before: childrenOf(before), after: childrenOf(after) },
        scope,
      );
  return mergeShell(shell, before, after, content.length > 0 ? content : childrenOf(after));
}

const SHOWN_AS_LIST: ReadonlySet<string> = new Set(['taskList', 'decisionList']);

/** The text shows the block as another: a decision as a list item, a layout as what is in it. */
function mergeForeign(base: AdfNode, before: AdfNode, after: AdfNode, scope: LensScope): AdfNode {
  if (SHOWN_AS_LIST.has(base.type) && after.type === before.type) {
    return mergeShownList(base, before, after, scope) ?? after;
  }
  if (before.type === 'listItem' && after.type === 'listItem') {
    return mergeShownItem(base, before, after, scope);
  }
  if (holdsText(base.type) && holdsText(before.type) && holdsText(after.type)) {
    return { ...base, content: mergeLine(base, before, after, scope) };
  }
  const renamed = renameStandIn(base, after);
  if (renamed !== undefined) return renamed;
  const children = childrenOf(base);
  const holdsBlocks = childTypesOf(base.type).has('paragraph') || base.type === 'layoutSection';
  if (children.length === 0 || !holdsBlocks) return after;
  const content = scope.mergeBlocks({ base: children, before: [before], after: [after] }, scope);
  return fitInto(base, content) ?? after;
}
