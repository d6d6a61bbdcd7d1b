/** What each phrase tag is in ADF, and the phrases that are open while a document is built. */
import {
  backgroundColorMark,
  CODE,
  EM,
  linkMark,
  STRIKE,
  STRONG,
  SUB,
  SUP,
  textColorMark,
  UNDERLINE,
} from '../../adf/builders';
import type { AdfMark } from '../../adf/nodes';
import { NO_ATTRIBUTES, type TagAttributes } from './tag-attributes';

/** ADF has no mark for `span`, `abbr` and `notextile`; `a` has one when its address is safe. */
const PHRASE_MARKS: ReadonlyMap<string, AdfMark | undefined> = new Map([
  ['strong', STRONG],
  ['b', STRONG],
  ['em', EM],
  ['i', EM],
  ['cite', EM],
  ['ins', UNDERLINE],
  ['del', STRIKE],
  ['sup', SUP],
  ['sub', SUB],
  ['code', CODE],
  ['kbd', CODE],
  ['span', undefined],
  ['abbr', undefined],
  ['notextile', undefined],
  ['a', undefined],
]);

/** Tags that a browser opens again in the next block when they were left open. */
const REOPENED: ReadonlySet<string> = new Set(['a', 'b', 'code', 'em', 'i', 'strong']);

export function isPhraseTag(name: string): boolean {
  return PHRASE_MARKS.has(name);
}

interface OpenPhrase {
  readonly tag: string;
  readonly marks: readonly AdfMark[];
  /** Number of blocks that were open when it was opened. */
  readonly depth: number;
}

const NO_MARKS: readonly AdfMark[] = [];

/** Phrases may close in any order, as tags do in a browser. */
export class OpenPhrases {
  private open: OpenPhrase[] = [];
  /** Undefined when it has to be put together again. */
  private current: readonly AdfMark[] | undefined = NO_MARKS;

  get marks(): readonly AdfMark[] {
    this.current ??= collectMarks(this.open);
    return this.current;
  }

  /** @param href of a link, when it may be one. */
  push(tag: string, depth: number, attributes: TagAttributes = NO_ATTRIBUTES, href?: string): void {
    if (tag === 'a') this.close('a');
    const mark = PHRASE_MARKS.get(tag);
    const marks = attributes === NO_ATTRIBUTES && mark ? [mark] : marksOf(mark, attributes, href);
    this.open.push({ tag, marks, depth });
    this.current = undefined;
  }

  close(tag: string): void {
    let index = this.open.length - 1;
    while (index >= 0 && this.open[index]?.tag !== tag) index--;
    if (index < 0) return;
    const kept = this.open.slice(0, index);
    for (let above = index + 1; above < this.open.length; above++) {
      const phrase = this.open[above] as OpenPhrase;
      if (REOPENED.has(phrase.tag)) kept.push(phrase);
    }
    this.open = kept;
    this.current = kept.length === 0 ? NO_MARKS : undefined;
  }

  /** Closes what was opened within blocks deeper than `depth`. */
  leaveBlocks(depth: number, isCell: boolean): void {
    if (this.open.length === 0) return;
    this.open = this.open.filter(
      (phrase) => phrase.depth <= depth || (!isCell && REOPENED.has(phrase.tag)),
    );
    this.current = undefined;
  }
}

function marksOf(
  mark: AdfMark | undefined,
  { title, color, background }: TagAttributes,
  href: string | undefined,
): readonly AdfMark[] {
  const marks: AdfMark[] = mark ? [mark] : [];
  if (href !== undefined) marks.push(linkMark(href, title));
  if (color) marks.push(textColorMark(color));
  if (background) marks.push(backgroundColorMark(background));
  return marks;
}

function collectMarks(open: readonly OpenPhrase[]): readonly AdfMark[] {
  if (open.length === 0) return NO_MARKS;
  if (open.length === 1) return (open[0] as OpenPhrase).marks;
  return open.flatMap((phrase) => phrase.marks);
}
