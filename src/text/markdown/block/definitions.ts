/**
 * Link reference definitions, `[label]: address "title"`, at the start of a paragraph.
 *
 * @see https://spec.commonmark.org/0.31.2/#link-reference-definitions
 */
import { findLabelEnd } from '../inline/labels';
import { EndSearch, readAddress, readTitle, unescapeText } from '../inline/link-target';
import type { Definition } from './block';

/** The same label, however it is spaced and cased. */
export function normalizeLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}

/** Takes the definitions off the start of a paragraph; returns what is left of it. */
export function takeDefinitions(text: string, definitions: Map<string, Definition>): string {
  if (text.charCodeAt(0) !== 0x5b) return text;
  const search = new EndSearch(text);
  let start = 0;
  while (text[start] === '[') {
    const end = takeDefinition(text, start, search, definitions);
    if (end < 0) break;
    start = end;
  }
  return start === 0 ? text : text.slice(start);
}

function takeDefinition(
  text: string,
  start: number,
  search: EndSearch,
  definitions: Map<string, Definition>,
): number {
  // `[^1]: note` is a footnote to Redmine, and text to Jira.
  if (text[start + 1] === '^') return -1;
  const close = findLabelEnd(text, start + 1);
  if (close < 0 || text[close + 1] !== ':') return -1;
  const label = normalizeLabel(text.slice(start + 1, close));
  if (label === '') return -1;
  const address = readAddress(text, skipSpace(text, close + 2));
  if (address === undefined) return -1;
  let end = endOfLine(text, address.end);
  let title: string | undefined;
  const titleStart = skipSpace(text, address.end);
  if (titleStart > address.end) {
    const found = readTitle(text, titleStart, search);
    const titleEnd = found === undefined ? -1 : endOfLine(text, found.end);
    if (found !== undefined && titleEnd >= 0) {
      title = found.text;
      end = titleEnd;
    }
  }
  if (end < 0) return -1;
  if (!definitions.has(label)) definitions.set(label, { href: unescapeText(address.text), title });
  return end;
}

/** White space with at most one line end. */
function skipSpace(text: string, from: number): number {
  let index = from;
  let lines = 0;
  for (; index < text.length; index++) {
    const character = text[index];
    if (character === '\n' && ++lines > 1) break;
    if (character !== ' ' && character !== '\t' && character !== '\n') break;
  }
  return index;
}

/** Position after the line end, if nothing but white space comes before it; else -1. */
function endOfLine(text: string, from: number): number {
  let index = from;
  while (text[index] === ' ' || text[index] === '\t') index++;
  if (index >= text.length) return index;
  return text[index] === '\n' ? index + 1 : -1;
}
