/** Runs of inline nodes: white space at their ends goes, pictures become blocks or words. */
import type { AdfNode } from '../../adf/nodes';
import type { TextContext } from '../../context';
import { resolveReferences } from '../../references';
import { KEPT_SPACE, trimSpaces } from './decode-text';

export interface LineScope {
  /** Pictures, as the blocks they are when they stand alone, and what they are within a line. */
  readonly pictures: ReadonlyMap<AdfNode, AdfNode>;
  readonly context: TextContext | undefined;
}

export type LinePart =
  | { readonly kind: 'line'; readonly nodes: readonly AdfNode[] }
  | { readonly kind: 'block'; readonly node: AdfNode };

/** The run as lines and, where a picture has a source line to itself, blocks between them. */
export function splitLine(run: AdfNode[], scope: LineScope): readonly LinePart[] {
  const { pictures } = scope;
  const parts: LinePart[] = [];
  if (pictures.size === 0 || !run.some((node) => pictures.has(node))) {
    addLine(run, scope, parts);
    return parts;
  }
  let line: AdfNode[] = [];
  for (const sourceLine of splitAtBreaks(run)) {
    if (isPictureLine(sourceLine, pictures)) {
      if (line.at(-1)?.type === 'hardBreak') line.pop();
      addLine(line, scope, parts);
      line = [];
      for (const node of sourceLine) if (pictures.has(node)) parts.push({ kind: 'block', node });
    } else {
      for (const node of sourceLine) line.push(pictures.get(node) ?? node);
    }
  }
  addLine(line, scope, parts);
  return parts;
}

function addLine(line: AdfNode[], scope: LineScope, parts: LinePart[]): void {
  const nodes = cleanLine(line);
  if (nodes) parts.push({ kind: 'line', nodes: resolveReferences(nodes, scope.context) });
}

/** The source's lines; each but the last ends with its hard break. */
function splitAtBreaks(run: readonly AdfNode[]): readonly (readonly AdfNode[])[] {
  const lines: AdfNode[][] = [[]];
  for (const node of run) {
    (lines.at(-1) as AdfNode[]).push(node);
    if (node.type === 'hardBreak') lines.push([]);
  }
  return lines;
}

function isPictureLine(line: readonly AdfNode[], pictures: LineScope['pictures']): boolean {
  return (
    line.some((node) => pictures.has(node)) &&
    line.every((node) => pictures.has(node) || node.type === 'hardBreak' || isBlankText(node))
  );
}

export function isBlankText(node: AdfNode): boolean {
  return node.type === 'text' && trimSpaces(node.text ?? '', true, true) === '';
}

/**
 * The line without white space at its ends; undefined when nothing but white space is in it. A
 * source line of nothing but a space written as an entity is an empty one, which keeps its break.
 */
function cleanLine(nodes: AdfNode[]): readonly AdfNode[] | undefined {
  trimEnd(nodes, 'start');
  trimEnd(nodes, 'end');
  let hasText = false;
  let hasEmptyLine = false;
  const kept: AdfNode[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index] as AdfNode;
    if (node.type === 'hardBreak') {
      kept.push(node);
    } else if (
      node.text === KEPT_SPACE &&
      isLineEnd(nodes[index - 1]) &&
      isLineEnd(nodes[index + 1])
    ) {
      hasEmptyLine = true;
    } else {
      hasText = true;
      kept.push(cleanText(node, nodes[index + 1]));
    }
  }
  return hasText || hasEmptyLine ? kept : undefined;
}

function isLineEnd(node: AdfNode | undefined): boolean {
  return node === undefined || node.type === 'hardBreak';
}

function trimEnd(line: AdfNode[], end: 'start' | 'end'): void {
  while (line.length > 0) {
    const index = end === 'start' ? 0 : line.length - 1;
    const node = line[index] as AdfNode;
    if (node.type !== 'text' || node.text === undefined) return;
    const trimmed = trimSpaces(node.text, end === 'start', end === 'end');
    if (trimmed !== '') {
      if (trimmed !== node.text) line[index] = { ...node, text: trimmed };
      return;
    }
    line.splice(index, 1);
  }
}

/** Undoes what Redmine puts after a quote that ends a line, and what stands for kept spaces. */
function cleanText(node: AdfNode, next: AdfNode | undefined): AdfNode {
  const { text } = node;
  if (text === undefined) return node;
  let clean = next?.type === 'hardBreak' && text.endsWith('" ') ? text.slice(0, -1) : text;
  if (clean.includes(KEPT_SPACE)) clean = clean.replaceAll(KEPT_SPACE, ' ');
  return clean === text ? node : { ...node, text: clean };
}
