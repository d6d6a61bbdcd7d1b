/**
 * Turns the source's own HTML into text. What stays are closing tags of protected parts, which
 * belong to a part that was taken out before.
 */
import { PROTECTED_TAGS } from './workspace';

const KEPT_NAMES: ReadonlySet<string> = new Set(PROTECTED_TAGS);
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#039;',
  '<': '&lt;',
  '>': '&gt;',
};

/** All there is of a tag, on one line; its name ends where a protected part starts, too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what starts a protected part
const TAG = /<(\/?([!\w](?:(?!<\u0001)[^ >\n])*)[^<>\n]*)(>?)/g;

const SPECIAL = /[&"'<>]/g;

function escapeHtml(text: string): string {
  return text.replace(SPECIAL, (char) => ESCAPES[char] as string);
}

/** What follows the last end of a comment is no comment, and need not be looked through. */
export function removeComments(text: string): string {
  if (!text.includes('<!--')) return text;
  const end = text.lastIndexOf('-->') + 3;
  return text.slice(0, end).replace(/<!--.*?-->/gs, '') + text.slice(end);
}

/** The text with every tag escaped that is not one of ours. A `<` before a space stays as it is. */
export function escapeHtmlTags(text: string): string {
  return text.replace(TAG, (_all, inner: string, name: string, close: string) => {
    const escaped = escapeHtml(inner);
    const isKept = close !== '' && KEPT_NAMES.has(name);
    return isKept ? `<${escaped}>` : `&lt;${escaped}${close && '&gt;'}`;
  });
}
