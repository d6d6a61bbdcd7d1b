import { childTypesOf } from '../adf/content-model';
import { type AdfNode, childrenOf } from '../adf/nodes';

/**
 * The container with these children, or undefined when it cannot hold them. A block that is new
 * between columns of a layout goes to the column before it.
 */
export function fitInto(container: AdfNode, content: readonly AdfNode[]): AdfNode | undefined {
  const allowed = childTypesOf(container.type);
  const fitted: AdfNode[] = [];
  for (const node of content) {
    const last = fitted[fitted.length - 1];
    if (allowed.has(node.type)) fitted.push(node);
    else if (last && childTypesOf(last.type).has(node.type) && container.type === 'layoutSection') {
      fitted[fitted.length - 1] = { ...last, content: [...childrenOf(last), node] };
    } else return undefined;
  }
  if (fitted.length === 0) return undefined;
  // A layout has two columns or three.
  if (container.type === 'layoutSection' && fitted.length < 2) return undefined;
  return { ...container, content: fitted };
}
