/** Counts of what a simulation did, for its report. */
export class Tally {
  private readonly counts = new Map<string, number>();

  add(what: string, count = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + count);
  }

  merge(other: Tally): void {
    for (const [what, count] of other.counts) this.add(what, count);
  }

  /** Of everything whose name starts so. */
  sum(prefix: string): number {
    return [...this.counts].reduce(
      (total, [what, count]) => (what.startsWith(prefix) ? total + count : total),
      0,
    );
  }

  /** Lines of `count what`, by name. */
  lines(): readonly string[] {
    return [...this.counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, count]) => `${String(count).padStart(8)} ${what}`);
  }
}
