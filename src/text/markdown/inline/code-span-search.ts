/** Code spans: the closing run of backticks has to be as long as the opening one. */

export interface CodeSpan {
  /** Undefined when the run at the start closes nowhere and is just text. */
  readonly code: string | undefined;
  readonly end: number;
}

export class CodeSpanSearch {
  /** Last position of a run of each length, filled in by the first search that fails. */
  private lastRuns: Map<number, number> | undefined = undefined;

  constructor(private readonly source: string) {}

  /** The code span, or the run of backticks, that starts at `start`. */
  findAt(start: number): CodeSpan {
    const { source } = this;
    const open = this.endOfRun(start);
    const length = open - start;
    const lastRun = this.lastRuns?.get(length) ?? -1;
    if (this.lastRuns !== undefined && lastRun < open) return { code: undefined, end: open };
    let seen: Map<number, number> | undefined;
    let run = source.indexOf('`', open);
    while (run >= 0) {
      const end = this.endOfRun(run);
      if (end - run === length) return { code: codeOf(source.slice(open, run)), end };
      seen ??= new Map();
      seen.set(end - run, run);
      run = source.indexOf('`', end);
    }
    this.lastRuns ??= seen ?? new Map();
    return { code: undefined, end: open };
  }

  private endOfRun(start: number): number {
    let end = start + 1;
    while (this.source[end] === '`') end++;
    return end;
  }
}

function codeOf(raw: string): string {
  const code = raw.includes('\n') ? raw.replace(/\n/g, ' ') : raw;
  const isPadded =
    code.length > 2 && code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '';
  return isPadded ? code.slice(1, -1) : code;
}
