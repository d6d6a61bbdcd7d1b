import type { Row } from './measures/measure';

/** The rows as one Markdown table, a column for each tool. */
export function printTable(rows: readonly Row[], tools: readonly string[]): string {
  const lines = rows.map(({ measure, target, values }) => [
    measure,
    target,
    ...tools.map((tool) => values[tool] ?? '–'),
  ]);
  const header = ['measure', 'target', ...tools];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => (line[column] ?? '').length)),
  );
  const format = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [
    format(header),
    format(widths.map((width) => '-'.repeat(width))),
    ...lines.map(format),
  ].join('\n');
}
