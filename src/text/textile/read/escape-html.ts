/**
 * Turns the source's own HTML into text. What stays are closing tags of protected parts, which
 * belong to a part that was taken out before.
 */
import { codeAt, isAsciiWordAt, unitAt } from './character-classes';
import { PART_START, PROTECTED_TAGS } from './workspace';

const KEPT_NAMES: ReadonlySet<string> = new Set(PROTECTED_TAGS);
const EXCLAMATION = 33;
const OPEN = 60;
const CLOSE = 62;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#039;',
  '<': '&lt;',
  '>': '&gt;',
};

export function escapeHtml(text: string): string {
  return /[&"'<>]/.test(text) ? text.replace(/[&"'<>]/g, (char) => ESCAPES[char] as string) : text;
}

export function removeComments(text: string): string {
  let start = text.indexOf('<!--');
  if (start < 0) return text;
  let result = '';
  let copied = 0;
  while (start >= 0) {
    const end = text.indexOf('-->', start + 4);
    if (end < 0) break;
    result += text.slice(copied, start);
    copied = end + 3;
    start = text.indexOf('<!--', copied);
  }
  return result + text.slice(copied);
}

/** The text with every tag escaped that is not one of ours. A `<` before a space stays as it is. */
export function escapeHtmlTags(text: string): string {
  let result = '';
  let copied = 0;
  let open = text.indexOf('<');
  while (open >= 0) {
    const tag = text.startsWith(PART_START, open) ? undefined : readTag(text, open);
    if (tag === undefined) {
      open = text.indexOf('<', open + 1);
      continue;
    }
    const inner = escapeHtml(text.slice(open + 1, tag.innerEnd));
    const isKept = tag.isClosed && KEPT_NAMES.has(tag.name);
    result += text.slice(copied, open);
    result += isKept ? `<${inner}>` : `&lt;${inner}${tag.isClosed ? '&gt;' : ''}`;
    copied = tag.innerEnd + (tag.isClosed ? 1 : 0);
    open = text.indexOf('<', copied);
  }
  return copied === 0 ? text : result + text.slice(copied);
}

interface SourceTag {
  readonly name: string;
  readonly innerEnd: number;
  readonly isClosed: boolean;
}

function readTag(text: string, open: number): SourceTag | undefined {
  const nameStart = text[open + 1] === '/' ? open + 2 : open + 1;
  if (codeAt(text, nameStart) !== EXCLAMATION && !isAsciiWordAt(text, nameStart)) return undefined;
  const { length } = text;
  let at = nameStart + 1;
  for (; at < length; at++) {
    const code = unitAt(text, at);
    if (code === 32 || code === CLOSE || code === 10) break;
    if (code === OPEN && text.startsWith(PART_START, at)) break;
  }
  const name = text.slice(nameStart, at);
  for (; at < length; at++) {
    const code = unitAt(text, at);
    if (code === OPEN || code === CLOSE || code === 10) break;
  }
  return { name, innerEnd: at, isClosed: codeAt(text, at) === CLOSE };
}
