/**
 * Lines that start with `>` become quotes, nested as deep as they have `>`. The empty lines around
 * each tag make blocks of their own out of tags and content.
 */
const QUOTE = /(?<![^\n])(?:>[^\n]*(?:\n|$))+/g;

/** @param maxDepth more `>` than this count as this many. */
export function rewriteQuotes(text: string, maxDepth: number): string {
  if (!text.includes('>')) return text;
  return text.replace(QUOTE, (quote) => nestLines(quote.replace(/\n$/, '').split('\n'), maxDepth));
}

function nestLines(lines: readonly string[], maxDepth: number): string {
  let result = '';
  let depth = 0;
  for (const line of lines) {
    const [markers] = /^[> ]*/.exec(line) as unknown as [string];
    const level = Math.min(markers.replaceAll(' ', '').length, maxDepth);
    if (level > depth) result += `\n\n${'<blockquote>'.repeat(level - depth)}\n\n`;
    else if (level < depth) result += `\n\n${'</blockquote>'.repeat(depth - level)}\n\n`;
    depth = level;
    result += `${line.slice(markers.length)}\n`;
  }
  return `${result}\n${'</blockquote>'.repeat(depth)}\n\n`;
}
