/** What the inline reader needs to know beside the line itself. */

export interface ReferenceTarget {
  readonly href: string;
  readonly title: string | undefined;
}

/** The link reference definitions of the whole text. */
export interface References {
  readonly isEmpty: boolean;
  has(label: string): boolean;
  find(label: string): ReferenceTarget | undefined;
}

export interface InlineOptions {
  readonly references: References;
  readonly hardBreaks: boolean;
  readonly baseUrl: string | undefined;
}
