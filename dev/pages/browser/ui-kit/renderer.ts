import type { ReactNode } from 'react';
import type { ForgeDoc } from './forge-doc';

/**
 * What a component of the preview gets: the node's props as UI Kit declares them, its children
 * rendered, and the raw nodes for those that must look inside.
 */
export interface Rendered<P> {
  readonly props: P;
  readonly children: ReactNode;
  readonly nodes: readonly ForgeDoc[];
  readonly renderNodes: (nodes: readonly ForgeDoc[]) => ReactNode;
}

export type Renderer<P> = (rendered: Rendered<P>) => ReactNode;

/** The text of a node and everything below it. */
export function collectText(nodes: readonly ForgeDoc[]): string {
  return nodes
    .map((node) => (node.type === 'String' ? String(node.props.text) : collectText(node.children)))
    .join('');
}
