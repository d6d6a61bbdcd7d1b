/**
 * The tags that the passes find in a block's text. The text itself stays as it is: a tag covers
 * the characters that it stands for, or stands between two. What a pass sees is the text with the
 * tags of the passes before it, each of which starts with `<` and ends with `>`.
 */
import { isAsciiAlphanumeric, unitAt } from './character-classes';
import type { TagAttributes } from './tag-attributes';
import type { PhraseRule } from './tag-rules';
import { PHRASE, traitInPlace, traitOf } from './traits';

const LINE_FEED = 10;

export interface LineTag {
  /** Covers the text from here… */
  readonly at: number;
  /** …up to here. */
  readonly end: number;
  readonly rule: PhraseRule;
  readonly isClosing: boolean;
  readonly attributes: TagAttributes;
}

/** What covers a character: the tag that opens a phrase, or a link, or one that closes. */
export const OPENING = 1;
export const LINK_OPENING = 2;
export const CLOSING = 3;
/** A tag stands right before the character. */
const BORDER = 4;

// Memory for the line that is read. To get it anew would take longer than to read the line.
let sharedCodes = new Uint16Array(1_024);
let sharedSpots = new Uint32Array(1_024);
/** Zeros between two lines. */
let sharedCovers = new Uint8Array(1_024);

export class LineMarkup {
  private tags: LineTag[] = [];
  /** UTF-16 units of the text, and a 0. Asking a string for each of them is many times slower. */
  readonly codes: Uint16Array;
  readonly length: number;
  readonly traits: number;
  /** Places that may be markers of phrases. */
  readonly spots: Uint32Array;
  readonly spotCount: number;
  private readonly covers: Uint8Array;
  private isSorted = true;

  constructor(readonly text: string) {
    const { length } = text;
    if (sharedCodes.length < length + 2) {
      sharedCodes = new Uint16Array(2 * length);
      sharedCovers = new Uint8Array(2 * length);
      sharedSpots = new Uint32Array(2 * length);
    }
    const codes = sharedCodes;
    const spots = sharedSpots;
    let spotCount = 0;
    let traits = 0;
    let before = LINE_FEED;
    let code = length > 0 ? unitAt(text, 0) : 0;
    for (let index = 0; index < length; index++) {
      const after = index + 1 < length ? unitAt(text, index + 1) : LINE_FEED;
      codes[index] = code;
      const own = traitOf(code);
      if (own !== 0) {
        if (own !== PHRASE) traits |= traitInPlace(own, code, before, after);
        else if (!isAsciiAlphanumeric(before) || !isAsciiAlphanumeric(after)) {
          spots[spotCount++] = index;
          traits |= PHRASE;
        }
      }
      before = code;
      code = after;
    }
    codes[length] = 0;
    codes[length + 1] = 0;
    this.length = length;
    this.codes = codes;
    this.spots = spots;
    this.spotCount = spotCount;
    this.traits = traits;
    this.covers = sharedCovers;
  }

  /** What covers the character; 0 when nothing does. */
  coverAt(index: number): number {
    return (this.covers[index] as number) & CLOSING;
  }

  /** True where a pass sees a `<`. */
  isTagAt(index: number): boolean {
    return this.covers[index] !== 0;
  }

  /** Puts a phrase's tags over its ends. Tags of other passes that they cover go. */
  wrap(
    rule: PhraseRule,
    attributes: TagAttributes,
    at: number,
    contentStart: number,
    contentEnd: number,
    end: number,
  ): void {
    this.add(at, contentStart, rule, false, attributes);
    this.add(contentEnd, end, rule, true, attributes);
  }

  private add(
    at: number,
    end: number,
    rule: PhraseRule,
    isClosing: boolean,
    attributes: TagAttributes,
  ): void {
    const { covers } = this;
    const kind = isClosing ? CLOSING : rule.name === 'a' ? LINK_OPENING : OPENING;
    if (at === end) covers[at] = (covers[at] as number) | BORDER;
    let isCovered = false;
    for (let index = at; index < end; index++) {
      isCovered ||= covers[index] !== 0;
      covers[index] = kind;
    }
    if (isCovered) this.tags = this.tags.filter((tag) => tag.at < at || tag.end > end);
    const last = this.tags[this.tags.length - 1];
    if (last && last.end > at) this.isSorted = false;
    this.tags.push({ at, end, rule, isClosing, attributes });
  }

  /** In the order of the text; of those at one place, the ones that cover nothing come first. */
  sortedTags(): readonly LineTag[] {
    if (!this.isSorted) {
      sortTags(this.tags);
      this.isSorted = true;
    }
    return this.tags;
  }

  /** The tags, when no pass is left to see them. */
  takeTags(): readonly LineTag[] {
    const tags = this.sortedTags();
    if (tags.length > 0) this.covers.fill(0, 0, this.length + 1);
    return tags;
  }
}

const FEW = 64;

/** A few are put in order by insertion, which takes no memory. */
function sortTags(tags: LineTag[]): void {
  if (tags.length > FEW) {
    tags.sort(compareTags);
    return;
  }
  for (let index = 1; index < tags.length; index++) {
    const tag = tags[index] as LineTag;
    let place = index;
    for (; place > 0 && compareTags(tags[place - 1] as LineTag, tag) > 0; place--) {
      tags[place] = tags[place - 1] as LineTag;
    }
    tags[place] = tag;
  }
}

function compareTags(a: LineTag, b: LineTag): number {
  return a.at - b.at || Number(a.end > a.at) - Number(b.end > b.at);
}
