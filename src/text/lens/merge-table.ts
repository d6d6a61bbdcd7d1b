/**
 * Tables with spans: Markdown and Textile show a spanned place as an empty cell, so rows of the
 * text have more cells than the base's. Cells are matched by the place they start at.
 */
import { type AdfNode, childrenOf, numberAttribute } from '../adf/nodes';
import { keyOf } from './node-key';

type MergeCell = (base: AdfNode, before: AdfNode, after: AdfNode) => AdfNode;

/** The merged table, or undefined when the table has no spans or changed its shape. */
export function mergeTable(
  base: AdfNode,
  before: AdfNode,
  after: AdfNode,
  merge: MergeCell,
): AdfNode | undefined {
  const rows = childrenOf(base);
  if (!rows.some((row) => childrenOf(row).some(isSpanned))) return undefined;
  const oldGrid = childrenOf(before).map(childrenOf);
  const newGrid = childrenOf(after).map(childrenOf);
  if (!hasShape(oldGrid, newGrid) || rows.length !== oldGrid.length) return undefined;
  const starts = placeCells(rows);
  const content = rows.map((row, y) => ({
    ...row,
    content: childrenOf(row).map((cell, index) => {
      const x = starts[y]?.[index] ?? index;
      const [old, fresh] = [oldGrid[y]?.[x], newGrid[y]?.[x]];
      return old && fresh ? merge(cell, old, fresh) : cell;
    }),
  }));
  return hasTextUnderSpan(starts, oldGrid, newGrid) ? undefined : { ...base, content };
}

function isSpanned(cell: AdfNode): boolean {
  return (numberAttribute(cell, 'colspan') ?? 1) > 1 || (numberAttribute(cell, 'rowspan') ?? 1) > 1;
}

function hasShape(
  left: readonly (readonly AdfNode[])[],
  right: readonly (readonly AdfNode[])[],
): boolean {
  return left.length === right.length && left.every((row, y) => row.length === right[y]?.length);
}

/** For each cell of each row the column that it starts at. */
function placeCells(rows: readonly AdfNode[]): readonly (readonly number[])[] {
  const covered = new Set<string>();
  return rows.map((row, y) => {
    let x = 0;
    return childrenOf(row).map((cell) => {
      while (covered.has(`${y}:${x}`)) x++;
      const start = x;
      const columns = numberAttribute(cell, 'colspan') ?? 1;
      const lines = Math.min(rows.length - y, numberAttribute(cell, 'rowspan') ?? 1);
      for (let dy = 0; dy < lines; dy++) {
        for (let dx = 0; dx < columns; dx++) covered.add(`${y + dy}:${start + dx}`);
      }
      x = start + columns;
      return start;
    });
  });
}

/** Whether the edit wrote into a place that a span covers. */
function hasTextUnderSpan(
  starts: readonly (readonly number[])[],
  before: readonly (readonly AdfNode[])[],
  after: readonly (readonly AdfNode[])[],
): boolean {
  return after.some((row, y) =>
    row.some(
      (cell, x) => !starts[y]?.includes(x) && keyOf(cell) !== keyOf(before[y]?.[x] as AdfNode),
    ),
  );
}
