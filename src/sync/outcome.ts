/** How a run ended. "Nothing to do" is a success. */
export type Outcome =
  | { readonly kind: 'synced' }
  | { readonly kind: 'unchanged' }
  /** A person has to decide; everything else went on. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | {
      readonly kind: 'retry';
      readonly afterSeconds: number | null;
      readonly message: string;
      /** Nothing was tried: a tracker's circuit is open since then, and the cursors stand still. */
      readonly circuitOpenedAtMs?: number;
    }
  | { readonly kind: 'failed'; readonly message: string };

/** While a mapping is paused nothing is written to either tracker. */
export const PAUSED: Extract<Outcome, { kind: 'skipped' }> = {
  kind: 'skipped',
  reason: 'the mapping is paused',
};
