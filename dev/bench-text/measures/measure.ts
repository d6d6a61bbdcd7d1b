/** One row of the table: a value for each tool that can be measured. */
export interface Row {
  readonly measure: string;
  readonly target: string;
  /** By the tool's name, ours being `ours`. */
  readonly values: Readonly<Record<string, string>>;
}

export function percent(part: number, whole: number): string {
  if (whole === 0) return 'n/a';
  const value = (100 * part) / whole;
  // Never round up to a hundred what is not.
  const shown = part < whole ? Math.min(99.9, Math.round(value * 10) / 10) : 100;
  return `${shown} % (${part}/${whole})`;
}

/** What the function returns, or undefined when it throws. */
export function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
