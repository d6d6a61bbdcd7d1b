/**
 * `word[1]` refers to a footnote, and `HTML(Hypertext Markup Language)` explains an abbreviation.
 * Both are looked for between tags only, and not within literal text.
 */
import { isWordAt } from './character-classes';
import type { LineMarkup } from './line-markup';
import type { TagAttributes } from './tag-attributes';
import { getPhraseRule } from './tag-rules';
import { PART_START, PROTECTED_TAGS } from './workspace';

const TAG = new RegExp(`<(?:(/?)([A-Za-z]+)|${PART_START.slice(1)})[^\\n<>]*>`, 'y');
const REFERENCE = /\[([0-9]{1,40})\]/g;
const ABBREVIATION = /([A-Z][A-Z0-9]{1,100})\(([^)]*)\)/g;
const MAY_REFER = /\[[0-9]+\]|[A-Z][A-Z0-9]\(/;
const OPAQUE: ReadonlySet<string> = new Set(PROTECTED_TAGS);
const FOOTNOTE = getPhraseRule('sup');
const ABBREVIATED = getPhraseRule('abbr');

export function markFootnotes(line: LineMarkup): void {
  const { text } = line;
  if (!MAY_REFER.test(text)) return;
  let depth = 0;
  for (let start = 0; start < text.length; ) {
    let end = start;
    let tag: RegExpExecArray | null = null;
    for (; end < text.length && text[end] !== '\n'; end++) {
      if (end > start ? line.isTagAt(end) : line.coverAt(end) > 0) break;
      if (text[end] !== '<') continue;
      TAG.lastIndex = end;
      tag = TAG.exec(text);
      if (tag) break;
    }
    if (depth === 0) markBetween(line, start, end);
    if (tag) {
      if (OPAQUE.has(tag[2] ?? '')) depth = tag[1] === '/' ? Math.max(0, depth - 1) : depth + 1;
      start = TAG.lastIndex;
    } else {
      start = text[end] === '\n' || line.coverAt(end) > 0 ? end + 1 : end;
    }
  }
}

function markBetween(line: LineMarkup, start: number, end: number): void {
  const plain = line.text.slice(start, end);
  if (!MAY_REFER.test(plain)) return;
  const explained = plain.slice(0, plain.lastIndexOf(')') + 1);
  for (const match of explained.matchAll(ABBREVIATION)) {
    const [all, short, title] = match as unknown as [string, string, string];
    if (match.index > 0 && isWordAt(plain, match.index - 1)) continue;
    const at = start + match.index;
    line.wrap(ABBREVIATED, { title }, at, at, at + short.length, at + all.length);
  }
  let known: Map<string, TagAttributes> | undefined;
  for (const match of plain.matchAll(REFERENCE)) {
    const at = start + match.index;
    if (match.index === 0 || !isWordAt(plain, match.index - 1)) continue;
    if (line.isTagAt(at) || line.coverAt(at - 1) > 0) continue;
    const end = at + match[0].length;
    const href = `#fn${match[1]}`;
    known ??= new Map();
    const attributes = known.get(href) ?? { href };
    known.set(href, attributes);
    line.wrap(FOOTNOTE, attributes, at, at + 1, end - 1, end);
  }
}
