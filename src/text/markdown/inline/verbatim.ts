/**
 * Redmine's own notations, which mean something to Redmine and nothing to Jira. They pass through
 * untouched, whatever Markdown would make of the characters in them.
 */
import type { LineReader } from './line-reader';

const MAX_MACRO_LENGTH = 2_000;
const WIKI_LINK = /\[\[[^[\]\n]+\]\]/y;
const MACRO_NAME = /\{\{!?[a-zA-Z_]\w*\s*[(}]/y;

/** Position after the `[[wiki link]]` that starts at `start`, or -1. */
export function findWikiLinkEnd(source: string, start: number): number {
  WIKI_LINK.lastIndex = start;
  return WIKI_LINK.test(source) ? WIKI_LINK.lastIndex : -1;
}

/** `{{macro(arguments)}}`. */
export function readMacro(line: LineReader, start: number): number {
  const { source } = line;
  if (source[start + 1] !== '{') return start + 1;
  const end = findMacroEnd(line, start);
  if (end < 0) return start + 2;
  line.pushPiece(start, end, source.slice(start, end));
  return end;
}

function findMacroEnd({ source, search }: LineReader, start: number): number {
  MACRO_NAME.lastIndex = start;
  if (!MACRO_NAME.test(source)) return -1;
  const end = search.find('}}', start + 2);
  if (end < 0 || end - start > MAX_MACRO_LENGTH) return -1;
  return source.slice(start, end).includes('\n') ? -1 : end + 2;
}
