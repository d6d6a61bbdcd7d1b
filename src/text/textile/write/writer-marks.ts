/**
 * ADF's marks as Textile writes them. Redmine looks for phrases in one pass for each marker, and a
 * phrase may start right after another one's tag; so phrases are nested in the order of its
 * passes, links within them and code innermost.
 */
import {
  type AdfMark,
  type AdfNode,
  type MarkType,
  marksOf,
  stringAttribute,
} from '../../adf/nodes';

/** A phrase around text. Two marks are the same when rank and opening are. */
export interface PhraseMark {
  /** The place of its marker among Redmine's passes. */
  readonly rank: number;
  readonly open: string;
  readonly close: string;
}

export interface TextMarks {
  readonly phrases: readonly PhraseMark[];
  readonly href?: string;
  readonly title?: string;
  readonly isCode: boolean;
}

export const NO_TEXT_MARKS: TextMarks = { phrases: [], isCode: false };

const STRONG: PhraseMark = { rank: 1, open: '*', close: '*' };
const STRIKE: PhraseMark = { rank: 2, open: '-', close: '-' };
const EM: PhraseMark = { rank: 3, open: '_', close: '_' };
const COLOR_RANK = 4;
const UNDERLINE: PhraseMark = { rank: 5, open: '+', close: '+' };
const SUP: PhraseMark = { rank: 6, open: '^', close: '^' };
const SUB: PhraseMark = { rank: 7, open: '~', close: '~' };

/** What a mark means for text; marks that Textile has no word for mean nothing. */
type MarkHandler = (mark: AdfMark) => PhraseMark | undefined;

const nothing: MarkHandler = () => undefined;

const PHRASES: Readonly<Record<MarkType, MarkHandler>> = {
  strong: () => STRONG,
  em: () => EM,
  strike: () => STRIKE,
  underline: () => UNDERLINE,
  subsup: (mark) => (mark.attrs?.type === 'sub' ? SUB : SUP),
  textColor: (mark) => colored('color', mark),
  backgroundColor: (mark) => colored('background', mark),
  link: nothing,
  code: nothing,
  annotation: nothing,
  alignment: nothing,
  indentation: nothing,
  fontSize: nothing,
  border: nothing,
  breakout: nothing,
  dataConsumer: nothing,
  fragment: nothing,
};

function colored(property: 'color' | 'background', mark: AdfMark): PhraseMark | undefined {
  const color = stringAttribute(mark, 'color');
  if (color === undefined || !/^#[0-9a-f]{6}$/i.test(color)) return undefined;
  return { rank: COLOR_RANK, open: `%{${property}:${color.toLowerCase()}}`, close: '%' };
}

export function readMarks(node: AdfNode): TextMarks {
  const marks = marksOf(node);
  if (marks.length === 0) return NO_TEXT_MARKS;
  const link = marks.find((mark) => mark.type === 'link');
  const isCode = marks.some((mark) => mark.type === 'code');
  const href = link && stringAttribute(link, 'href');
  const title = link && stringAttribute(link, 'title');
  return {
    phrases: isCode ? [] : joinColors(marks.flatMap((mark) => PHRASES[mark.type]?.(mark) ?? [])),
    ...(href ? { href } : {}),
    ...(href && title ? { title } : {}),
    isCode,
  };
}

/** Both colours share one marker, which does not nest in itself. */
function joinColors(phrases: readonly PhraseMark[]): readonly PhraseMark[] {
  const colors = phrases.filter((phrase) => phrase.rank === COLOR_RANK);
  const sorted = [...phrases].sort((a, b) => a.rank - b.rank);
  if (colors.length < 2) return sorted;
  const styles = colors.map((phrase) => phrase.open.slice(2, -1)).sort();
  const joined: PhraseMark = { rank: COLOR_RANK, open: `%{${styles.join(';')}}`, close: '%' };
  return [...sorted.filter((phrase) => phrase.rank !== COLOR_RANK), joined].sort(
    (a, b) => a.rank - b.rank,
  );
}

export function samePhrase(a: PhraseMark, b: PhraseMark): boolean {
  return a.rank === b.rank && a.open === b.open;
}

export function hasPhrase(marks: TextMarks, phrase: PhraseMark): boolean {
  return marks.phrases.some((other) => samePhrase(phrase, other));
}

/** The phrases that both have. */
export function commonPhrases(a: TextMarks, b: TextMarks): readonly PhraseMark[] {
  return a.phrases.filter((phrase) => hasPhrase(b, phrase));
}
