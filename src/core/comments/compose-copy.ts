/** The text of a comment's copy: who wrote it, a link to the original, and what it says. */
import type { AdfNode } from '../../text';
import type { Mapping } from '../mapping';
import { type Comment, otherSide, type RichText, type Side } from '../model';
import { convertText } from '../texts/convert-text';
import { nameAuthor } from './name-author';
import { shortenCopy, sizeOf } from './shorten-copy';

/**
 * The copy of `original` for the side across from `origin`. The link in its first line is what
 * `Comment.copyOf` is read from, so it stands in every copy.
 */
export function composeCopy(mapping: Mapping, origin: Side, original: Comment): RichText {
  const body = convertText(mapping, original.body, 'jira');
  const content = [...(body?.format === 'adf' ? body.doc.content : []), ...filesOf(original)];
  const attribution = attributionOf(mapping, origin, original);
  const said =
    origin === 'jira'
      ? content
      : shortenCopy(content, restOf(mapping, origin, original), sizeOf(attribution));
  const doc = {
    format: 'adf',
    doc: { type: 'doc', version: 1, content: [attribution, ...said] },
  } as const;
  return convertText(mapping, doc, otherSide(origin)) ?? doc;
}

function attributionOf(mapping: Mapping, origin: Side, original: Comment): AdfNode {
  return {
    type: 'paragraph',
    content: [
      {
        type: 'text',
        text: nameAuthor(mapping, origin, original.author.name),
        marks: [{ type: 'link', attrs: { href: original.url } }],
      },
      { type: 'text', text: ':' },
    ],
  };
}

/** Files that came with the comment: they stand with the twin's own, here they are named. */
function filesOf({ fileNames = [] }: Comment): AdfNode[] {
  if (fileNames.length === 0) return [];
  const text = `Attached: ${fileNames.join(', ')}`;
  return [{ type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'em' }] }] }];
}

/** Where the rest of a long comment stands. */
function restOf(mapping: Mapping, origin: Side, original: Comment): AdfNode {
  const marks = [{ type: 'link', attrs: { href: original.url } }] as const;
  const text = `The rest of it is in ${mapping.siteName[origin]}.`;
  return { type: 'paragraph', content: [{ type: 'text', text, marks }] };
}
