/**
 * What in a text would be Markdown syntax, as data: for each character, where it has to be
 * escaped. Everything else is left as it is, so that `snake_case`, `2 * 3`, `#12` and `a < b` stay
 * readable.
 *
 * The idea is that of mdast-util-to-markdown's `lib/unsafe.js`.
 */

export interface UnsafeRule {
  /** Only at the start of a line. */
  readonly atLineStart?: true;
  /** Only at the start of a line that is not the paragraph's first. */
  readonly atLaterLine?: true;
  /** Only at the start of a list item. */
  readonly atItemStart?: true;
  /** Only directly behind syntax of our own. */
  readonly afterSyntax?: true;
  /** Only within the text of a link, or only outside of it. */
  readonly inLink?: boolean;
  /** Only where the character could open or close emphasis. */
  readonly asDelimiter?: true;
  /** Only when the line has the character a second time. */
  readonly twice?: true;
  /** Only where the line may be followed by another. */
  readonly inParagraph?: true;
  /** What has to stand before it, within 24 characters. */
  readonly before?: RegExp;
  /** What has to stand after it; sticky. */
  readonly after?: RegExp;
}

const MARKER_END = /[ \t\n]|$/y;
const REST_OF_RULE = /[-:| \t]*(?:\n|$)/y;

export const UNSAFE: Readonly<Record<string, readonly UnsafeRule[]>> = {
  '\\': [{ after: /[!-/:-@[-`{-~\n]|$/y }],
  '`': [{}],
  '*': [{ asDelimiter: true }, { atLineStart: true, after: MARKER_END }],
  _: [{ asDelimiter: true }, { atLineStart: true, after: /[_ \t]*(?:\n|$)/y }],
  '~': [
    { asDelimiter: true, twice: true },
    { atLineStart: true, after: /~~/y },
  ],
  '[': [
    { inLink: true },
    // A link definition; `[^1]: …` is a footnote and passes through.
    { atLineStart: true, after: /[^\]\n^][^\]\n]*\]:/y },
    { atItemStart: true, after: /[ xX]\][ \t]/y },
    { atLineStart: true, after: /!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/iy },
  ],
  ']': [{ inLink: true }, { after: /\(/y }],
  // `[[Wiki]](a)` would be a link.
  '(': [{ afterSyntax: true, before: /\]\]$/ }],
  '!': [{ after: /\[/y }],
  '<': [{ after: /[a-zA-Z/!?]/y }],
  '&': [{ after: /(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});/y }],
  '#': [
    { atLineStart: true, after: /#{0,5}(?:[ \t\n]|$)/y },
    // A heading drops `#` at its end.
    { before: /(?:^|[ \t])#*$/, after: /#*[ \t]*$/y },
  ],
  '>': [{ atLineStart: true }],
  '-': [
    { atLineStart: true, after: MARKER_END },
    { atLineStart: true, after: REST_OF_RULE },
  ],
  '+': [{ atLineStart: true, after: MARKER_END }],
  '=': [{ atLaterLine: true, after: /=*[ \t]*(?:\n|$)/y }],
  // Cells escape every `|` of theirs by themselves.
  '|': [{ inParagraph: true, atLineStart: true, after: REST_OF_RULE }],
  ':': [
    { atLineStart: true, after: /-[-:| \t]*(?:\n|$)/y },
    { inLink: false, before: /(?:^|[^a-zA-Z\d])(?:https?|ftp)$/i, after: /\/\/[^\s<]/y },
    // An address takes backslashes as its own, so what needs one must not stand in an address.
    { inLink: true, before: /(?:https?|ftp)$/i, after: /\/\/[^\s<]*[\\`*[\]_~&]/y },
  ],
  '.': [
    { before: /(?:^|\n)\d{1,9}$/, after: MARKER_END },
    { inLink: false, before: /(?:^|[^a-zA-Z\d])www$/, after: /[^\s<]/y },
  ],
  ')': [{ before: /(?:^|\n)\d{1,9}$/, after: MARKER_END }],
  '@': [{ inLink: false, before: /[\w.+-]$/, after: /[\w-]+\.[\w-]/y }],
};
