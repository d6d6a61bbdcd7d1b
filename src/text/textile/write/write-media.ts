/** Pictures and files as blocks of their own. */
import type { AdfNode } from '../../adf/nodes';
import type { Block, BlockScope } from './block-scope';
import { partsOfMedia, pictureReference } from './media';
import { writeLineBlock } from './write-paragraphs';

export function writeMedia(node: AdfNode, scope: BlockScope): readonly Block[] {
  const { media, caption } = partsOfMedia(node);
  const lines = media.map((part) => pictureReference(part, scope.context).text);
  const below = writeLineBlock(caption, scope);
  return lines.length > 0 ? [lines, ...below] : below;
}
