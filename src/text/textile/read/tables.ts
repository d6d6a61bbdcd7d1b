/**
 * Tables: from the first line that starts with `|` (or row attributes and `|`) to the end of the
 * block, which must end in `|`. A row whose line does not end in `|` goes on in the next line.
 */

import { type BlockSink, getBlockRule } from './block-sink';
import { sliceOf } from './character-classes';
import { NextIndex } from './next-index';
import { ALIGNMENT, DECORATION, SPANS } from './tag-attributes';

const TABLE = getBlockRule('table');
const ROW = getBlockRule('tr');
const CELL = getBlockRule('td');
const HEADER = getBlockRule('th');

const FIRST_ROW = new RegExp(
  `(?:^|\\n)(?:table_?(?:${SPANS}${ALIGNMENT}${DECORATION})\\. ?\\n)?(?=${ALIGNMENT}${DECORATION}\\.? ?\\|)`,
);
const ROW_ATTRIBUTES = new RegExp(`^(${ALIGNMENT}${DECORATION})\\. `);
const NOTATION_STARTS = '_\\/<>=()-^~{[.';
const CELL_ATTRIBUTES = new RegExp(`(_?${SPANS}${ALIGNMENT}${DECORATION})\\. ?`, 'y');

export interface FoundTable {
  /** Where it begins; what is before it in the block is none of its. */
  readonly start: number;
  readonly rows: string;
}

/** @param maxCells a larger table is none. */
export function findTable(block: string, maxCells: number): FoundTable | undefined {
  const end = block.endsWith('\n') ? block.length - 1 : block.length;
  if (block[end - 1] !== '|') return undefined;
  const first = FIRST_ROW.exec(block);
  if (!first) return undefined;
  const start = first.index + (first[0].startsWith('\n') ? 1 : 0);
  const rows = sliceOf(block, first.index + first[0].length, end);
  if (rows.lastIndexOf('|') === rows.indexOf('|')) return undefined;
  if (rows.split('|').length > maxCells) return undefined;
  return { start, rows };
}

/** ADF has nothing for the attributes of a table or row, so they are only passed over. */
export function writeTable(rows: string, sink: BlockSink): void {
  sink.open(TABLE, '');
  for (const row of joinOpenRows(rows).split('\n')) writeRow(row, sink);
  sink.endLine();
  sink.close(TABLE);
}

/** A line end after anything but `|` is a break within a cell. */
function joinOpenRows(rows: string): string {
  return rows.replace(/([^| \n\t])[ \n\t]*\n/g, '$1<br />');
}

function writeRow(row: string, sink: BlockSink): void {
  const notation = row.startsWith('|') ? null : ROW_ATTRIBUTES.exec(row);
  const cells = notation ? row.slice(notation[0].length) : row;
  sink.endLine();
  sink.open(ROW, '');
  writeCells(cells, sink);
  sink.endLine();
  sink.close(ROW);
}

function writeCells(cells: string, sink: BlockSink): void {
  const closes = cells.includes('[[') ? new NextIndex(cells, ']') : undefined;
  let pipe = cells.indexOf('|');
  while (pipe >= 0) {
    let notation = readNotation(cells, pipe + 1);
    let next = findCellEnd(cells, pipe + 1 + notation.length, closes);
    if (next < 0 && notation !== '') {
      notation = '';
      next = findCellEnd(cells, pipe + 1, closes && new NextIndex(cells, ']'));
    }
    if (next < 0) return;
    const rule = notation.startsWith('_') ? HEADER : CELL;
    sink.endLine();
    sink.open(rule, notation);
    sink.inline(sliceOf(cells, pipe + 1 + notation.length, next));
    sink.close(rule);
    pipe = next;
  }
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
    const link = sliceOf(cells, textStart, pipe).indexOf('[[');
    const close = link < 0 ? -1 : closes.from(pipe);
    if (close < 0 || cells[close + 1] !== ']') return pipe;
    const next = cells.indexOf('|', pipe + 1);
    if (next >= 0 && next < close) return pipe;
    fallback = pipe;
    at = close + 2;
  }
  return fallback;
}
