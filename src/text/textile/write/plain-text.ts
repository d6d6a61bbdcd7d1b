/** All text below a node, without recursion, so that any depth is safe. */
import { type AdfNode, childrenOf } from '../../adf/nodes';

export function plainTextOf(node: AdfNode): string {
  let text = '';
  const rest: AdfNode[] = [node];
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (next.type === 'hardBreak') text += '\n';
    else if (typeof next.text === 'string') text += next.text;
    const children = childrenOf(next);
    for (let index = children.length - 1; index >= 0; index--)
      rest.push(children[index] as AdfNode);
  }
  return text;
}
