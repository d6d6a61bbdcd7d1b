/** Makes what stands in a line of text, or in code, valid. */
import { CHILDREN } from './content-model';
import { type AdfNode, childrenOf, isInlineType, type NodeType } from './nodes';
import { normalizeInline } from './normalize-inline';

/** Children of a node that holds only text: blocks in it give what text they have. */
export function normalizeLine(nodes: readonly AdfNode[], parent: NodeType): readonly AdfNode[] {
  if (parent === 'codeBlock') return normalizeCode(nodes);
  const allowed = CHILDREN[parent];
  if (areAllowed(nodes, allowed)) return normalizeInline(nodes);
  return normalizeInline(flattenToLine(nodes).filter((node) => allowed.has(node.type)));
}

function areAllowed(nodes: readonly AdfNode[], allowed: ReadonlySet<NodeType>): boolean {
  for (const { type } of nodes) if (type !== 'text' && !allowed.has(type)) return false;
  return true;
}

function normalizeCode(nodes: readonly AdfNode[]): readonly AdfNode[] {
  if (nodes.length === 0) return nodes;
  const [first] = nodes as readonly [AdfNode];
  if (nodes.length === 1 && first.type === 'text' && first.text && !first.marks) return nodes;
  const code = flattenToLine(nodes)
    .map((node) => (node.type === 'hardBreak' ? '\n' : (node.text ?? '')))
    .join('');
  return code === '' ? [] : [{ type: 'text', text: code }];
}

/** The inline nodes below `nodes`, with a hard break between those of different blocks. */
function flattenToLine(nodes: readonly AdfNode[]): readonly AdfNode[] {
  const line: AdfNode[] = [];
  for (const node of nodes) {
    if (isInlineType(node.type)) {
      line.push(node);
      continue;
    }
    const inner = flattenToLine(childrenOf(node));
    if (inner.length === 0) continue;
    if (line.length > 0) line.push({ type: 'hardBreak' });
    for (const part of inner) line.push(part);
  }
  return line;
}
