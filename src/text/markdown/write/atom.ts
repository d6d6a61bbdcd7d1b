import type { AdfMark } from '../../adf/nodes';

/** A piece of a line that Markdown can say. */
export interface Atom {
  readonly kind: 'text' | 'syntax' | 'code' | 'break';
  readonly value: string;
  readonly marks: readonly AdfMark[];
}
