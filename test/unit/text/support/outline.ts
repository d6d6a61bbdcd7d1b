/** Documents in a line: `paragraph("a" strong, hardBreak, "b")`, as `docs/text.md` shows them. */
import type { AdfAttributes, AdfMark, AdfNode } from '../../../../src/text/adf/nodes';

export function outline(nodes: readonly AdfNode[]): string {
  return nodes.map(outlineNode).join(', ');
}

function outlineNode({ type, text, attrs, marks = [], content = [] }: AdfNode): string {
  const own = text === undefined ? type + outlineAttributes(attrs) : JSON.stringify(text);
  const marked = [own, ...marks.map(outlineMark)].join(' ');
  return content.length > 0 ? `${marked}(${outline(content)})` : marked;
}

function outlineMark({ type, attrs }: AdfMark): string {
  return type + outlineAttributes(attrs);
}

function outlineAttributes(attrs: AdfAttributes = {}): string {
  const values = Object.entries(attrs).filter(([name]) => name !== 'localId' && name !== 'layout');
  return values.length > 0
    ? `{${values.map(([name, value]) => `${name}: ${value}`).join(', ')}}`
    : '';
}
