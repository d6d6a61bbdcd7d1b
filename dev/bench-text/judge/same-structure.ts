import { adfToHtml, type LooseNode } from './adf-to-html';
import { type Block, canonicalBlocks } from './canonical';
import { parseHtml } from './html-tree';

export function structureOfHtml(html: string): readonly Block[] {
  return canonicalBlocks(parseHtml(html));
}

export function structureOfAdf(doc: LooseNode): readonly Block[] {
  return structureOfHtml(adfToHtml(doc));
}

export function isSameStructure(left: readonly Block[], right: readonly Block[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
