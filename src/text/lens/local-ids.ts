/** Local ids stay unique when blocks of a new text join those of the document. */
import { type AdfNode, childrenOf, stringAttribute } from '../adf/nodes';

const GENERATED = /^local-\d+$/;

/**
 * The blocks with every generated id that occurs twice replaced in the later place; ids that Jira
 * gave are never touched.
 */
export function uniteLocalIds(blocks: readonly AdfNode[]): readonly AdfNode[] {
  const taken = new Set<string>();
  let next = 1;
  const visit = (node: AdfNode): AdfNode => {
    const children = childrenOf(node);
    const id = stringAttribute(node, 'localId');
    let own = node;
    if (id !== undefined && GENERATED.test(id) && taken.has(id)) {
      while (taken.has(`local-${next}`)) next++;
      own = { ...node, attrs: { ...node.attrs, localId: `local-${next}` } };
    }
    const finalId = stringAttribute(own, 'localId');
    if (finalId !== undefined) taken.add(finalId);
    if (children.length === 0) return own;
    const content = visitAll(children);
    return content === children ? own : { ...own, content };
  };
  const visitAll = (nodes: readonly AdfNode[]): readonly AdfNode[] => {
    const visited = nodes.map(visit);
    return visited.every((node, index) => node === nodes[index]) ? nodes : visited;
  };
  return visitAll(blocks);
}
