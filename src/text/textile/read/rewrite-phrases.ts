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
import { DECORATION, parseAttributes } from './tag-attributes';
import { keepAttributes, type Workspace } from './workspace';

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

/** In the order in which a marker beside a phrase's own is looked for; at last, none. */
const OUTER_MARKERS: readonly string[] = [...PHRASE_RULES.map((rule) => rule.marker), ''];

const LEADING_ATTRIBUTES = new RegExp(`^(${DECORATION})(?=[^\\n])`);

export function rewritePhrases(text: string, workspace: Workspace): string {
  let rewritten = text;
  for (const rule of PHRASE_RULES) {
    const first = rewritten.indexOf(rule.marker);
    if (first < 0 || rewritten.indexOf(rule.marker, first + 1) < 0) continue;
    rewritten = rewritePhrase(rewritten, rule, workspace);
  }
  return rewritten;
}

function rewritePhrase(text: string, rule: PhraseRule, workspace: Workspace): string {
  const { marker, tag } = rule;
  const ends = findEnds(text, marker);
  if (ends.length === 0) return text;
  const lines = new NextIndex(text, '\n');
  let nextEnd = 0;
  let result = '';
  let copied = 0;
  let tried = -1;
  for (
    let at = text.indexOf(marker);
    at >= 0;
    at = text.indexOf(marker, Math.max(at + 1, copied))
  ) {
    for (let start = Math.max(at - 2, copied, tried + 1); start <= at; start++) {
      tried = start;
      if (!startsPhrase(text, start, copied)) continue;
      const phrase = readPhrase(start);
      if (phrase === undefined) continue;
      const { contentStart, contentEnd, end } = phrase;
      const content = text.slice(contentStart, contentEnd);
      result += text.slice(copied, contentStart - marker.length);
      result += writePhrase(tag, content, workspace);
      result += text.slice(contentEnd + marker.length, end);
      copied = end;
      break;
    }
  }
  return copied === 0 ? text : result + text.slice(copied);

  function readPhrase(start: number): Phrase | undefined {
    for (const outer of OUTER_MARKERS) {
      if (!text.startsWith(outer, start)) continue;
      const own = start + outer.length;
      if (!text.startsWith(marker, own)) continue;
      const contentStart = own + marker.length;
      const contentEnd = findEnd(contentStart);
      if (contentEnd < 0) continue;
      return { contentStart, contentEnd, end: endOfPhrase(text, contentEnd + marker.length) };
    }
    return undefined;
  }

  function findEnd(contentStart: number): number {
    if (isSpaceOrEndAt(text, contentStart)) return -1;
    while (nextEnd < ends.length && (ends[nextEnd] as number) <= contentStart - 2) nextEnd++;
    const lineEnd = lines.from(contentStart);
    const limit = lineEnd < 0 ? text.length : lineEnd;
    for (let index = nextEnd; index < ends.length; index++) {
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

/** All places where a phrase with this marker may end. */
function findEnds(text: string, marker: string): readonly number[] {
  const ends: number[] = [];
  for (let at = text.indexOf(marker, 1); at >= 0; at = text.indexOf(marker, at + 1)) {
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
  for (const outer of OUTER_MARKERS) {
    const end = afterMarker + outer.length;
    if (text.startsWith(outer, afterMarker) && isPhraseBorderAt(text, end)) return end;
  }
  return afterMarker;
}

function writePhrase(tag: string, content: string, workspace: Workspace): string {
  const first = content[0];
  if (first !== '(' && first !== '{' && first !== '[') return `<${tag}>${content}</${tag}>`;
  const notation = LEADING_ATTRIBUTES.exec(content)?.[1] ?? '';
  const attributes = keepAttributes(workspace, parseAttributes(notation));
  return `<${tag}${attributes}>${content.slice(notation.length)}</${tag}>`;
}
