/** How a copy says whose it is. */
import type { Mapping } from '../mapping';
import { type Comment, otherSide, type Side } from '../model';

/** Where the mapping says nothing else. */
const ATTRIBUTION = '{author} in {site}';

/** The words for the author of an original on `origin`: `Ada Lovelace in Jira`. */
export function nameAuthor(mapping: Mapping, origin: Side, author: string): string {
  return (mapping.comments?.attribution ?? ATTRIBUTION)
    .replaceAll('{site}', () => mapping.siteName[origin])
    .replaceAll('{author}', () => author);
}

/** Who the author is on the other side, where copies are to be written as their authors. */
export function findAuthorAcross(
  { comments, people }: Pick<Mapping, 'comments' | 'people'>,
  origin: Side,
  { author }: Pick<Comment, 'author'>,
): string | undefined {
  if (!comments?.asAuthor) return undefined;
  return people.find((person) => person[origin] === author.id)?.[otherSide(origin)];
}
