/**
 * A single line end becomes `<br />`, unless the next line starts what may be an item of a list, a
 * row of a table or a macro.
 */
import { isSpaceOrEndAt, sliceOf, unitAt } from './character-classes';

export function rewriteLineBreaks(text: string): string {
  let result = '';
  let copied = 0;
  const { length } = text;
  for (let lineEnd = 0; lineEnd < length; lineEnd++) {
    if (unitAt(text, lineEnd) !== 10) continue;
    // The character before must not be a line end, nor the end of the break before.
    if (lineEnd === copied || text[lineEnd - 1] === '\n' || !breaksBefore(text, lineEnd + 1)) {
      continue;
    }
    result += `${sliceOf(text, copied, lineEnd)}<br />`;
    copied = lineEnd + 1;
  }
  return result + sliceOf(text, copied);
}

function breaksBefore(text: string, lineStart: number): boolean {
  if (lineStart >= text.length || text[lineStart] === '\n') return false;
  let at = lineStart;
  while (text[at] === ' ') at++;
  if (text[at] === '{' || text[at] === '|') return false;
  const markers = at;
  while (text[at] === '#' || text[at] === '*' || text[at] === '=') at++;
  return at === markers || !isSpaceOrEndAt(text, at);
}
