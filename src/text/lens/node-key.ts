/** Equality of nodes as strings: equal keys, equal content. Local ids do not count. */
import type { AdfNode } from '../adf/nodes';

const keys = new WeakMap<AdfNode, string>();

export function keyOf(node: AdfNode): string {
  const known = keys.get(node);
  if (known !== undefined) return known;
  const key = JSON.stringify(node, (name, value) => (name === 'localId' ? undefined : value));
  keys.set(node, key);
  return key;
}

export function sameNodes(left: readonly AdfNode[], right: readonly AdfNode[]): boolean {
  return (
    left.length === right.length &&
    left.every((node, index) => keyOf(node) === keyOf(right[index] as AdfNode))
  );
}
