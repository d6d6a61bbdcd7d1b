/** The phrases that are open while a document is built, and the marks they give to text. */
import { backgroundColorMark, linkMark, textColorMark } from '../../adf/builders';
import type { AdfMark } from '../../adf/nodes';
import { normalizeTextMarks } from '../../adf/normalize-inline';
import { NO_ATTRIBUTES, type TagAttributes } from './tag-attributes';
import type { PhraseRule } from './tag-rules';

interface OpenPhrase {
  readonly rule: PhraseRule;
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

  /** In ADF's order, and only what may stand together. */
  get marks(): readonly AdfMark[] {
    this.current ??= collectMarks(this.open);
    return this.current;
  }

  /** @param href of a link, when it may be one. */
  push(
    rule: PhraseRule,
    depth: number,
    attributes: TagAttributes = NO_ATTRIBUTES,
    href?: string,
  ): void {
    if (rule.name === 'a') this.close(rule);
    const marks = attributes === NO_ATTRIBUTES ? rule.marks : marksOf(rule, attributes, href);
    this.open.push({ rule, marks, depth });
    this.current = undefined;
  }

  close(rule: PhraseRule): void {
    const { open } = this;
    let index = open.length - 1;
    while (index >= 0 && (open[index] as OpenPhrase).rule !== rule) index--;
    if (index < 0) return;
    this.current = undefined;
    if (index === open.length - 1) open.pop();
    else
      this.open = open.filter((phrase, at) => at < index || (at > index && phrase.rule.isReopened));
  }

  /** Closes what was opened within blocks deeper than `depth`. */
  leaveBlocks(depth: number, isCell: boolean): void {
    if (this.open.length === 0) return;
    this.open = this.open.filter(
      (phrase) => phrase.depth <= depth || (!isCell && phrase.rule.isReopened),
    );
    this.current = undefined;
  }
}

function marksOf(
  rule: PhraseRule,
  { title, color, background }: TagAttributes,
  href: string | undefined,
): readonly AdfMark[] {
  const marks: AdfMark[] = [...rule.marks];
  if (href !== undefined) marks.push(linkMark(href, title));
  if (color) marks.push(textColorMark(color));
  if (background) marks.push(backgroundColorMark(background));
  return marks;
}

function collectMarks(open: readonly OpenPhrase[]): readonly AdfMark[] {
  if (open.length === 0) return NO_MARKS;
  if (open.length === 1) return normalizeTextMarks((open[0] as OpenPhrase).marks);
  return normalizeTextMarks(open.flatMap((phrase) => phrase.marks));
}
