/**
 * Tables: from the first line that starts with `|` (or row attributes and `|`) to the end of the
 * block, which must end in `|`. A row whose line does not end in `|` goes on in the next line.
 */
import { NextIndex } from './next-index';
import { ALIGNMENT, DECORATION, SPANS } from './tag-attributes';
import { keepNotation, type Workspace } from './workspace';

const FIRST_ROW = new RegExp(
  `(?:^|\\n)(?:table_?(?:${SPANS}${ALIGNMENT}${DECORATION})\\. ?\\n)?(?=${ALIGNMENT}${DECORATION}\\.? ?\\|)`,
);
const ROW_ATTRIBUTES = new RegExp(`^(${ALIGNMENT}${DECORATION})\\. `);
const NOTATION_STARTS = '_\\/<>=()-^~{[.';
const CELL_ATTRIBUTES = new RegExp(`(_?${SPANS}${ALIGNMENT}${DECORATION})\\. ?`, 'y');

export function rewriteTables(block: string, workspace: Workspace): string | undefined {
  const firstPipe = block.indexOf('|');
  if (firstPipe < 0) return undefined;
  const end = block.endsWith('\n') ? block.length - 1 : block.length;
  if (block[end - 1] !== '|') return undefined;
  const first = FIRST_ROW.exec(block);
  if (!first) return undefined;
  const start = first.index + (first[0].startsWith('\n') ? 1 : 0);
  const rows = block.slice(first.index + first[0].length, end);
  if (rows.lastIndexOf('|') === rows.indexOf('|')) return undefined;
  if (rows.split('|').length > workspace.limits.maxTableCells) return undefined;
  // ADF has nothing for the attributes of a table or row.
  let result = `${block.slice(0, start)}\t<table>`;
  for (const row of joinOpenRows(rows).split('\n')) result += rewriteRow(row, workspace);
  return `${result}\n\t</table>\n\n`;
}

/** A line end after anything but `|` is a break within a cell. */
function joinOpenRows(rows: string): string {
  return rows.replace(/([^| \n\t])[ \n\t]*\n/g, '$1<br />');
}

function rewriteRow(row: string, workspace: Workspace): string {
  const rowNotation = row.startsWith('|') ? null : ROW_ATTRIBUTES.exec(row);
  const cells = rowNotation ? row.slice(rowNotation[0].length) : row;
  const closes = cells.includes('[[') ? new NextIndex(cells, ']') : undefined;
  let result = '\n\t\t<tr>';
  let pipe = cells.indexOf('|');
  while (pipe >= 0) {
    let notation = readNotation(cells, pipe + 1);
    let next = findCellEnd(cells, pipe + 1 + notation.length, closes);
    if (next < 0 && notation !== '') {
      notation = '';
      next = findCellEnd(cells, pipe + 1, closes && new NextIndex(cells, ']'));
    }
    if (next < 0) break;
    const tag = notation.startsWith('_') ? 'th' : 'td';
    const attributes = keepNotation(workspace, notation, true);
    const content = cells.slice(pipe + 1 + notation.length, next);
    result += `\n\t\t\t<${tag}${attributes}>${content}</${tag}>`;
    pipe = next;
  }
  return `${result}\n\t\t</tr>`;
}

function readNotation(cells: string, start: number): string {
  if (!NOTATION_STARTS.includes(cells[start] ?? ' ')) return '';
  CELL_ATTRIBUTES.lastIndex = start;
  return CELL_ATTRIBUTES.exec(cells)?.[0] ?? '';
}

/** The next `|` that is not within a wiki link; if there is none, the one in the last link. */
function findCellEnd(cells: string, from: number, closes: NextIndex | undefined): number {
  if (closes === undefined) return cells.indexOf('|', from);
  let fallback = -1;
  let at = from;
  for (let pipe = cells.indexOf('|', at); pipe >= 0; pipe = cells.indexOf('|', at)) {
    let textStart = pipe;
    while (textStart > at && cells[textStart - 1] !== ']') textStart--;
    const link = cells.slice(textStart, pipe).indexOf('[[');
    const close = link < 0 ? -1 : closes.from(pipe);
    if (close < 0 || cells[close + 1] !== ']') return pipe;
    const next = cells.indexOf('|', pipe + 1);
    if (next >= 0 && next < close) return pipe;
    fallback = pipe;
    at = close + 2;
  }
  return fallback;
}
