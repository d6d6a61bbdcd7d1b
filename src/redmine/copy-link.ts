/**
 * A copy of a Jira comment names its original by the link in its first line. A bare address does not
 * count: the key may belong to a person, who would paste it just so.
 */

import { fileMark } from '../core/attachments/file-mark';
import { findNoticeId } from '../core/notices/notice-mark';

/** `"Ada in Jira":https://…` and `[Ada in Jira](https://…)`. */
const LINKS = [/"[^"\n]+":(\S+)/g, /\[[^\]\n]+\]\(([^\s)]+)\)/g];

/**
 * The comment that the first line links to, `<site>/browse/WEB-1?focusedCommentId=10001`, or the
 * mark of the file that the note stands for, `<site>/rest/api/3/attachment/content/10001`, or that of
 * a notice.
 * @param siteUrl Jira's address, without a trailing slash
 */
export function findOriginal(notes: string, siteUrl: string): string | null {
  const [first = ''] = notes.trimStart().split('\n', 1);
  for (const pattern of LINKS) {
    for (const [, address = ''] of first.matchAll(pattern)) {
      if (!address.startsWith(`${siteUrl}/`)) continue;
      const rest = address.slice(siteUrl.length);
      const comment = /^\/browse\/[^?#]+\?focusedCommentId=(\d+)/.exec(rest)?.[1];
      if (comment !== undefined) return comment;
      const file = /^\/rest\/api\/3\/attachment\/content\/(\d+)/.exec(rest)?.[1];
      if (file !== undefined) return fileMark(file);
      const notice = findNoticeId(rest);
      if (notice !== null) return notice;
    }
  }
  return null;
}
