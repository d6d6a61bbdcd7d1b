/** How a copy says whose it is. */
import type { Mapping } from '../mapping';
import type { Side } from '../model';

/** Where the mapping says nothing else. */
const ATTRIBUTION = '{author} in {site}';

/** The words for the author of an original on `origin`: `Ada Lovelace in Jira`. */
export function nameAuthor(mapping: Mapping, origin: Side, author: string): string {
  return (mapping.comments?.attribution ?? ATTRIBUTION)
    .replaceAll('{site}', () => mapping.siteName[origin])
    .replaceAll('{author}', () => author);
}
