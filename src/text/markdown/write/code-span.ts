/** A code span; its fence is longer than any run of backticks in it. */
export function writeCode(code: string): string {
  const value = code.replace(/\n/g, ' ');
  const fence = '`'.repeat(shortestFence(value, 1));
  const isPadded =
    value.startsWith('`') ||
    value.endsWith('`') ||
    (value.startsWith(' ') && value.endsWith(' ') && value.trim() !== '');
  return isPadded ? `${fence} ${value} ${fence}` : `${fence}${value}${fence}`;
}

/** The least length of backticks, from `least` on, that the code has no run of. */
function shortestFence(code: string, least: number): number {
  const runs = new Set([...code.matchAll(/`+/g)].map(([run]) => run.length));
  let length = least;
  while (runs.has(length)) length++;
  return length;
}
