/**
 * A copy of a Redmine note names its original by the link in its first line. Only that line counts:
 * further down a person's own words may link to any note.
 */
import { fileMark } from '../core/attachments/file-mark';
import type { AdfDocument } from '../core/model';
import { findNoticeId } from '../core/notices/notice-mark';

/**
 * The journal that the first paragraph links to, `<redmine>/issues/12#change-34`, or the mark of the
 * file that the comment stands for, `<redmine>/attachments/56`, or that of a notice.
 * @param redmineUrl the connection's address, without a trailing slash
 */
export function findOriginal(doc: AdfDocument, redmineUrl: string): string | null {
  for (const href of linksOf(doc.content[0])) {
    if (!href.startsWith(`${redmineUrl}/`)) continue;
    const rest = href.slice(redmineUrl.length);
    const journal = /^\/issues\/\d+#change-(\d+)$/.exec(rest)?.[1];
    if (journal !== undefined) return journal;
    const file = /^\/attachments\/(\d+)$/.exec(rest)?.[1];
    if (file !== undefined) return fileMark(file);
    const notice = findNoticeId(rest);
    if (notice !== null) return notice;
  }
  return null;
}

/** The spent time that the first paragraph links to, `<redmine>/issues/12?tab=time_entries#time-entry-3`. */
export function findTimeOriginal(doc: AdfDocument, redmineUrl: string): string | null {
  const pattern = /^\/issues\/\d+\?tab=time_entries#time-entry-(\d+)$/;
  for (const href of linksOf(doc.content[0])) {
    const found = href.startsWith(`${redmineUrl}/`) && pattern.exec(href.slice(redmineUrl.length));
    if (found) return found[1] ?? null;
  }
  return null;
}

/** Link targets inside a node, in reading order. Plain links may come as cards (`inlineCard`). */
function linksOf(node: unknown): string[] {
  if (node === null || typeof node !== 'object') return [];
  const own = [node, ...listOf(node, 'marks')].flatMap((holder) => {
    const attrs = memberOf(holder, 'attrs');
    return [memberOf(attrs, 'href'), memberOf(attrs, 'url')].filter(
      (href): href is string => typeof href === 'string',
    );
  });
  return [...own, ...listOf(node, 'content').flatMap(linksOf)];
}

function memberOf(holder: unknown, name: string): unknown {
  if (holder === null || typeof holder !== 'object') return undefined;
  return Object.entries(holder).find(([key]) => key === name)?.[1];
}

function listOf(holder: object, name: string): readonly unknown[] {
  const list = memberOf(holder, name);
  return Array.isArray(list) ? list : [];
}
