/**
 * Blocks that the text shows by a name or address (files, cards, extensions). Editing that edits
 * what it stands for; the file or card stays.
 */
import { type AdfNode, childrenOf, stringAttribute } from '../adf/nodes';

/** Where each kind of block keeps what the text shows. */
const SHOWN_ATTRIBUTE: Readonly<Record<string, string>> = {
  media: 'alt',
  extension: 'text',
  blockCard: 'url',
  embedCard: 'url',
};

/** The block with what the new line says, or undefined when the line can not stand for it. */
export function renameStandIn(base: AdfNode, after: AdfNode): AdfNode | undefined {
  if (base.type === 'mediaSingle' || base.type === 'mediaGroup') {
    const [media, ...others] = childrenOf(base);
    const renamed = media && others.length === 0 ? renameStandIn(media, after) : undefined;
    return renamed && { ...base, content: [renamed] };
  }
  const name = SHOWN_ATTRIBUTE[base.type];
  const [only, ...rest] = childrenOf(after);
  if (name === undefined || after.type !== 'paragraph') return undefined;
  if (only?.type !== 'text' || rest.length > 0) return undefined;
  const link = only.marks?.find(({ type }) => type === 'link');
  const isCard = name === 'url';
  const value = isCard ? link && stringAttribute(link, 'href') : only.text;
  if (value === undefined || (isCard && value !== only.text)) return undefined;
  return { ...base, attrs: { ...base.attrs, [name]: value } };
}
