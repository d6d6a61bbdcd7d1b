/** Web and file server addresses in the text are links. */
import { isAsciiWordAt, isSpaceAt } from './character-classes';
import { CLOSING, LINK_OPENING, type LineMarkup } from './line-markup';
import { closesMore, findAddressEnd, findWordEnd, LINK } from './mark-links';

const PROTOCOL = /https?:\/\/|s?ftps?:\/\/|www\./g;
/** Tags are searched for no further back. */
const LONGEST_TAG = 40;
const LEADING_CHARACTERS = ' \n\t([,;';

export function markAddresses(line: LineMarkup): void {
  const { text } = line;
  let done = 0;
  PROTOCOL.lastIndex = 0;
  for (let match = PROTOCOL.exec(text); match; match = PROTOCOL.exec(text)) {
    const start = match.index;
    const lead = line.isTagAt(start) ? 'none' : findLead(line, start, done);
    const shortest = PROTOCOL.lastIndex;
    // One character at least; it may be punctuation.
    if (lead === 'none' || shortest >= text.length || findWordEnd(line, shortest) === shortest) {
      // `http` within `xhttp`, or `ftp` within `sftp`, may still start one.
      PROTOCOL.lastIndex = start + 1;
      continue;
    }
    const wordEnd = findWordEnd(line, shortest);
    PROTOCOL.lastIndex = wordEnd;
    if (lead === 'link') continue;
    const end = findEnd(text, start, shortest, wordEnd);
    const shown = text.slice(start, end);
    const href = shown.startsWith('www.') ? `http://${shown}` : shown;
    line.wrap(LINK, { href, isLiteral: true }, start, start, end, end);
    done = wordEnd;
  }
}

/** Punctuation, and an escaped `>`, after an address are none of it. */
function findEnd(text: string, start: number, shortest: number, wordEnd: number): number {
  const isQuoted = wordEnd - 4 > shortest && text.startsWith('&gt;', wordEnd - 4);
  const end = isQuoted ? wordEnd - 4 : findAddressEnd(text, shortest + 1, wordEnd);
  return closesMore(text, start, end) ? end - 1 : end;
}

/** What stands before an address: something that lets it be a link, a link's tag, or neither. */
function findLead(line: LineMarkup, start: number, done: number): 'free' | 'link' | 'none' {
  const { text } = line;
  if (start === 0 || text[start - 1] === '\n') return 'free';
  if (start <= done) return 'none';
  const cover = line.coverAt(start - 1);
  if (cover === CLOSING) return 'none';
  if (cover > 0) return cover === LINK_OPENING ? 'link' : 'free';
  if (LEADING_CHARACTERS.includes(text[start - 1] as string)) return 'free';
  if (text[start - 1] !== '>') return 'none';
  const searched = text.slice(Math.max(done, start - LONGEST_TAG), start - 1);
  const open = start - 1 - searched.length + searched.lastIndexOf('<');
  if (!searched.includes('<')) return 'none';
  if (text[open + 1] === 'a' && isSpaceAt(text, open + 2)) return 'link';
  const isTag = isAsciiWordAt(text, open + 1) || text[open + 1] === '\u0001';
  return isTag && text.indexOf('>', open) === start - 1 ? 'free' : 'none';
}
