/**
 * Images are read as a placeholder that holds address and description; whether one becomes a block
 * or part of the sentence is known only when the whole line is.
 */
import {
  externalImage,
  fileImage,
  linkedImage,
  linkMark,
  mediaInline,
  text,
} from '../../adf/builders';
import type { AdfMark, AdfNode } from '../../adf/nodes';
import { stringAttribute } from '../../adf/nodes';
import type { TextContext } from '../../context';
import { decodeFileName } from '../../safe-url';
import { encodeAddress, findLinkAddress } from './link-address';

/** The placeholder, never part of a finished document. */
export function imageNode(href: string, alt: string): AdfNode {
  return { type: 'media', attrs: { type: 'external', url: href, alt } };
}

export function isImage(node: AdfNode): boolean {
  return node.type === 'media';
}

/** An image that stands alone: a block, or undefined when nothing is to be shown at the address. */
export function imageBlock(image: AdfNode, context: TextContext | undefined): AdfNode | undefined {
  const { href, alt } = partsOf(image);
  const file = context?.attachments?.findMediaByName?.(decodeFileName(href));
  if (file !== undefined) return linkedImage(fileImage(file, alt), image.marks);
  if (isUnknownName(href, context)) return undefined;
  const url = findLinkAddress(href, context?.baseUrl);
  if (url !== undefined && url !== '') return linkedImage(externalImage(url, alt), image.marks);
  // A bare file name is an attachment of an issue that the caller cannot or did not look up.
  const isBareName = context?.attachments === undefined && /^[^\s:]+$/.test(href);
  return isBareName ? linkedImage(externalImage(encodeAddress(href), alt), image.marks) : undefined;
}

/** An image within a sentence: ADF has no such thing for addresses, so a link stands for it. */
export function imageInline(image: AdfNode, context: TextContext | undefined): readonly AdfNode[] {
  const { href, alt } = partsOf(image);
  const file = context?.attachments?.findMediaByName?.(decodeFileName(href));
  if (file !== undefined) {
    const node = mediaInline(file, alt);
    return [image.marks ? { ...node, marks: image.marks } : node];
  }
  const label = alt.trim() === '' ? href : alt;
  if (label === '') return [];
  const isLinked = image.marks?.some((mark) => mark.type === 'link');
  const isAddress = !isLinked && !isUnknownName(href, context);
  const url = isAddress ? findLinkAddress(href, context?.baseUrl) : undefined;
  const marks: readonly AdfMark[] = image.marks ?? [];
  return [text(label, url ? [...marks, linkMark(url)] : marks)];
}

function partsOf(image: AdfNode): { readonly href: string; readonly alt: string } {
  return { href: stringAttribute(image, 'url') ?? '', alt: stringAttribute(image, 'alt') ?? '' };
}

/** A name that the caller looked up and did not find is no address. */
function isUnknownName(href: string, context: TextContext | undefined): boolean {
  return context?.attachments !== undefined && /^[^\s:/#?]+$/.test(href);
}
