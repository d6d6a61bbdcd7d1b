/** Square brackets that wait for their end. */
import type { Delimiter } from './emphasis';
import type { Piece } from './pieces';

// As many may wait; further ones are text.
const MAX_OPEN = 500;

export interface Bracket {
  readonly piece: Piece;
  /** Of the piece among the line's. */
  readonly index: number;
  readonly isImage: boolean;
  /** The last delimiter before it: emphasis within it ends there. */
  readonly below: Delimiter | undefined;
  /** Another bracket opened within it, so its text is no label. */
  hasInner: boolean;
}

export class BracketStack {
  private readonly stack: Bracket[] = [];
  /** Links below this height are inactive: a link was found within, and links hold none. */
  private inactiveBelow = 0;

  get isFull(): boolean {
    return this.stack.length >= MAX_OPEN;
  }

  get isOpen(): boolean {
    return this.stack.length > 0;
  }

  push(bracket: Bracket): void {
    const outer = this.stack.at(-1);
    if (outer) outer.hasInner = true;
    this.stack.push(bracket);
  }

  /** Takes the innermost bracket; undefined when there is none, or none that may be a link. */
  pop(): Bracket | undefined {
    const bracket = this.stack.pop();
    if (bracket === undefined) return undefined;
    const isInactive = !bracket.isImage && this.stack.length < this.inactiveBelow;
    this.inactiveBelow = Math.min(this.inactiveBelow, this.stack.length);
    return isInactive ? undefined : bracket;
  }

  /** No link may be around the one that was just found. */
  endLinks(): void {
    this.inactiveBelow = this.stack.length;
  }
}
