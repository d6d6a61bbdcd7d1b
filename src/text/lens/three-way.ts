/** What an edit of the text changed, carried over to what the document had. */
import type { AdfAttributes, AdfMark, AdfNode } from '../adf/nodes';

const sameValue = (left: unknown, right: unknown): boolean =>
  left === right || JSON.stringify(left) === JSON.stringify(right);

/** The base's attributes, with those that differ between the texts as the new text has them. */
export function mergeAttributes(
  base: AdfAttributes | undefined,
  before: AdfAttributes | undefined,
  after: AdfAttributes | undefined,
): AdfAttributes | undefined {
  const merged: Record<string, unknown> = { ...base };
  for (const name of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    if (name === 'localId' || sameValue(before?.[name], after?.[name])) continue;
    if (after?.[name] === undefined) delete merged[name];
    else merged[name] = after[name];
  }
  return Object.keys(merged).length > 0 || base ? merged : undefined;
}

/** The base's marks, with those that differ between the texts as the new text has them. */
export function mergeMarks(
  base: readonly AdfMark[],
  before: readonly AdfMark[],
  after: readonly AdfMark[],
): readonly AdfMark[] {
  const find = (marks: readonly AdfMark[], type: string) => marks.find((m) => m.type === type);
  const types = new Set([...before, ...after].map(({ type }) => type));
  let merged = base;
  for (const type of types) {
    const next = find(after, type);
    if (sameValue(find(before, type), next)) continue;
    merged = merged.filter((mark) => mark.type !== type);
    if (next) merged = [...merged, next];
  }
  return merged;
}

/** The base node with other children, and the attributes and marks that the texts differ in. */
export function mergeShell(
  base: AdfNode,
  before: AdfNode,
  after: AdfNode,
  content: readonly AdfNode[],
): AdfNode {
  const attrs = mergeAttributes(base.attrs, before.attrs, after.attrs);
  const marks = mergeMarks(base.marks ?? [], before.marks ?? [], after.marks ?? []);
  const { attrs: _attrs, marks: _marks, content: _content, ...rest } = base;
  return {
    ...rest,
    ...(attrs ? { attrs } : {}),
    content,
    ...(marks.length > 0 || base.marks ? { marks } : {}),
  };
}
