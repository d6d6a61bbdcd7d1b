/** `@code@` and `@|language|code@` become protected parts. */
import { isAsciiWordAt, unitAt } from './character-classes';
import { NextIndex } from './next-index';
import { protectCode } from './protect-code';
import { protectPart, type Workspace } from './workspace';

const AT_SIGN = 64;
const LANGUAGE = /@\|[A-Za-z0-9_]{1,40}\|/y;

export function rewriteInlineCode(text: string, workspace: Workspace): string {
  const ends = findEnds(text);
  if (ends.length === 0) return text;
  const lines = new NextIndex(text, '\n');
  let nextEnd = 0;
  let result = '';
  let copied = 0;
  for (let open = text.indexOf('@'); open >= 0; open = text.indexOf('@', open)) {
    const isStart = open > copied && !isAsciiWordAt(text, open - 1);
    while (nextEnd < ends.length && (ends[nextEnd] as number) <= open + 1) nextEnd++;
    const lineEnd = isStart ? lines.from(open) : -1;
    const limit = lineEnd < 0 ? text.length : lineEnd;
    const code = isStart ? readCode(text, open, ends, nextEnd, limit) : undefined;
    if (code === undefined) {
      open++;
      continue;
    }
    result += text.slice(copied, open) + writeCode(text.slice(code.start, code.end), workspace);
    copied = code.end + 1;
    open = copied;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

interface Code {
  readonly start: number;
  readonly end: number;
}

/** @param nextEnd the index in `ends` of the first that leaves room for code. */
function readCode(
  text: string,
  open: number,
  ends: readonly number[],
  nextEnd: number,
  limit: number,
): Code | undefined {
  const end = ends[nextEnd];
  if (end === undefined || end >= limit) return undefined;
  LANGUAGE.lastIndex = open;
  if (!LANGUAGE.test(text)) return { start: open + 1, end };
  const start = LANGUAGE.lastIndex;
  for (let index = nextEnd; index < ends.length; index++) {
    const later = ends[index] as number;
    if (later >= limit) break;
    if (later > start) return { start, end: later };
  }
  return { start: open + 1, end };
}

/** All `@` that may end code: those with something after them that is no ASCII word. */
function findEnds(text: string): readonly number[] {
  const ends: number[] = [];
  for (let at = 0; at + 1 < text.length; at++) {
    if (unitAt(text, at) === AT_SIGN && !isAsciiWordAt(text, at + 1)) ends.push(at);
  }
  return ends;
}

function writeCode(code: string, workspace: Workspace): string {
  if (code.includes('<')) return protectCode(`<code>${code}</code>`, workspace, true);
  return protectPart(workspace, {
    tag: 'code',
    text: code,
    language: undefined,
    isMarkup: true,
    isWhole: true,
  });
}
