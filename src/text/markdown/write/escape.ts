/** Joins the parts of a line, escaping in its text what `unsafe.ts` lists. */
import { flankingOf } from '../inline/flanking';
import { UNSAFE, type UnsafeRule } from './unsafe';

export type LinePart =
  /** Text as the reader of the document sees it. */
  | { readonly kind: 'text'; readonly value: string; readonly inLink: boolean }
  /** Markdown as it is. */
  | { readonly kind: 'syntax'; readonly value: string }
  /** Markers of emphasis. */
  | { readonly kind: 'delimiter'; readonly value: string; readonly opens: boolean };

const MAY_BE_UNSAFE = /[\\`*_~[\]!<&#>\-+=|:.()@]/g;
const LOOK_BEHIND = 24;

export interface LineKind {
  /** The line starts a list item. */
  readonly isItem?: boolean;
  /** The line is a heading or a table's cell. */
  readonly isOneLine?: boolean;
}

export function joinLine(parts: readonly LinePart[], kind: LineKind = {}): string {
  const line = parts.map((part) => part.value).join('');
  const encoded = charactersToEncode(parts);
  let result = '';
  let position = 0;
  for (const part of parts) {
    const end = position + part.value.length;
    result +=
      part.kind === 'text'
        ? escapePart(part.value, { line, start: position, end, inLink: part.inLink, kind, encoded })
        : part.value;
    position = end;
  }
  return result;
}

interface PartScope {
  readonly line: string;
  readonly start: number;
  readonly end: number;
  readonly inLink: boolean;
  readonly kind: LineKind;
  readonly encoded: ReadonlySet<number>;
}

function escapePart(value: string, scope: PartScope): string {
  let result = '';
  let done = 0;
  const take = (index: number, replacement: string, length: number) => {
    result += value.slice(done, index) + replacement;
    done = index + length;
  };
  const marked: number[] = [];
  for (const match of value.matchAll(MAY_BE_UNSAFE)) marked.push(match.index);
  const edges = scope.encoded.size > 0 ? encodedWithin(value, scope) : [];
  for (const index of [...new Set([...marked, ...edges])].sort((a, b) => a - b)) {
    const character = String.fromCodePoint(value.codePointAt(index) ?? 0);
    if (scope.encoded.has(scope.start + index)) {
      take(index, `&#x${(character.codePointAt(0) ?? 0).toString(16)};`, character.length);
    } else if (isUnsafe(character, scope.start + index, scope)) {
      take(index, `\\${character}`, 1);
    }
  }
  return result + value.slice(done);
}

function encodedWithin(value: string, scope: PartScope): readonly number[] {
  const first = scope.start;
  const last = scope.start + value.length - (endsInPair(value) ? 2 : 1);
  return [first, last].filter((index) => scope.encoded.has(index)).map((i) => i - scope.start);
}

function endsInPair(value: string): boolean {
  return /[\ud800-\udbff][\udc00-\udfff]$/.test(value);
}

function isUnsafe(character: string, index: number, scope: PartScope): boolean {
  return UNSAFE[character]?.some((rule) => applies(rule, character, index, scope)) ?? false;
}

function applies(rule: UnsafeRule, character: string, index: number, scope: PartScope): boolean {
  const { line } = scope;
  const isLineStart = index === 0 || line[index - 1] === '\n';
  if (rule.atLineStart && !isLineStart) return false;
  if (rule.atLaterLine && !(isLineStart && index > 0)) return false;
  if (rule.afterSyntax && index !== scope.start) return false;
  if (rule.atItemStart && !(scope.kind.isItem && index === 0)) return false;
  if (rule.inLink !== undefined && rule.inLink !== scope.inLink) return false;
  if (rule.inParagraph && scope.kind.isOneLine) return false;
  // Beside markers of our own a lone one counts too: GFM looks past it.
  const isEdge = index === scope.start || index === scope.end - 1;
  if (rule.twice && !isEdge && line.indexOf(character) === line.lastIndexOf(character))
    return false;
  if (rule.before && !rule.before.test(line.slice(Math.max(0, index - LOOK_BEHIND), index))) {
    return false;
  }
  if (rule.after) {
    rule.after.lastIndex = index + 1;
    if (!rule.after.test(line)) return false;
  }
  return !rule.asDelimiter || isDelimiter(scope, index, character);
}

function isDelimiter(scope: PartScope, index: number, marker: string): boolean {
  const run = runAround(scope.line, index, marker);
  // Beside markers of our own it would lengthen them, and what they stand beside may be encoded.
  const touchesStart = run.start <= scope.start && scope.start > 0;
  const touchesEnd = run.end >= scope.end && scope.end < scope.line.length;
  if (touchesStart || touchesEnd) return true;
  const { canOpen, canClose } = flankingOf(scope.line, run.start, run.end, marker);
  return canOpen || canClose;
}

function runAround(line: string, index: number, marker: string) {
  let start = index;
  let end = index + 1;
  while (start > 0 && line[start - 1] === marker) start--;
  while (line[end] === marker) end++;
  return { start, end };
}

const SYMBOL = /(?![\0-\x7f])\p{S}/gu;

/**
 * Characters beside markers that keep them from being read as emphasis, such as the `b` in
 * `**a.**b`: written as character references, they count as punctuation and no longer do.
 */
function charactersToEncode(parts: readonly LinePart[]): ReadonlySet<number> {
  const encoded = new Set<number>();
  if (!parts.some((part) => part.kind === 'delimiter')) return encoded;
  const line = parts.map(maskMarkers).join('');
  // Symbols count as punctuation since CommonMark 0.31; Redmine's older parser takes them as letters.
  const olderLine = line.replace(SYMBOL, (symbol) => 'x'.repeat(symbol.length));
  let position = 0;
  parts.forEach((part, index) => {
    const start = position;
    position += part.value.length;
    if (part.kind !== 'delimiter') return;
    const marker = part.value[0] as string;
    const run = runOfDelimiters(parts, index, start);
    const isRead = [line, olderLine].every((reading) => {
      const { canOpen, canClose } = flankingOf(reading, run.start, run.end, marker);
      return part.opens ? canOpen : canClose;
    });
    if (isRead) return;
    const neighbour = part.opens ? characterBefore(line, run.start) : run.end;
    encoded.add(marker === '~' ? neighbour : overTildes(line, neighbour, part.opens ? -1 : 1));
  });
  return encoded;
}

/** Markers in text will be escaped, so that they count as punctuation and not as markers. */
function maskMarkers(part: LinePart): string {
  return part.kind === 'text' ? part.value.replace(/[*_~]/g, '!') : part.value;
}

/** Where the character before `position` starts. */
function characterBefore(line: string, position: number): number {
  return position - (/[\ud800-\udbff][\udc00-\udfff]$/.test(line.slice(0, position)) ? 2 : 1);
}

/** GFM looks past `~` for what stands beside `*` and `_`. */
function overTildes(line: string, position: number, step: 1 | -1): number {
  let index = position;
  while (line[index] === '~') index += step;
  return step < 0 ? characterBefore(line, index + 1) : index;
}

/** The run of one marker that adjacent delimiters make together. */
function runOfDelimiters(parts: readonly LinePart[], index: number, position: number) {
  const isSame = (part: LinePart | undefined) =>
    part?.kind === 'delimiter' && part.value[0] === parts[index]?.value[0];
  let start = position;
  let end = position + (parts[index]?.value.length ?? 0);
  for (let i = index - 1; isSame(parts[i]); i--) start -= parts[i]?.value.length ?? 0;
  for (let i = index + 1; isSame(parts[i]); i++) end += parts[i]?.value.length ?? 0;
  return { start, end };
}

/** Text that stands alone, as one line. */
export function escapeLine(value: string): string {
  const line = value.replace(/\s*\n\s*/g, ' ').trim();
  return joinLine([{ kind: 'text', value: line, inLink: false }]);
}
