/** Counts of what a simulation did, for its report. */
export class Tally {
  private readonly counts: Map<string, number>;

  /** @param counts of another one, as `entries` gives them */
  constructor(counts: readonly (readonly [string, number])[] = []) {
    this.counts = new Map(counts);
  }

  add(what: string, count = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + count);
  }

  merge(counts: readonly (readonly [string, number])[]): void {
    for (const [what, count] of counts) this.add(what, count);
  }

  /** Plain data, so that it can cross from one process to another. */
  get entries(): readonly (readonly [string, number])[] {
    return [...this.counts];
  }

  /** Of everything whose name starts so. */
  sum(prefix: string): number {
    return this.under(prefix).reduce((total, [, count]) => total + count, 0);
  }

  /** What is counted under a prefix, which is left out, by name. */
  under(prefix: string): readonly (readonly [string, number])[] {
    return this.entries
      .filter(([what]) => what.startsWith(prefix))
      .map(([what, count]) => [what.slice(prefix.length), count] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1));
  }
}
