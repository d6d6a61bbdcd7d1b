/** Runs of inline nodes: white space at their ends goes, pictures become blocks or words. */
import type { AdfNode } from '../../adf/nodes';
import { KEPT_SPACE, trimSpaces } from './decode-text';

/** Pictures, as the blocks they are when they stand alone, and what they are within a line. */
export type Pictures = ReadonlyMap<AdfNode, AdfNode>;

export type LinePart =
  | { readonly kind: 'line'; readonly nodes: readonly AdfNode[] }
  | { readonly kind: 'block'; readonly node: AdfNode };

/** The run as lines and, where a picture has a source line to itself, blocks between them. */
export function splitLine(run: readonly AdfNode[], pictures: Pictures): readonly LinePart[] {
  const parts: LinePart[] = [];
  let line: AdfNode[] = [];
  const endLine = () => {
    const nodes = trimLine(line);
    line = [];
    if (nodes.length > 0) parts.push({ kind: 'line', nodes });
  };
  if (pictures.size === 0 || !run.some((node) => pictures.has(node))) {
    line = [...run];
    endLine();
    return parts;
  }
  for (const sourceLine of splitAtBreaks(run)) {
    if (isPictureLine(sourceLine, pictures)) {
      if (line.at(-1)?.type === 'hardBreak') line.pop();
      endLine();
      for (const node of sourceLine) if (pictures.has(node)) parts.push({ kind: 'block', node });
    } else {
      for (const node of sourceLine) line.push(pictures.get(node) ?? node);
    }
  }
  endLine();
  return parts;
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

function isPictureLine(line: readonly AdfNode[], pictures: Pictures): boolean {
  return (
    line.some((node) => pictures.has(node)) &&
    line.every((node) => pictures.has(node) || node.type === 'hardBreak' || isBlankText(node))
  );
}

export function isBlankText(node: AdfNode): boolean {
  return node.type === 'text' && trimSpaces(node.text ?? '', true, true) === '';
}

/** The line without white space at its ends; empty when nothing but white space is in it. */
function trimLine(nodes: AdfNode[]): readonly AdfNode[] {
  trimEnd(nodes, 'start');
  trimEnd(nodes, 'end');
  if (nodes.every((node) => node.type === 'hardBreak')) return [];
  return nodes.map(restoreSpace);
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

function restoreSpace(node: AdfNode): AdfNode {
  return node.text?.includes(KEPT_SPACE)
    ? { ...node, text: node.text.replaceAll(KEPT_SPACE, ' ') }
    : node;
}
