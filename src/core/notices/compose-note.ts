/** The comment that tells a person on the spot that an edit stays on its side. It never crosses. */
import type { AdfNode } from '../../text';
import type { Mapping } from '../mapping';
import type { Person, RichText, Side } from '../model';
import { convertText } from '../texts/convert-text';
import { documentOf } from '../texts/plain-text';
import { noticeUrl } from './notice-mark';

/**
 * @param twinKey what people call the issue across
 * @param mark what it tells, by which it is found again
 * @param lines the first goes on after the person's name
 */
export function composeNote(
  mapping: Mapping,
  side: Side,
  person: Person,
  twinKey: string,
  mark: string,
  [first = '', ...rest]: readonly string[],
): RichText {
  const href = noticeUrl(mapping, side, twinKey, mark);
  const paragraph: AdfNode = {
    type: 'paragraph',
    content: [
      { type: 'text', text: 'Redmine Sync', marks: [{ type: 'link', attrs: { href } }] },
      { type: 'text', text: ' – ' },
      nameOf(mapping, side, person),
      { type: 'text', text: `: ${first}` },
    ],
  };
  const said = {
    format: 'adf',
    doc: {
      type: 'doc',
      version: 1,
      content: [paragraph, ...documentOf(rest.join('\n')).content],
    },
  } as const;
  return convertText(mapping, said, side) ?? said;
}

/** A mention where one can be made, so that the tracker tells the person. */
function nameOf({ people }: Mapping, side: Side, { id, name }: Person): AdfNode {
  const accountId = side === 'jira' ? id : people.find(({ remote }) => remote === id)?.jira;
  return accountId === undefined
    ? { type: 'text', text: name }
    : { type: 'mention', attrs: { id: accountId, text: `@${name}` } };
}
