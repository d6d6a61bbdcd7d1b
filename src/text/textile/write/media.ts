/** Pictures and files as Redmine refers to them. */
import { type AdfNode, childrenOf, marksOf, stringAttribute } from '../../adf/nodes';
import type { TextContext } from '../../context';
import { mediaName } from '../../readable';
import { writeHref } from './hrefs';

/** What Redmine shows as a picture when it is an attachment. */
const PICTURE = /\.(?:bmp|gif|jpg|jpe|jpeg|png)$/i;

export interface MediaReference {
  readonly text: string;
  /** False for words that only describe what cannot be referred to. */
  readonly isReference: boolean;
}

/** A file mentioned in a line: `attachment:name`, which Redmine links. */
export function attachmentReference(
  media: AdfNode,
  context: TextContext | undefined,
): MediaReference {
  const { name, isAttachment } = mediaName(media, context);
  if (!isAttachment) return { text: stringAttribute(media, 'url') ?? name, isReference: false };
  const isPlain = /^[\w.-]+$/.test(name);
  const text = isPlain ? `attachment:${name}` : `attachment:"${name.replace(/"/g, '')}"`;
  return { text, isReference: true };
}

/** A picture on its own: `!name!`; a file that is none: `attachment:name`. */
export function pictureReference(media: AdfNode, context: TextContext | undefined): MediaReference {
  const url = stringAttribute(media, 'url');
  const { name, isAttachment } = mediaName(media, context);
  const isPicture = url !== undefined || (isAttachment && PICTURE.test(name));
  if (!isPicture) return attachmentReference(media, context);
  const address = encodeAddress(url ?? encodeURIComponent(name));
  const alt = stringAttribute(media, 'alt') ?? '';
  const hasTitle = alt !== '' && alt !== name && /^[^()!"<>|\n]+$/.test(alt);
  const href = marksOf(media).find((mark) => mark.type === 'link');
  const link = href && writeHref(stringAttribute(href, 'href') ?? '');
  const text = `!${address}${hasTitle ? `(${alt})` : ''}!${link ? `:${link}` : ''}`;
  return { text, isReference: true };
}

/** Without the characters that would end the address of a picture. */
function encodeAddress(address: string): string {
  return address
    .replace(
      /[\s<>"|(!{]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .replace(/^[=]/, '%3D');
}

/** The media nodes below a `mediaSingle` or `mediaGroup`, and its caption's inline nodes. */
export function partsOfMedia(node: AdfNode): {
  readonly media: readonly AdfNode[];
  readonly caption: readonly AdfNode[];
} {
  const children = childrenOf(node);
  const caption = children.find((child) => child.type === 'caption');
  return {
    media: children.filter((child) => child.type === 'media'),
    caption: caption ? childrenOf(caption) : [],
  };
}
