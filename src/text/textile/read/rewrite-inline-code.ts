/** `@code@` and `@|language|code@` become protected parts. */
import { isAsciiWordAt } from './character-classes';
import { NextIndex } from './next-index';
import { protectCode } from './protect-code';
import { protectPart, type Workspace } from './workspace';

const LANGUAGE = /@\|[A-Za-z0-9_]{1,40}\|/y;

export function rewriteInlineCode(text: string, workspace: Workspace): string {
  let open = text.indexOf('@');
  if (open < 0) return text;
  const ends = findEnds(text);
  if (ends.length === 0) return text;
  const lines = new NextIndex(text, '\n');
  let nextEnd = 0;
  let result = '';
  let copied = 0;
  for (; open >= 0; open = text.indexOf('@', open)) {
    const code = open > copied && !isAsciiWordAt(text, open - 1) ? readCode(open) : undefined;
    if (code === undefined) {
      open++;
      continue;
    }
    result += text.slice(copied, open) + writeCode(text.slice(code.start, code.end), workspace);
    copied = code.end + 1;
    open = copied;
  }
  return copied === 0 ? text : result + text.slice(copied);

  function readCode(at: number): { readonly start: number; readonly end: number } | undefined {
    LANGUAGE.lastIndex = at;
    const hasLanguage = LANGUAGE.test(text);
    const afterLanguage = LANGUAGE.lastIndex;
    while (nextEnd < ends.length && (ends[nextEnd] as number) <= at + 1) nextEnd++;
    const lineEnd = lines.from(at);
    const limit = lineEnd < 0 ? text.length : lineEnd;
    for (let index = nextEnd; hasLanguage && index < ends.length; index++) {
      const end = ends[index] as number;
      if (end >= limit) break;
      if (end > afterLanguage) return { start: afterLanguage, end };
    }
    const end = ends[nextEnd];
    return end !== undefined && end < limit ? { start: at + 1, end } : undefined;
  }
}

/** All `@` that may end code: those with something after them that is no ASCII word. */
function findEnds(text: string): readonly number[] {
  const ends: number[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at + 1 < text.length && !isAsciiWordAt(text, at + 1)) ends.push(at);
  }
  return ends;
}

function writeCode(code: string, workspace: Workspace): string {
  if (code.includes('<')) return protectCode(`<code>${code}</code>`, workspace, true);
  return `${protectPart(workspace, { tag: 'code', text: code, isMarkup: true })}</code>`;
}
