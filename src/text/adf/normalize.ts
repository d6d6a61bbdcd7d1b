/**
 * Makes any tree of known nodes a valid document, so that a reader can nest nodes as its source
 * nests them. Nothing that can be read is lost; a tree that is valid already is returned as it is.
 *
 * - Inline nodes where blocks belong are wrapped in a paragraph; a block inside a line of text
 *   cuts the line in two.
 * - A table or rule leaves the list items, quotes and panels around it, which are cut in two.
 * - Other forbidden blocks become what is closest to them there (`substitutes.ts`).
 * - What needs a child gets an empty paragraph; a list or table without children goes.
 * - Task and decision nodes get their `localId`.
 *
 * For the Textile reader: `normalizeDocument(blocks)` is the last step. Depth of `blocks` is the
 * reader's to limit: this recurses once per level.
 */
import { CHILDREN, HOISTED, NEEDS_CONTENT, NEEDS_PARAGRAPH, SPLITTABLE } from './content-model';
import { type AdfDocument, type AdfNode, childrenOf, isInlineType, type NodeType } from './nodes';
import { normalizeLine } from './normalize-line';
import { normalizeAttributes, normalizeMarks } from './normalize-own';
import { substituteFor } from './substitutes';

interface Scope {
  /** Where the nodes stand. */
  readonly parent: NodeType;
  /** The nearest ancestor, over splittable ones only, that a hoisted block would land in. */
  readonly landing: NodeType;
  readonly ids: { next: number };
}

/** @param blocks the document's content, in any nesting. */
export function normalizeDocument(blocks: readonly AdfNode[]): AdfDocument {
  const scope: Scope = { parent: 'doc', landing: 'doc', ids: { next: 1 } };
  return { type: 'doc', version: 1, content: normalizeChildren(blocks, scope) };
}

/** Valid children for `scope.parent`; blocks to be hoisted may be among them. */
function normalizeChildren(nodes: readonly AdfNode[], scope: Scope): readonly AdfNode[] {
  const fitted: AdfNode[] = [];
  const allowed = CHILDREN[scope.parent];
  let changed = false;
  let line: AdfNode[] | undefined;
  for (const node of nodes) {
    const isValid = isPlainLine(node) && allowed.has(node.type);
    if (!isValid && isInlineType(node.type)) {
      if (line) line.push(node);
      else line = [node];
      changed = true;
      continue;
    }
    if (line) fitBlock({ type: 'paragraph', content: line }, scope, fitted);
    line = undefined;
    const before = fitted.length;
    if (isValid) fitted.push(node);
    else fitBlock(node, scope, fitted);
    changed ||= fitted.length !== before + 1 || fitted[before] !== node;
  }
  if (line) fitBlock({ type: 'paragraph', content: line }, scope, fitted);
  return changed ? fitted : nodes;
}

/** Puts `node`, or what stands for it where it is forbidden, at the end of `fitted`. */
function fitBlock(node: AdfNode, scope: Scope, fitted: AdfNode[]): void {
  if (CHILDREN[scope.parent].has(node.type)) {
    normalizeNode(node, scope, fitted);
    return;
  }
  if (HOISTED.has(node.type) && canHoist(node.type, scope)) {
    normalizeNode(node, { ...scope, parent: scope.landing }, fitted);
    return;
  }
  for (const part of substituteFor(node, scope.parent)) fitBlock(part, scope, fitted);
}

function canHoist(type: NodeType, scope: Scope): boolean {
  return SPLITTABLE.has(scope.parent) && CHILDREN[scope.landing].has(type);
}

/** Puts the valid form of an allowed `node` at the end of `fitted`: none, one or several nodes. */
function normalizeNode(node: AdfNode, scope: Scope, fitted: AdfNode[]): void {
  if (cutAtBlocks(node, scope, fitted)) return;
  const withMarks = normalizeMarks(node, scope.parent);
  const own = normalizeAttributes(withMarks, scope.ids);
  const allowed = CHILDREN[node.type];
  if (allowed.size === 0) {
    fitted.push(own);
    return;
  }
  const children = childrenOf(node);
  if (allowed.has('text')) {
    pushContainer(own, normalizeLine(children, node.type), fitted);
    return;
  }
  const landing = SPLITTABLE.has(node.type) ? scope.landing : node.type;
  const content = normalizeChildren(children, { parent: node.type, landing, ids: scope.ids });
  if (!SPLITTABLE.has(node.type) || !content.some((child) => isMisplaced(child, node.type))) {
    pushContainer(own, content, fitted);
    return;
  }
  splitContainer(own, content, fitted);
}

/** Most blocks are a line of plain text, which is valid wherever the block is. */
function isPlainLine({ type, marks, content }: AdfNode): boolean {
  if (marks || content?.length !== 1 || (type !== 'paragraph' && type !== 'heading')) return false;
  const [only] = content;
  return only?.type === 'text' && only.marks === undefined && only.text !== '';
}

function isMisplaced(child: AdfNode, parent: NodeType): boolean {
  return !CHILDREN[parent].has(child.type);
}

function pushContainer(own: AdfNode, content: readonly AdfNode[], fitted: AdfNode[]): void {
  if (content.length === 0) {
    if (NEEDS_CONTENT.has(own.type)) return;
    if (NEEDS_PARAGRAPH.has(own.type)) {
      fitted.push({ ...own, content: [{ type: 'paragraph', content: [] }] });
      return;
    }
  }
  // A section of one column, or of more than ADF takes, gives up its columns.
  if (own.type === 'layoutSection' && (content.length < 2 || content.length > 3)) {
    for (const column of content) fitted.push(...childrenOf(column));
    return;
  }
  fitted.push(content === own.content ? own : { ...own, content });
}

/** Cuts a container around the blocks in `content` that it must not hold. */
function splitContainer(own: AdfNode, content: readonly AdfNode[], fitted: AdfNode[]): void {
  let part: AdfNode[] = [];
  let itemCount = 0;
  const endPart = () => {
    if (part.length === 0) return;
    fitted.push({ ...continueNumbers(own, itemCount), content: part });
    itemCount += part.length;
    part = [];
  };
  for (const child of content) {
    if (isMisplaced(child, own.type)) {
      endPart();
      fitted.push(child);
    } else {
      part.push(child);
    }
  }
  endPart();
}

function continueNumbers(list: AdfNode, itemCount: number): AdfNode {
  if (list.type !== 'orderedList' || itemCount === 0) return list;
  const start = typeof list.attrs?.order === 'number' ? list.attrs.order : 1;
  return { ...list, attrs: { ...list.attrs, order: start + itemCount } };
}

/** A paragraph or heading with blocks (pictures, say) in its line is cut around them. */
function cutAtBlocks(node: AdfNode, scope: Scope, fitted: AdfNode[]): boolean {
  if (node.type !== 'paragraph' && node.type !== 'heading') return false;
  const children = childrenOf(node);
  if (areInline(children)) return false;
  let line: AdfNode[] = [];
  const endLine = () => {
    const trimmed = trimBreaks(line);
    line = [];
    if (trimmed.length > 0) normalizeNode({ ...node, content: trimmed }, scope, fitted);
  };
  for (const child of children) {
    if (isInlineType(child.type)) {
      line.push(child);
    } else {
      endLine();
      fitBlock(child, scope, fitted);
    }
  }
  endLine();
  return true;
}

function areInline(nodes: readonly AdfNode[]): boolean {
  for (const { type } of nodes) if (type !== 'text' && !isInlineType(type)) return false;
  return true;
}

/** Drops hard breaks and white space that a cut left at the ends of a line. */
function trimBreaks(line: readonly AdfNode[]): readonly AdfNode[] {
  const isBlank = (node: AdfNode | undefined) =>
    node?.type === 'hardBreak' || (node?.type === 'text' && (node.text ?? '').trim() === '');
  let start = 0;
  let end = line.length;
  while (start < end && isBlank(line[start])) start++;
  while (end > start && isBlank(line[end - 1])) end--;
  return line.slice(start, end);
}
