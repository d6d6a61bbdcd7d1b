/**
 * Markdown → ADF. The blocks are read as they nest in the source; `normalizeDocument` then makes
 * the tree valid.
 */
import {
  alignmentMark,
  blockquote,
  codeBlock,
  heading,
  paragraph,
  RULE,
  table,
  tableCell,
  tableRow,
} from '../adf/builders';
import type { AdfDocument, AdfNode } from '../adf/nodes';
import { normalizeDocument } from '../adf/normalize';
import { limitsOf, type TextContext } from '../context';
import { cleanSource, isTooLong, plainDocument, plainInline } from '../guard';
import { readAlert } from './alerts';
import type { Block, TableSource } from './block/block';
import { parseBlocks } from './block/parser';
import { DetailsStack } from './details';
import { splitFootnotes } from './footnotes';
import { unescapeText } from './inline/link-target';
import { type ReadState, readInline, readParagraph } from './read-inline';
import { readList } from './read-list';
import { ReferenceTable } from './references';

/**
 * Reads Markdown (CommonMark with GFM, alerts, footnotes and Redmine's notations) as ADF.
 *
 * @param source of any content and length; nothing throws. Beyond `context.limits` it is read as
 *   plain text, wholly or where the limit is passed.
 * @returns a document that is valid against Atlassian's schema.
 */
export function markdownToAdf(source: string, context?: TextContext): AdfDocument {
  const clean = cleanSource(source);
  const limits = limitsOf(context);
  if (isTooLong(clean, limits)) return plainDocument(clean);
  const { blocks, definitions } = parseBlocks(clean, limits);
  const state: ReadState = {
    references: new ReferenceTable(definitions),
    hardBreaks: context?.hardBreaks ?? false,
    baseUrl: context?.baseUrl,
    context,
    readBlocks,
  };
  return normalizeDocument(readBlocks(blocks, state));
}

/** The nodes of one container. */
function readBlocks(blocks: readonly Block[], state: ReadState): readonly AdfNode[] {
  const details = new DetailsStack();
  for (const block of blocks) {
    if (block.kind === 'html') readHtml(block.text, details);
    else if (block.kind !== 'paragraph') details.push(readBlock(block, state));
    else {
      for (const part of splitFootnotes(block.text)) {
        for (const node of readParagraph(part, state)) details.push(node);
      }
    }
  }
  return details.end();
}

function readBlock(
  block: Exclude<Block, { kind: 'html' | 'paragraph' }>,
  state: ReadState,
): AdfNode {
  switch (block.kind) {
    case 'heading':
      return heading(block.level, readInline(block.text, state));
    case 'code':
      return codeBlock(block.text, languageOf(block.info));
    case 'quote':
      return readAlert(block.blocks, state) ?? blockquote(readBlocks(block.blocks, state));
    case 'list':
      return readList(block, state);
    case 'table':
      return readTable(block.table, state);
    case 'rule':
      return RULE;
  }
}

/** The first word after the fence. */
function languageOf(info: string): string | undefined {
  const [word] = info.split(/\s/, 1);
  return word ? unescapeText(word) : undefined;
}

function readHtml(source: string, details: DetailsStack): void {
  const html = source.trim();
  if (/^<!--\s*-->$/.test(html)) return;
  if (!details.readTag(html)) details.push(paragraph(plainInline(source.trimEnd())));
}

function readTable({ alignments, rows }: TableSource, state: ReadState): AdfNode {
  const nodes = rows.map((cells, y) =>
    tableRow(
      cells.map((cell, x) => {
        const alignment = alignments[x];
        const marks =
          alignment === 'center' || alignment === 'right' ? ALIGNED[alignment] : undefined;
        return tableCell(y === 0, [paragraph(readInline(cell, state), marks)]);
      }),
    ),
  );
  // Markdown has no table without a header; an empty one stands for that.
  const isHeadless = rows.length > 1 && rows[0]?.every((cell) => cell === '');
  return table(isHeadless ? nodes.slice(1) : nodes);
}

const ALIGNED = { center: [alignmentMark('center')], right: [alignmentMark('end')] };
