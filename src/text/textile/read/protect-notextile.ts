/**
 * `==text==` gets `<notextile>` tags. Unlike in a written `<notextile>`, Redmine still formats
 * phrases within; only entities stay as they are written.
 */
import { isSpaceAt } from './character-classes';
import { NextIndex } from './next-index';

export function markNotextile(text: string): string {
  if (!text.includes('==')) return text;
  return dropLongMarks(markWithinLines(text));
}

/** `==text==` that starts a line or follows white space, and ends on the line of its first `=`. */
function markWithinLines(text: string): string {
  const equals = new NextIndex(text, '=');
  const ends = new NextIndex(text, '==');
  const lines = new NextIndex(text, '\n');
  let result = '';
  let copied = 0;
  /** The end of the white space that belongs to the mark before. */
  let taken = 0;
  for (let open = text.indexOf('=='); open >= 0; open = text.indexOf('==', open)) {
    const end = startsMark(text, open, taken) ? findEnd(open) : -1;
    if (end < 0) {
      open++;
      continue;
    }
    result += `${text.slice(copied, open)}<notextile>${text.slice(open + 2, end)}</notextile>`;
    copied = end + 2;
    taken = isSpaceAt(text, copied) ? copied + 1 : copied;
    open = copied;
  }
  return result + text.slice(copied);

  function findEnd(open: number): number {
    const firstEqual = equals.from(open + 2);
    if (firstEqual < 0 || firstEqual === open + 2) return -1;
    const end = ends.from(firstEqual);
    const lineEnd = lines.from(firstEqual);
    return end >= 0 && (lineEnd < 0 || end < lineEnd) ? end : -1;
  }
}

function startsMark(text: string, open: number, taken: number): boolean {
  if (open === 0 || text[open - 1] === '\n') return true;
  return open > taken && isSpaceAt(text, open - 1);
}

/** Longer marks, of several lines, only lose their `==`: that is what Redmine does with them. */
function dropLongMarks(text: string): string {
  if (!text.includes('==')) return text;
  const equals = new NextIndex(text, '=');
  const ends = new NextIndex(text, '==');
  let result = '';
  let copied = 0;
  for (let open = text.indexOf('=='); open >= 0; open = text.indexOf('==', open)) {
    let start = open;
    while (start > copied && text[start - 1] === ' ') start--;
    const isLineStart = start === 0 || text[start - 1] === '\n';
    const firstEqual = isLineStart ? equals.from(open + 2) : -1;
    const end = firstEqual > open + 2 ? ends.from(firstEqual) : -1;
    if (end < 0) {
      open++;
      continue;
    }
    result += `${text.slice(copied, start)}${text.slice(open + 2, end)}<notextile></notextile>`;
    copied = end + 2;
    open = copied;
  }
  return result + text.slice(copied);
}
