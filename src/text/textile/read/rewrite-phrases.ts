/**
 * Phrases: `*strong*`, `_em_` and the like. One pass over the text for each marker, in Redmine's
 * order; each pass sees the tags of those before it.
 *
 * A phrase starts at a line's start or after white space, `>` or `(`; it neither starts nor ends
 * in white space, and ends before punctuation, white space or a line's end. Next to its markers,
 * on the outside, one marker of another phrase may stand.
 */
import {
  characterLength,
  isPunctuationAt,
  isSpaceAt,
  isSpaceOrEndAt,
  isWordAt,
} from './character-classes';
import { NextIndex } from './next-index';
import { DECORATION } from './tag-attributes';
import { keepNotation, type Workspace } from './workspace';

interface PhraseRule {
  readonly marker: string;
  readonly tag: string;
}

const PHRASE_RULES: readonly PhraseRule[] = [
  { marker: '**', tag: 'b' },
  { marker: '*', tag: 'strong' },
  { marker: '??', tag: 'cite' },
  { marker: '-', tag: 'del' },
  { marker: '__', tag: 'i' },
  { marker: '_', tag: 'em' },
  { marker: '%', tag: 'span' },
  { marker: '+', tag: 'ins' },
  { marker: '^', tag: 'sup' },
  { marker: '~', tag: 'sub' },
];

const NO_OUTER: readonly string[] = [''];

/** What may stand beside a phrase's own marker, by character; at last, nothing. */
const OUTER_BY_CHARACTER: ReadonlyMap<string, readonly string[]> = new Map(
  ['*', '-', '_', '%', '+', '^', '~'].map((char) => [char, [char, '']]),
);
const DOUBLED: ReadonlyMap<string, readonly string[]> = new Map([
  ['*', ['**', '*', '']],
  ['_', ['__', '_', '']],
  ['?', ['??', '']],
]);

/** The markers of phrases that stand at `index`, in Redmine's order, and none at last. */
function outerMarkersAt(text: string, index: number): readonly string[] {
  const char = text[index] as string;
  const markers = text[index + 1] === char ? DOUBLED.get(char) : undefined;
  return markers ?? OUTER_BY_CHARACTER.get(char) ?? NO_OUTER;
}

const LEADING_ATTRIBUTES = new RegExp(`^(${DECORATION})(?=[^\\n])`);

export function rewritePhrases(text: string, workspace: Workspace): string {
  let rewritten = text;
  for (const rule of PHRASE_RULES) {
    const first = rewritten.indexOf(rule.marker);
    if (first < 0) continue;
    const ends = findEnds(rewritten, rule.marker, first + 1);
    if (ends.length > 0) rewritten = new PhraseRewriter(rewritten, rule, ends).rewrite(workspace);
  }
  return rewritten;
}

class PhraseRewriter {
  private readonly marker: string;
  private readonly lines: NextIndex;
  private nextEnd = 0;

  constructor(
    private readonly text: string,
    private readonly rule: PhraseRule,
    /** All places where a phrase with this marker may end. */
    private readonly ends: readonly number[],
  ) {
    this.marker = rule.marker;
    this.lines = new NextIndex(text, '\n');
  }

  rewrite(workspace: Workspace): string {
    const { text, marker } = this;
    const lastEnd = this.ends[this.ends.length - 1] as number;
    let result = '';
    let copied = 0;
    let tried = -1;
    let at = text.indexOf(marker);
    while (at >= 0 && at < lastEnd) {
      let phrase: Phrase | undefined;
      for (let start = Math.max(at - 2, copied, tried + 1); start <= at && !phrase; start++) {
        tried = start;
        if (startsPhrase(text, start, copied)) phrase = this.read(start);
      }
      if (phrase) {
        const { contentStart, contentEnd, end } = phrase;
        const content = text.slice(contentStart, contentEnd);
        result += text.slice(copied, contentStart - marker.length);
        result += writePhrase(this.rule.tag, content, workspace);
        result += text.slice(contentEnd + marker.length, end);
        copied = end;
      }
      at = text.indexOf(marker, Math.max(at + 1, copied));
    }
    return copied === 0 ? text : result + text.slice(copied);
  }

  private read(start: number): Phrase | undefined {
    const { text, marker } = this;
    for (const outer of outerMarkersAt(text, start)) {
      const own = start + outer.length;
      if (!text.startsWith(marker, own)) continue;
      const contentStart = own + marker.length;
      const contentEnd = this.findEnd(contentStart);
      if (contentEnd < 0) continue;
      return { contentStart, contentEnd, end: endOfPhrase(text, contentEnd + marker.length) };
    }
    return undefined;
  }

  private findEnd(contentStart: number): number {
    const { text, ends } = this;
    if (isSpaceOrEndAt(text, contentStart)) return -1;
    while (this.nextEnd < ends.length && (ends[this.nextEnd] as number) <= contentStart - 2) {
      this.nextEnd++;
    }
    const lineEnd = this.lines.from(contentStart);
    const limit = lineEnd < 0 ? text.length : lineEnd;
    for (let index = this.nextEnd; index < ends.length; index++) {
      const end = ends[index] as number;
      if (end >= limit) return -1;
      if (end <= contentStart) continue;
      // A single character must be of a word.
      const isSingle = end === contentStart + characterLength(text, contentStart);
      if (isSingle && !isWordAt(text, contentStart)) continue;
      return end;
    }
    return -1;
  }
}

interface Phrase {
  readonly contentStart: number;
  readonly contentEnd: number;
  /** Past the closing marker and an outer marker after it. */
  readonly end: number;
}

function findEnds(text: string, marker: string, from: number): readonly number[] {
  const ends: number[] = [];
  for (let at = text.indexOf(marker, from); at >= 0; at = text.indexOf(marker, at + 1)) {
    if (isSpaceAt(text, at - 1) || text.startsWith('--', at)) continue;
    if (isPhraseBorderAt(text, at + marker.length)) ends.push(at);
  }
  return ends;
}

function isPhraseBorderAt(text: string, index: number): boolean {
  return isSpaceOrEndAt(text, index) || isPunctuationAt(text, index);
}

/** @param copied the end of the phrase before, whose characters are taken. */
function startsPhrase(text: string, start: number, copied: number): boolean {
  if (text.startsWith('--', start)) return false;
  if (start === 0 || text[start - 1] === '\n') return true;
  if (start <= copied) return false;
  return text[start - 1] === '>' || text[start - 1] === '(' || isSpaceAt(text, start - 1);
}

function endOfPhrase(text: string, afterMarker: number): number {
  for (const outer of outerMarkersAt(text, afterMarker)) {
    const end = afterMarker + outer.length;
    if (isPhraseBorderAt(text, end)) return end;
  }
  return afterMarker;
}

function writePhrase(tag: string, content: string, workspace: Workspace): string {
  const first = content[0];
  if (first !== '(' && first !== '{' && first !== '[') return `<${tag}>${content}</${tag}>`;
  const notation = LEADING_ATTRIBUTES.exec(content)?.[1] ?? '';
  const attributes = keepNotation(workspace, notation);
  return `<${tag}${attributes}>${content.slice(notation.length)}</${tag}>`;
}
