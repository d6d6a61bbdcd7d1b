/**
 * Takes the content of `<pre>`, `<code>`, `<kbd>` and `<notextile>` out of the text, so that no
 * later pass formats it. A closing tag stays in the text; it closes what its part opened when the
 * document is built.
 *
 * Redmine counts open tags and the different names among them: `<code>` within `<pre>` is a part
 * of its own, and the same name within itself is content.
 */
import { NextIndex } from './next-index';
import { PROTECTED_TAGS, type ProtectedTag, protectPart, type Workspace } from './workspace';

const NEXT_TAG = new RegExp(`<(/?)(${PROTECTED_TAGS.join('|')})\\b`, 'g');
const ANY_TAG = new RegExp(NEXT_TAG.source);
const CLASS = /[cC][lL][aA][sS][sS]=(?:"([^"]+)"|'([^']+)')/;

/**
 * The text with a tag of its own for each protected part.
 *
 * @param isMarkup true when the text holds tags and entities of ours already.
 */
export function protectCode(text: string, workspace: Workspace, isMarkup = false): string {
  if (!ANY_TAG.test(text) || !hasTagOnOneLine(text)) return text;
  const tags = findTags(text);
  const [first] = tags;
  if (first === undefined) return text;
  let result = text.slice(0, first.start);
  let depth = 0;
  const names: ProtectedTag[] = [];
  for (let index = 0; index < tags.length; index++) {
    const tag = tags[index] as Tag;
    const pieceEnd = tags[index + 1]?.start ?? text.length;
    const piece = text.slice(tag.start, pieceEnd);
    if (tag.kind === 'open') {
      depth++;
      if (!names.includes(tag.name)) names.push(tag.name);
      if (depth > names.length) {
        extendLastPart(workspace, piece);
      } else {
        const { name, language } = tag;
        const content = text.slice(tag.end, pieceEnd);
        result += protectPart(workspace, { tag: name, text: content, language, isMarkup });
      }
      continue;
    }
    if (tag.kind === 'close' && depth > 0) {
      const isContent = depth > names.length;
      if (isContent) extendLastPart(workspace, piece);
      depth--;
      if (depth === 0) names.length = 0;
      if (isContent) continue;
    }
    result += piece;
  }
  return result;
}

function extendLastPart(workspace: Workspace, piece: string): void {
  const last = workspace.parts.at(-1);
  if (last) last.text += piece;
}

interface Tag {
  readonly kind: 'open' | 'close' | 'broken';
  readonly name: ProtectedTag;
  readonly language: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** `<` and, later on the same line, `>`. */
function hasTagOnOneLine(text: string): boolean {
  let open = text.indexOf('<');
  while (open >= 0) {
    const close = text.indexOf('>', open);
    if (close < 0) return false;
    const lineEnd = text.indexOf('\n', open);
    if (lineEnd < 0 || close < lineEnd) return true;
    open = text.indexOf('<', lineEnd);
  }
  return false;
}

/** All tags that end the content of the tag before; a broken one ends it and is text. */
function findTags(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  const closers = new NextIndex(text, '>');
  NEXT_TAG.lastIndex = 0;
  for (let match = NEXT_TAG.exec(text); match; match = NEXT_TAG.exec(text)) {
    const start = match.index;
    const nameEnd = start + match[0].length;
    const name = match[2] as ProtectedTag;
    const close = closers.from(nameEnd);
    const isClosing = match[1] === '/';
    if (isClosing ? close === nameEnd : close >= 0) {
      const language = isClosing ? undefined : classOf(name, text.slice(nameEnd, close));
      const end = close + 1;
      tags.push({ kind: isClosing ? 'close' : 'open', name, language, start, end });
      NEXT_TAG.lastIndex = end;
    } else if (tags.length > 0 && nameEnd < text.length) {
      tags.push({ kind: 'broken', name, language: undefined, start, end: start });
    }
  }
  return tags;
}

function classOf(name: ProtectedTag, attributes: string): string | undefined {
  const quoted = name === 'code' ? CLASS.exec(attributes) : null;
  return quoted ? (quoted[1] ?? quoted[2]) : undefined;
}
