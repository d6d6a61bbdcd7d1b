/** The comment that stands for a file which is too large to cross: whose it is, and a link to it. */

import type { Mapping } from '../mapping';
import { type Attachment, otherSide, type RichText, type Side } from '../model';
import { convertText } from '../texts/convert-text';

const MEGABYTE = 1_000_000;

/** In the form of the side across from `origin`. By its first link it is recognised as ours. */
export function composeFileLink(mapping: Mapping, origin: Side, original: Attachment): RichText {
  const size = (original.sizeBytes / MEGABYTE).toFixed(1);
  const doc = {
    format: 'adf',
    doc: {
      type: 'doc',
      version: 1,
      content: [
        {
          type: 'paragraph',
          content: [
            {
              type: 'text',
              text: `${original.author.name} in ${mapping.siteName[origin]}`,
              marks: [{ type: 'link', attrs: { href: original.url } }],
            },
            { type: 'text', text: `: ${original.name} (${size} MB)` },
          ],
        },
      ],
    },
  } as const;
  return convertText(mapping, doc, otherSide(origin)) ?? doc;
}
