/** Addresses in the text that link without being marked up. */
import { type Autolink, findBareEmail, findBareUrl, findBareWww } from './autolinks';
import type { LineReader } from './line-reader';

// Like cmark-gfm, which Redmine uses, no web address is looked for in what may become a link's text.
export function readUrl(line: LineReader, colon: number): number {
  const { source, floor, brackets } = line;
  return readAddress(line, colon, brackets.isOpen ? undefined : findBareUrl(source, colon, floor));
}

export function readWww(line: LineReader, start: number): number {
  const { source, brackets } = line;
  if (brackets.isOpen || !source.startsWith('www.', start)) return start + 1;
  return readAddress(line, start, findBareWww(source, start));
}

export function readEmail(line: LineReader, at: number): number {
  let delimiter = line.delimiters.last;
  // The nearest few are enough: emphasis around an address starts close to it.
  for (let looked = 0; delimiter && looked < 8; looked++) {
    if (delimiter.piece.text === '_' && delimiter.canOpen) break;
    delimiter = delimiter.previous;
  }
  const isEmphasized = delimiter?.piece.text === '_' && delimiter.canOpen;
  return readAddress(line, at, findBareEmail(line.source, at, line.floor, isEmphasized));
}

function readAddress(line: LineReader, start: number, link: Autolink | undefined): number {
  if (link === undefined) return start + 1;
  line.pushLink(link, true);
  line.floor = link.end;
  return link.end;
}
