/** The most that happened within a span of the clock: within one minute of it, say. */
export class Peak {
  private span = Number.NaN;
  private count = 0;
  total = 0;
  most = 0;

  constructor(private readonly spanSeconds: number) {}

  add(nowMs: number, amount = 1): void {
    const span = Math.floor(nowMs / (this.spanSeconds * 1000));
    if (span !== this.span) {
      this.span = span;
      this.count = 0;
    }
    this.count += amount;
    this.total += amount;
    this.most = Math.max(this.most, this.count);
  }
}
