/**
 * GFM's tables.
 *
 * @see https://github.github.com/gfm/#tables-extension-
 */
import type { Alignment } from './block';

const DELIMITER_ROW = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** The columns' alignments, or undefined when the line is no delimiter row. */
export function findAlignments(line: string): readonly Alignment[] | undefined {
  const row = line.trim();
  if (!/[|:]/.test(row) || !/^[-|: \t]+$/.test(row) || !DELIMITER_ROW.test(row)) return undefined;
  return splitCells(row).map((cell): Alignment => {
    const isLeft = cell.startsWith(':');
    if (cell.endsWith(':')) return isLeft ? 'center' : 'right';
    return isLeft ? 'left' : undefined;
  });
}

/** The cells of a row; `\|` in them is `|`. */
export function splitCells(line: string): readonly string[] {
  const row = line.trim();
  const cells: string[] = [];
  let cell = '';
  let start = row.startsWith('|') ? 1 : 0;
  for (let index = start; index < row.length; index++) {
    const character = row[index];
    if (character === '\\' && row[index + 1] === '|') {
      cell += `${row.slice(start, index)}|`;
      start = index + 2;
      index++;
    } else if (character === '\\' && row[index + 1] === '\\') {
      index++;
    } else if (character === '|') {
      cells.push((cell + row.slice(start, index)).trim());
      cell = '';
      start = index + 1;
    }
  }
  const last = (cell + row.slice(start)).trim();
  // A pipe at the end closes the last cell.
  if (last !== '' || !row.endsWith('|')) cells.push(last);
  return cells;
}

/** The row's cells, as many as the header has. */
export function fitCells(line: string, width: number): readonly string[] {
  const cells = splitCells(line);
  return Array.from({ length: width }, (_, index) => cells[index] ?? '');
}
