/** What a token of a line has beside it: how far its phrases go on, and what a text starts with. */
import { isPunctuationAt, isSpaceAt } from '../read/character-classes';
import type { LineToken } from './line-tokens';
import { hasPhrase, type PhraseMark, samePhrase } from './writer-marks';

/** The phrase that goes on for longest from here, and where it ends. */
export function longestPhrase(
  tokens: readonly LineToken[],
  start: number,
  open: readonly PhraseMark[],
): { readonly phrase: PhraseMark | undefined; readonly end: number } {
  let best: { phrase: PhraseMark | undefined; end: number } = { phrase: undefined, end: start };
  for (const phrase of (tokens[start] as LineToken).marks.phrases) {
    if (open.some((other) => samePhrase(other, phrase))) continue;
    let end = start;
    while (end < tokens.length && hasPhrase((tokens[end] as LineToken).marks, phrase)) end++;
    if (end > best.end) best = { phrase, end };
  }
  return best;
}

/** What comes first in the next token's text; a letter for what is not text. */
export function firstCharacter(token: LineToken | undefined): string {
  if (token === undefined || token.kind === 'break') return '';
  if (token.marks.phrases.length > 0) return '*';
  if (token.marks.href !== undefined) return '"';
  return token.marks.isCode ? '@' : (token.text[0] ?? '');
}

export function endsPhrase(written: string): boolean {
  return isSpaceAt(written, 0) || isPunctuationAt(written, 0);
}

/** White space, or punctuation before white space, which Redmine takes off an address. */
export function endsAddress(written: string): boolean {
  return /^(?:\s|[.,:!?]+(?:\s|$))/.test(written);
}
