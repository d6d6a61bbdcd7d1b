/**
 * The lens: carries an edit of a text over to the document that the text was written from. Both
 * texts are read, the second compared with the first, and only what differs is changed in the
 * document; so the document keeps whatever the text cannot say.
 */
import { type AdfDocument, type AdfNode, childrenOf } from '../adf/nodes';
import type { TextContext } from '../context';
import type { TextFormat } from './format';
import { uniteLocalIds } from './local-ids';
import { mergeBlocks } from './merge-blocks';
import { sameNodes } from './node-key';

export interface TextEdit {
  readonly baseAdf: AdfDocument;
  /** The text that was written for `baseAdf`, or that `baseAdf` was read from. */
  readonly baseText: string;
  readonly newText: string;
  readonly context?: TextContext | undefined;
}

/** @returns `baseAdf` itself when the new text says the same as the base text. */
export function applyEdit(edit: TextEdit, format: TextFormat): AdfDocument {
  const { baseAdf, baseText, newText, context } = edit;
  if (newText === baseText) return baseAdf;
  const before = format.read(baseText, context).content;
  const after = format.read(newText, context).content;
  if (sameNodes(before, after)) return baseAdf;
  const project = (blocks: readonly AdfNode[]) => {
    const doc: AdfDocument = { type: 'doc', version: 1, content: blocks };
    return format.read(format.write(doc, context), context).content;
  };
  const base = childrenOf(baseAdf);
  const content = mergeBlocks({ base, before, after }, { project, mergeBlocks });
  return { ...baseAdf, content: uniteLocalIds(content) };
}
