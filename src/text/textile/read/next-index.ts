/**
 * `indexOf` for a position that only moves forward: it searches no part of the text twice, which
 * keeps passes linear that look for the same end from many starts.
 */
export class NextIndex {
  private found = -2;

  constructor(
    private readonly text: string,
    private readonly needle: string,
  ) {}

  /** The first index of the needle at or after `position`, or -1. Positions must not decrease. */
  from(position: number): number {
    if (this.found !== -1 && this.found < position) {
      this.found = this.text.indexOf(this.needle, position);
    }
    return this.found;
  }
}
