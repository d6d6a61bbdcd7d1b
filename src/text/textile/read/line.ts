/** Runs of inline nodes: white space at their ends goes, pictures become blocks or words. */
import { HARD_BREAK, text } from '../../adf/builders';
import type { AdfNode } from '../../adf/nodes';
import type { TextContext } from '../../context';
import { resolveReferences } from '../../references';
import { KEPT_SPACE, trimSpaces } from './decode-text';

export interface LineScope {
  /** Pictures, if any: the blocks they are when they stand alone, and what they are in a line. */
  pictures: Map<AdfNode, AdfNode> | undefined;
  readonly context: TextContext | undefined;
  /** True once any text holds a kept space. */
  hasKeptSpaces: boolean;
}

export type LinePart =
  | { readonly kind: 'line'; readonly nodes: readonly AdfNode[] }
  | { readonly kind: 'block'; readonly node: AdfNode };

/** The run as lines and, where a picture has a source line to itself, blocks between them. */
export function splitLine(run: AdfNode[], scope: LineScope): readonly LinePart[] {
  const { pictures } = scope;
  const parts: LinePart[] = [];
  let line: AdfNode[] = [];
  for (const sourceLine of splitAtBreaks(run)) {
    if (isPictureLine(sourceLine, pictures)) {
      if (line.at(-1)?.type === 'hardBreak') line.pop();
      addLine(line, scope, parts);
      line = [];
      for (const node of sourceLine) if (pictures?.has(node)) parts.push({ kind: 'block', node });
    } else {
      for (const node of sourceLine) line.push(pictures?.get(node) ?? node);
    }
  }
  addLine(line, scope, parts);
  return parts;
}

function addLine(line: AdfNode[], scope: LineScope, parts: LinePart[]): void {
  const nodes = readLine(line, scope);
  if (nodes) parts.push({ kind: 'line', nodes });
}

/** The line as it stands in its block; undefined when there is nothing in it. */
export function readLine(line: AdfNode[], scope: LineScope): readonly AdfNode[] | undefined {
  trimEnd(line, 'start');
  trimEnd(line, 'end');
  const nodes = scope.hasKeptSpaces ? restoreSpaces(line) : line;
  if (nodes === undefined || (nodes === line && !hasText(line))) return undefined;
  return scope.context ? resolveReferences(nodes, scope.context) : nodes;
}

function hasText(line: readonly AdfNode[]): boolean {
  for (const node of line) if (node !== HARD_BREAK) return true;
  return false;
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
    line.some((node) => pictures?.has(node)) &&
    line.every((node) => pictures?.has(node) || node.type === 'hardBreak' || isBlankText(node))
  );
}

function isBlankText(node: AdfNode): boolean {
  return node.type === 'text' && trimSpaces(node.text ?? '', true, true) === '';
}

/**
 * Kept spaces as what they stand for. A source line of nothing else is an empty one, which keeps
 * its break; undefined when there is nothing but breaks.
 */
function restoreSpaces(nodes: readonly AdfNode[]): readonly AdfNode[] | undefined {
  const kept = nodes.filter(
    ({ text }, index) =>
      text !== KEPT_SPACE || !isLineEnd(nodes[index - 1]) || !isLineEnd(nodes[index + 1]),
  );
  const hasEmptyLine = kept.length < nodes.length;
  if (!hasEmptyLine && kept.every((node) => node.type === 'hardBreak')) return undefined;
  return kept.map((node) =>
    node.text?.includes(KEPT_SPACE)
      ? { ...node, text: node.text.replaceAll(KEPT_SPACE, ' ') }
      : node,
  );
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
      if (trimmed !== node.text) line[index] = text(trimmed, node.marks);
      return;
    }
    line.splice(index, 1);
  }
}
