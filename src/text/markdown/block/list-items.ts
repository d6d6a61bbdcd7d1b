/** Items of lists, and with the first one the list. */
import type { BlockStart } from './block-start';
import { type Container, createContainer } from './container';
import type { Line } from './line';

const MARKER = /^(?:[*+-]|(\d{1,9})([.)]))/;

export const startItem: BlockStart = (open, { line, rest, matched, paragraph }) => {
  const [marker, digits, punctuation] = MARKER.exec(rest) ?? [];
  if (marker === undefined) return undefined;
  const end = line.next + marker.length;
  const isEmpty = line.text.slice(end).trim() === '';
  if (!isEmpty && !line.isSpaceAt(end)) return undefined;
  const start = digits === undefined ? undefined : Number(digits);
  // Within a paragraph only text after a bullet or the first number starts a list.
  if (paragraph && (isEmpty || (start ?? 1) !== 1)) return undefined;
  const delimiter = punctuation ?? marker;
  const parent = open.containers[matched - 1] as Container;
  const isSameList = parent.kind === 'list' && parent.marker === delimiter;
  if (isSameList) open.closeTo(matched);
  else open.prepareBlock(matched);
  open.closeLeaf();
  const markerIndent = line.indent;
  line.skipSpace();
  line.advance(marker.length);
  const indent = markerIndent + marker.length + consumePadding(line, isEmpty);
  if (!isSameList) open.containers.push(createContainer('list', { marker: delimiter, start }));
  open.containers.push(createContainer('item', { indent, isEmpty }));
  return 'container';
};

/** Columns between marker and text: one where the item is empty or starts with indented code. */
function consumePadding(line: Line, isEmpty: boolean): number {
  const { indent } = line;
  const padding = isEmpty || indent >= 5 ? 1 : indent;
  line.advanceColumns(Math.min(padding, indent));
  return padding;
}
