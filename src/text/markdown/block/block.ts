/** The blocks that a text is made of, their lines not yet read. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'code'; readonly text: string; readonly info: string }
  | { readonly kind: 'html'; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list';
      /** The number of the first item, or undefined for bullets. */
      readonly start: number | undefined;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'table'; readonly table: TableSource };

export type Alignment = 'left' | 'center' | 'right' | undefined;

export interface TableSource {
  readonly alignments: readonly Alignment[];
  /** The header first; every row as wide as the header. */
  readonly rows: readonly (readonly string[])[];
}

/** The text as blocks, and the link definitions taken from it by their normalized labels. */
export interface BlockTree {
  readonly blocks: readonly Block[];
  readonly definitions: ReadonlyMap<string, Definition>;
}

export interface Definition {
  readonly href: string;
  readonly title: string | undefined;
}
