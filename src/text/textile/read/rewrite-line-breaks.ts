/**
 * A single line end becomes `<br />`, unless the next line starts what may be an item of a list, a
 * row of a table or a macro.
 */
import { isAsciiAlphanumeric, isSpaceOrEndAt, sliceOf, unitAt } from './character-classes';

export function rewriteLineBreaks(text: string): string {
  let result = '';
  let copied = 0;
  const { length } = text;
  let before = -1;
  for (let lineEnd = text.indexOf('\n'); lineEnd >= 0; lineEnd = text.indexOf('\n', before + 1)) {
    // The character before must not be a line end, nor the end of the break before.
    const isText = lineEnd > before + 1;
    before = lineEnd;
    if (!isText || !breaksBefore(text, lineEnd + 1, length)) continue;
    result += `${sliceOf(text, copied, lineEnd)}<br />`;
    copied = lineEnd + 1;
  }
  return result + sliceOf(text, copied);
}

function breaksBefore(text: string, lineStart: number, length: number): boolean {
  if (lineStart >= length) return false;
  const first = unitAt(text, lineStart);
  if (first === 10) return false;
  if (isAsciiAlphanumeric(first)) return true;
  let at = lineStart;
  while (text[at] === ' ') at++;
  if (text[at] === '{' || text[at] === '|') return false;
  const markers = at;
  while (text[at] === '#' || text[at] === '*' || text[at] === '=') at++;
  return at === markers || !isSpaceOrEndAt(text, at);
}
