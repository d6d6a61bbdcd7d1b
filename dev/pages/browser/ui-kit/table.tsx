import DynamicTable from '@atlaskit/dynamic-table';
import type { ComponentProps } from 'react';
import type { ForgeDoc } from './forge-doc';
import type { Rendered } from './renderer';

type TableProps = ComponentProps<typeof DynamicTable>;
type Head = NonNullable<TableProps['head']>;
type Row = NonNullable<TableProps['rows']>[number];

/**
 * UI Kit turns `head` and `rows` into `ContentWrapper` nodes with `Row` and `Cell` below, since
 * elements cannot cross the bridge as props; this turns them back.
 */
export function UiDynamicTable({
  props,
  nodes,
  renderNodes,
}: Rendered<Omit<TableProps, 'head' | 'rows'>>) {
  const find = (name: string) =>
    nodes.find((node) => node.type === 'ContentWrapper' && node.props.name === name)?.children ??
    [];
  const toCells = (cells: readonly ForgeDoc[]): Head['cells'] =>
    cells.map((cell) => {
      const { cellKey, ...rest } = cell.props;
      return { ...rest, key: String(cellKey), content: renderNodes(cell.children) };
    });
  const head = find('head');
  const rows: Row[] = find('rows').map((row) => {
    const { rowKey, ...rest } = row.props;
    return { ...rest, key: String(rowKey), cells: toCells(row.children) };
  });
  return (
    <DynamicTable
      {...props}
      {...(head.length > 0 ? { head: { cells: toCells(head) } } : {})}
      rows={rows}
    />
  );
}
