/**
 * A line of inline nodes in the writer's own terms: text with marks, breaks, and words that pass
 * through as they are (references, images). White space at the ends of phrases and links is moved
 * out of them, since no phrase of Textile may start or end in it.
 */
import { commonPhrases, hasPhrase, NO_TEXT_MARKS, type TextMarks } from './writer-marks';

export interface TextToken {
  readonly kind: 'text';
  readonly text: string;
  readonly marks: TextMarks;
}

export interface BreakToken {
  readonly kind: 'break';
  readonly marks: TextMarks;
}

export interface VerbatimToken {
  readonly kind: 'verbatim';
  readonly text: string;
  /** True when it means something to Textile; false when it reads as the text it is. */
  readonly isSyntax: boolean;
  readonly marks: TextMarks;
}

export type LineToken = TextToken | BreakToken | VerbatimToken;

export const BREAK: BreakToken = { kind: 'break', marks: NO_TEXT_MARKS };

export function textToken(text: string, marks: TextMarks = NO_TEXT_MARKS): TextToken {
  return { kind: 'text', text, marks };
}

export function verbatimToken(text: string, isSyntax = false): VerbatimToken {
  return { kind: 'verbatim', text, isSyntax, marks: NO_TEXT_MARKS };
}

/** Moves white space out of phrases and links, and gives each break the phrases around it. */
export function arrangeSpace(tokens: readonly LineToken[]): readonly LineToken[] {
  const split = tokens.flatMap((token, index) =>
    splitSpace(token, tokens[index - 1], tokens[index + 1]),
  );
  const arranged = split.map((token, index) => {
    if (!isBlank(token)) return token;
    const before = findText(split, index, -1);
    const after = findText(split, index, 1);
    const around = before && after ? commonPhrases(before.marks, after.marks) : [];
    const phrases = around.filter(
      (phrase) => token.kind === 'break' || hasPhrase(token.marks, phrase),
    );
    return { ...token, marks: { phrases, isCode: false } };
  });
  return mergeTexts(arranged);
}

/**
 * Text, cut so that the white space at its ends is on its own. Code keeps its own, and a link that
 * goes on in the next token.
 */
function splitSpace(
  token: LineToken,
  before: LineToken | undefined,
  after: LineToken | undefined,
): readonly LineToken[] {
  if (token.kind !== 'text' || token.marks === NO_TEXT_MARKS || token.marks.isCode) return [token];
  const { text, marks } = token;
  const continues = (other: LineToken | undefined) =>
    marks.href !== undefined && other?.marks.href === marks.href && !isBlank(token);
  let start = 0;
  let end = text.length;
  while (!continues(before) && start < end && text[start] === ' ') start++;
  while (!continues(after) && end > start && text[end - 1] === ' ') end--;
  const parts = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  return parts.filter((part) => part !== '').map((part) => textToken(part, marks));
}

function isBlank(token: LineToken): boolean {
  return token.kind === 'break' || (token.kind === 'text' && /^ *$/.test(token.text));
}

function findText(tokens: readonly LineToken[], from: number, step: 1 | -1): LineToken | undefined {
  for (let index = from + step; index >= 0 && index < tokens.length; index += step) {
    const token = tokens[index] as LineToken;
    if (!isBlank(token)) return token;
  }
  return undefined;
}

function mergeTexts(tokens: readonly LineToken[]): readonly LineToken[] {
  const merged: LineToken[] = [];
  for (const token of tokens) {
    const last = merged.at(-1);
    if (last?.kind === 'text' && token.kind === 'text' && sameMarks(last.marks, token.marks)) {
      merged[merged.length - 1] = textToken(last.text + token.text, last.marks);
    } else {
      merged.push(token);
    }
  }
  return merged;
}

export function sameMarks(a: TextMarks, b: TextMarks): boolean {
  return (
    a.isCode === b.isCode &&
    a.href === b.href &&
    a.title === b.title &&
    a.phrases.length === b.phrases.length &&
    commonPhrases(a, b).length === a.phrases.length
  );
}
