/** Tables → GFM. A cell is one line there, so blocks in it are joined by `<br>`. */
import {
  type AdfNode,
  childrenOf,
  marksOf,
  numberAttribute,
  stringAttribute,
} from '../../adf/nodes';
import { collectText } from '../../readable';
import { writeCode } from './code-span';
import { escapeLine } from './escape';
import { writeLine } from './line';
import { type WriteScope, writeBlocks } from './scope';

type Alignment = '' | 'center' | 'end';

export function writeTable(table: AdfNode, scope: WriteScope): string {
  const rows = childrenOf(table).filter((row) => row.type === 'tableRow');
  if (rows.length === 0) return '';
  const grid = layOut(rows, scope);
  const width = Math.max(1, ...grid.map((row) => row.length));
  const hasHeader = childrenOf(rows[0] as AdfNode).every((cell) => cell.type === 'tableHeader');
  const body = grid.map((row) => writeRow(row, width));
  const [header, ...others] = hasHeader ? body : [writeRow([], width), ...body];
  const delimiters = alignmentsOf(rows, width).map((alignment) => DELIMITERS[alignment]);
  return [header, `| ${delimiters.join(' | ')} |`, ...others].join('\n');
}

const DELIMITERS: Readonly<Record<Alignment, string>> = { '': '---', center: ':-:', end: '--:' };

function writeRow(cells: readonly string[], width: number): string {
  const filled = Array.from({ length: width }, (_, index) => cells[index] ?? '');
  return `|${filled.map((cell) => (cell === '' ? '  ' : ` ${cell} `)).join('|')}|`;
}

/** The cells' texts in columns; cells that a span covers are empty. */
function layOut(rows: readonly AdfNode[], scope: WriteScope): readonly (readonly string[])[] {
  const grid: string[][] = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of childrenOf(row)) {
      while (grid[y]?.[x] !== undefined) x++;
      const { columns, lines } = spansOf(cell, rows.length - y);
      for (let dy = 0; dy < lines; dy++) {
        const line = grid[y + dy] as string[];
        for (let dx = 0; dx < columns; dx++) line[x + dx] = '';
      }
      (grid[y] as string[])[x] = writeCell(cell, scope);
      x += columns;
    }
  });
  return grid;
}

const MAX_SPAN = 100;

function spansOf(cell: AdfNode, rowsLeft: number) {
  const columns = Math.trunc(numberAttribute(cell, 'colspan') ?? 1);
  const lines = Math.trunc(numberAttribute(cell, 'rowspan') ?? 1);
  return {
    columns: Math.min(MAX_SPAN, Math.max(1, columns)),
    lines: Math.min(rowsLeft, MAX_SPAN, Math.max(1, lines)),
  };
}

function writeCell(cell: AdfNode, scope: WriteScope): string {
  const line = writeCellBlocks(childrenOf(cell), { ...scope, isOneLine: true }).join('<br>');
  return line.replace(/\n/g, '<br>').replace(/\|/g, '\\|');
}

/** The lines that the blocks of a cell become. */
function writeCellBlocks(blocks: readonly AdfNode[], scope: WriteScope): readonly string[] {
  if (scope.depth >= scope.maxDepth) {
    return blocks.map((block) => escapeLine(collectText(block))).filter((line) => line !== '');
  }
  const inner = { ...scope, depth: scope.depth + 1 };
  return blocks.flatMap((block) => writeCellBlock(block, inner)).filter((line) => line !== '');
}

function writeCellBlock(block: AdfNode, scope: WriteScope): readonly string[] {
  const children = childrenOf(block);
  switch (block.type) {
    case 'paragraph':
      return [writeLine(children, scope)];
    case 'heading':
      return [`**${writeLine(children, scope)}**`.replace(/^\*{4}$/, '')];
    case 'codeBlock':
      return collectText(block)
        .split('\n')
        .map((line) => (line === '' ? '' : writeCode(line)));
    case 'bulletList':
    case 'decisionList':
      return children.flatMap((item) => writeCellItem('-', item, scope));
    case 'orderedList': {
      const start = numberAttribute(block, 'order') ?? 1;
      return children.flatMap((item, index) => writeCellItem(`${start + index}.`, item, scope));
    }
    case 'taskList':
      return children.flatMap((task) =>
        task.type === 'taskList'
          ? writeCellBlock(task, scope)
          : writeCellItem(stringAttribute(task, 'state') === 'DONE' ? '☑' : '☐', task, scope),
      );
    case 'expand':
    case 'nestedExpand':
      return [
        escapeLine(stringAttribute(block, 'title') ?? ''),
        ...writeCellBlocks(children, scope),
      ];
    case 'panel':
    case 'blockquote':
      return writeCellBlocks(children, scope);
    default:
      return writeBlocks([block], scope).split(/\n+/);
  }
}

function writeCellItem(marker: string, item: AdfNode, scope: WriteScope): readonly string[] {
  const isLine = item.type === 'taskItem' || item.type === 'decisionItem';
  const lines = isLine
    ? [writeLine(childrenOf(item), scope)]
    : writeCellBlocks(childrenOf(item), scope);
  return lines.map((line, index) => (index === 0 ? `${marker} ${line}` : line));
}

/** A column is aligned when its first row's cells are. */
function alignmentsOf(rows: readonly AdfNode[], width: number): readonly Alignment[] {
  const alignments: Alignment[] = [];
  for (const cell of childrenOf(rows[0] as AdfNode)) {
    const { columns } = spansOf(cell, 1);
    for (let index = 0; index < columns; index++) alignments.push(alignmentOf(cell));
  }
  return Array.from({ length: width }, (_, index) => alignments[index] ?? '');
}

function alignmentOf(cell: AdfNode): Alignment {
  const [first] = childrenOf(cell);
  const mark = first && marksOf(first).find(({ type }) => type === 'alignment');
  const align = mark && stringAttribute(mark, 'align');
  return align === 'center' || align === 'end' ? align : '';
}
