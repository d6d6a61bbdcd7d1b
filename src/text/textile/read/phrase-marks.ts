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
  private current: readonly AdfMark[] = NO_MARKS;

  get marks(): readonly AdfMark[] {
    return this.current;
  }

  /** @param href of a link, when it may be one. */
  push(tag: string, depth: number, attributes: TagAttributes = NO_ATTRIBUTES, href?: string): void {
    if (tag === 'a') this.close('a');
    const marks: AdfMark[] = [];
    const mark = PHRASE_MARKS.get(tag);
    if (mark) marks.push(mark);
    if (href !== undefined) marks.push(linkMark(href, attributes.title));
    if (attributes.color) marks.push(textColorMark(attributes.color));
    if (attributes.background) marks.push(backgroundColorMark(attributes.background));
    this.open.push({ tag, marks, depth });
    this.refresh();
  }

  close(tag: string): void {
    const index = this.open.findLastIndex((phrase) => phrase.tag === tag);
    if (index < 0) return;
    const above = this.open.slice(index + 1).filter((phrase) => REOPENED.has(phrase.tag));
    this.open = [...this.open.slice(0, index), ...above];
    this.refresh();
  }

  /** Closes what was opened within blocks deeper than `depth`. */
  leaveBlocks(depth: number, isCell: boolean): void {
    if (this.open.length === 0) return;
    this.open = this.open.filter(
      (phrase) => phrase.depth <= depth || (!isCell && REOPENED.has(phrase.tag)),
    );
    this.refresh();
  }

  private refresh(): void {
    this.current = this.open.length === 0 ? NO_MARKS : this.open.flatMap((phrase) => phrase.marks);
  }
}
