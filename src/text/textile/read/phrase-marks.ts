/** The phrases that are open while a document is built, and the marks they give to text. */
import { backgroundColorMark, linkMark, textColorMark } from '../../adf/builders';
import type { AdfMark } from '../../adf/nodes';
import { normalizeTextMarks } from '../../adf/normalize-inline';
import { NO_ATTRIBUTES, type TagAttributes } from './tag-attributes';
import { getPhraseRule, type PhraseRule } from './tag-rules';

const LINK = getPhraseRule('a');

interface OpenPhrase {
  readonly rule: PhraseRule;
  readonly marks: readonly AdfMark[];
  /** What text had before it was opened. */
  readonly outerMarks: readonly AdfMark[];
  /** Number of blocks that were open when it was opened. */
  readonly depth: number;
}

type Marks = readonly AdfMark[];
const NO_MARKS: Marks = [];

/** Phrases may close in any order, as tags do in a browser. */
export class OpenPhrases {
  /** Of text, in ADF's order, and only what may stand together. */
  marks = NO_MARKS;
  private open: OpenPhrase[] = [];
  private lastRule: PhraseRule | undefined;
  private lastAttributes = NO_ATTRIBUTES;
  private lastMarks = NO_MARKS;
  /** The same few combinations come again and again. */
  private joined: Map<Marks, Map<Marks, Marks>> | undefined;

  /** @param href of a link, when it may be one. */
  push(
    rule: PhraseRule,
    depth: number,
    attributes: TagAttributes = NO_ATTRIBUTES,
    href?: string,
  ): void {
    const isPlain = attributes === NO_ATTRIBUTES;
    if (rule === LINK || (!isPlain && attributes.href !== undefined)) this.close(LINK);
    const marks = isPlain ? rule.marks : this.marksOf(rule, attributes, href);
    const outerMarks = this.marks;
    this.open.push({ rule, marks, outerMarks, depth });
    if (outerMarks.length === 0) this.marks = marks;
    else if (marks.length > 0) this.marks = this.join(outerMarks, marks);
  }

  /** Normalized; the same attributes often come again and again. */
  private marksOf(
    rule: PhraseRule,
    attributes: TagAttributes,
    href: string | undefined,
  ): readonly AdfMark[] {
    if (this.lastAttributes !== attributes || this.lastRule !== rule) {
      this.lastAttributes = attributes;
      this.lastRule = rule;
      this.lastMarks = normalizeTextMarks(collectMarks(rule, attributes, href));
    }
    return this.lastMarks;
  }

  private join(outer: Marks, inner: Marks): Marks {
    this.joined ??= new Map();
    let known = this.joined.get(outer);
    if (known === undefined) {
      known = new Map();
      this.joined.set(outer, known);
    }
    let marks = known.get(inner);
    if (marks === undefined) {
      marks = normalizeTextMarks([...outer, ...inner]);
      known.set(inner, marks);
    }
    return marks;
  }

  close(rule: PhraseRule): void {
    const { open } = this;
    let index = open.length - 1;
    while (index >= 0 && (open[index] as OpenPhrase).rule !== rule) index--;
    if (index < 0) return;
    if (index === open.length - 1) {
      this.marks = (open.pop() as OpenPhrase).outerMarks;
      return;
    }
    this.keep((phrase, at) => at < index || (at > index && phrase.rule.isReopened));
  }

  /** Closes what was opened within blocks deeper than `depth`. */
  leaveBlocks(depth: number, isCell: boolean): void {
    if (this.open.length === 0) return;
    this.keep((phrase) => phrase.depth <= depth || (!isCell && phrase.rule.isReopened));
  }

  private keep(isKept: (phrase: OpenPhrase, index: number) => boolean): void {
    let marks = NO_MARKS;
    this.open = this.open.filter(isKept).map((phrase) => {
      const outerMarks = marks;
      if (phrase.marks.length > 0) marks = this.join(outerMarks, phrase.marks);
      return { ...phrase, outerMarks };
    });
    this.marks = marks;
  }
}

function collectMarks(
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
