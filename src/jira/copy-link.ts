/**
 * A copy of a Redmine note names its original by the link in its first line. Only that line counts:
 * further down a person's own words may link to any note.
 */
import type { AdfDocument } from '../core/model';

/**
 * The journal id that the first paragraph links to: `<redmine>/issues/12#change-34`.
 * @param redmineUrl the connection's address, without a trailing slash
 */
export function findCopiedJournal(doc: AdfDocument, redmineUrl: string): string | null {
  for (const href of linksOf(doc.content[0])) {
    if (!href.startsWith(`${redmineUrl}/issues/`)) continue;
    const rest = href.slice(`${redmineUrl}/issues/`.length);
    const journal = /^\d+#change-(\d+)$/.exec(rest)?.[1];
    if (journal !== undefined) return journal;
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
