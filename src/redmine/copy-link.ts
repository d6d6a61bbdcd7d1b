/**
 * A copy of a Jira comment names its original by the link in its first line. A bare address does not
 * count: the key may belong to a person, who would paste it just so.
 */

/** `"Ada in Jira":https://…` and `[Ada in Jira](https://…)`. */
const LINKS = [/"[^"\n]+":(\S+)/g, /\[[^\]\n]+\]\(([^\s)]+)\)/g];

/**
 * The comment id that the first line links to: `<site>/browse/WEB-1?focusedCommentId=10001`.
 * @param siteUrl Jira's address, without a trailing slash
 */
export function findCopiedComment(notes: string, siteUrl: string): string | null {
  const [first = ''] = notes.trimStart().split('\n', 1);
  for (const pattern of LINKS) {
    for (const [, address = ''] of first.matchAll(pattern)) {
      if (!address.startsWith(`${siteUrl}/browse/`)) continue;
      const comment = /^[^?#]+\?focusedCommentId=(\d+)/.exec(address)?.[1];
      if (comment !== undefined) return comment;
    }
  }
  return null;
}
