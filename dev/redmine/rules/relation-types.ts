interface RelationType {
  /** What it is called seen from the other issue. */
  readonly other: string;
  /** It is stored as its opposite, with the two issues swapped. */
  readonly isReversed?: true;
}

/** Redmine's relation types, in its order. */
export const RELATION_TYPES: Readonly<Record<string, RelationType>> = {
  relates: { other: 'relates' },
  duplicates: { other: 'duplicated' },
  duplicated: { other: 'duplicates', isReversed: true },
  blocks: { other: 'blocked' },
  blocked: { other: 'blocks', isReversed: true },
  precedes: { other: 'follows' },
  follows: { other: 'precedes', isReversed: true },
  copied_to: { other: 'copied_from' },
  copied_from: { other: 'copied_to', isReversed: true },
};

export const RELATION_ORDER: readonly string[] = Object.keys(RELATION_TYPES);
