/** A node of the document that the UI Kit reconciler emits on each commit. */
export interface ForgeDoc {
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly children: readonly ForgeDoc[];
  /** Stays the same for as long as the element does. */
  readonly key: string;
}
