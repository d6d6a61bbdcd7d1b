/**
 * Lines that start with `>` become quotes, nested as deep as they have `>`. The empty lines around
 * each tag make blocks of their own out of tags and content.
 */

/** @param maxDepth more `>` than this count as this many. */
export function rewriteQuotes(text: string, maxDepth: number): string {
  if (!hasQuoteLine(text)) return text;
  let result = '';
  let quote: string[] = [];
  const endQuote = () => {
    if (quote.length > 0) result += nestLines(quote, maxDepth);
    quote = [];
  };
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    if (line.startsWith('>')) {
      quote.push(line);
      return;
    }
    endQuote();
    result += index < lines.length - 1 ? `${line}\n` : line;
  });
  endQuote();
  return result;
}

function hasQuoteLine(text: string): boolean {
  return text.startsWith('>') || text.includes('\n>');
}

function nestLines(lines: readonly string[], maxDepth: number): string {
  let result = '';
  let depth = 0;
  for (const line of lines) {
    let at = 0;
    let level = 0;
    for (; line[at] === '>' || line[at] === ' '; at++) if (line[at] === '>') level++;
    level = Math.min(level, maxDepth);
    if (level > depth) result += `\n\n${'<blockquote>'.repeat(level - depth)}\n\n`;
    else if (level < depth) result += `\n\n${'</blockquote>'.repeat(depth - level)}\n\n`;
    depth = level;
    result += `${line.slice(at)}\n`;
  }
  return `${result}\n${'</blockquote>'.repeat(depth)}\n\n`;
}
