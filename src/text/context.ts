/**
 * What a conversion may know about the world outside of the text: people, issues, attachments and
 * switches. Everything is optional; what cannot be resolved stays readable text.
 *
 * "Text" below is Redmine's Textile or Markdown. All resolvers are plain lookups in data that the
 * caller loaded before: this module is pure and awaits nothing.
 *
 * For the Textile side: use the same lookups and `limitsOf(context)`; `hardBreaks` concerns
 * Markdown only (in Textile a single newline is always a break).
 */

export interface TextContext {
  /** Markdown: a single newline is a line break, as in Redmine, and not a space. Default false. */
  readonly hardBreaks?: boolean;
  /** Where the text lives, such as `https://redmine.example.org/`: relative links resolve to it. */
  readonly baseUrl?: string;
  readonly people?: PeopleLookup;
  readonly issues?: IssueLookup;
  readonly attachments?: AttachmentLookup;
  readonly limits?: Partial<TextLimits>;
}

export interface PeopleLookup {
  /** The Jira person for `@login` in the text. */
  readonly findByLogin?: (login: string) => JiraPerson | undefined;
  /** The text's person for a mention in Jira. */
  readonly findByAccountId?: (accountId: string) => TextPerson | undefined;
}

export interface JiraPerson {
  readonly accountId: string;
  /** Display name, without `@`. */
  readonly name: string;
}

export interface TextPerson {
  /** When given, the mention is written `@login`, which notifies the person. */
  readonly login?: string;
  /** Written as it is when there is no login. */
  readonly name: string;
}

export interface IssueLookup {
  /** The address of the Jira issue that `#number` in the text is linked with. */
  readonly findUrlByNumber?: (issueNumber: number) => string | undefined;
  /** The number of the text's issue that the Jira issue at this address is linked with. */
  readonly findNumberByUrl?: (url: string) => number | undefined;
}

/** An attachment as Jira's media service knows it. */
export interface MediaFile {
  /** The media UUID, not the attachment id. */
  readonly id: string;
  /** May be empty. */
  readonly collection: string;
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
}

export interface AttachmentLookup {
  /** The Jira attachment of this file name, for `![](name)`, `!name!` and `attachment:name`. */
  readonly findMediaByName?: (fileName: string) => MediaFile | undefined;
  /** The file name that a media node's id has in the text. */
  readonly findNameByMediaId?: (mediaId: string) => string | undefined;
}

/** What exceeds a limit becomes plain text or code; nothing is cut off and nothing throws. */
export interface TextLimits {
  /** UTF-16 units of a source text; a longer one becomes plain paragraphs. */
  readonly maxLength: number;
  /** Nested quotes, lists and brackets in a source, and nested nodes in a document. */
  readonly maxDepth: number;
  /** Cells of one table; a larger one becomes a code block. */
  readonly maxTableCells: number;
}

export const DEFAULT_LIMITS: TextLimits = {
  maxLength: 1_000_000,
  maxDepth: 40,
  // A document in Jira takes 32,767 characters, which is less than 400 cells.
  maxTableCells: 2_000,
};

/** The limits in force: the context's own over the defaults. */
export function limitsOf(context: TextContext | undefined): TextLimits {
  return context?.limits === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...context.limits };
}
