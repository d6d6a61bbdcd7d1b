/**
 * Lines that start with `>` become quotes, nested as deep as they have `>`. The empty lines around
 * each tag make blocks of their own out of tags and content.
 *
 * @param maxDepth more `>` than this count as this many.
 */
export function rewriteQuotes(text: string, maxDepth: number): string {
  if (!text.startsWith('>') && !text.includes('\n>')) return text;
  let result = '';
  let depth = 0;
  let isQuote = false;
  const endQuote = () => {
    if (isQuote) result += `\n${'</blockquote>'.repeat(depth)}\n\n`;
    depth = 0;
    isQuote = false;
  };
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    if (!line.startsWith('>')) {
      endQuote();
      result += index < lines.length - 1 ? `${line}\n` : line;
      return;
    }
    let at = 0;
    let level = 0;
    for (; line[at] === '>' || line[at] === ' '; at++) if (line[at] === '>') level++;
    level = Math.min(level, maxDepth);
    if (level > depth) result += `\n\n${'<blockquote>'.repeat(level - depth)}\n\n`;
    else if (level < depth) result += `\n\n${'</blockquote>'.repeat(depth - level)}\n\n`;
    result += `${line.slice(at)}\n`;
    depth = level;
    isQuote = true;
  });
  endQuote();
  return result;
}
