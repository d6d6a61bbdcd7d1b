/** Pictures: an attachment or an address of the web; what is neither stays the text it was. */
import {
  externalImage,
  fileImage,
  linkedImage,
  linkMark,
  mediaInline,
  text,
} from '../../adf/builders';
import type { AdfMark, AdfNode } from '../../adf/nodes';
import { decodeFileName, findSafeUrl } from '../../safe-url';
import type { Workspace } from './workspace';

export interface Picture {
  /** What it is where it stands alone. */
  readonly block: AdfNode;
  /** What it is within a line. */
  readonly inline: AdfNode;
}

/** The name of a picture's file. */
const PICTURE_NAME = /^[^\s/:&<>"]+\.(?:bmp|gif|jpe?g?|png|svg|webp)$/i;

/**
 * @param source how the picture was written.
 * @param marks of the text around it; a link there is the picture's.
 */
export function findPicture(
  address: string,
  title: string | undefined,
  source: string,
  marks: readonly AdfMark[],
  workspace: Workspace,
): Picture | undefined {
  const { context, isProof } = workspace;
  if (isProof) return { block: externalImage(address), inline: externalImage(address) };
  const file = address.includes('/')
    ? undefined
    : context?.attachments?.findMediaByName?.(decodeFileName(address));
  if (file) {
    return { block: linkedImage(fileImage(file, title), marks), inline: mediaInline(file, title) };
  }
  // A name that the caller looked up and did not find is no address.
  if (context?.attachments !== undefined && PICTURE_NAME.test(address)) return undefined;
  const isRemote = /^https?:/i.test(address) || context?.baseUrl !== undefined;
  const url = isRemote ? findSafeUrl(address, context?.baseUrl) : undefined;
  // The name of an attachment that the caller did not look up.
  const isName = context?.attachments === undefined && PICTURE_NAME.test(address);
  if (!url && isName) {
    const inline = text(source, marks);
    return { block: linkedImage(externalImage(address, title), marks), inline };
  }
  if (!url || !/^https?:/i.test(url)) return undefined;
  const name = title || decodeFileName(url.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '') || url;
  const hasLink = marks.some((mark) => mark.type === 'link');
  return {
    block: linkedImage(externalImage(url, title), marks),
    inline: text(name, hasLink ? marks : [...marks, linkMark(url)]),
  };
}
