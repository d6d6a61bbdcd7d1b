/** The media nodes of a document. */
import { isArray, isObject, type Json, stringAt } from '../json';

const MEDIA = new Set(['media', 'mediaInline']);

/** The ids of the files it shows; pictures from elsewhere (`external`) have none. */
export function mediaIdsOf(document: Json | undefined): readonly string[] {
  if (!isObject(document)) return [];
  const own = MEDIA.has(String(document.type)) ? stringAt(document.attrs, 'id') : undefined;
  const content = isArray(document.content) ? document.content.flatMap(mediaIdsOf) : [];
  return own === undefined ? content : [own, ...content];
}
