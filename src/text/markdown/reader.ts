/**
 * Markdown → ADF. The blocks are read as they nest in the source; `normalizeDocument` then makes
 * the tree valid.
 */
import type { Token, Tokens } from 'marked';
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
import { decodeEntities } from '../entities/decode-entities';
import { cleanSource, isTooLong, plainDocument, plainInline } from '../guard';
import { readAlert } from './alerts';
import { DetailsStack } from './details';
import { splitFootnotes } from './footnotes';
import { lexBlocks } from './lexer';
import { type ReadState, readInline, readParagraph } from './read-inline';
import { readList } from './read-list';

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
  const { tokens, references } = lexBlocks(clean, limits);
  const state: ReadState = {
    references,
    hardBreaks: context?.hardBreaks ?? false,
    baseUrl: context?.baseUrl,
    context,
    readBlocks,
  };
  return normalizeDocument(readBlocks(tokens, state));
}

/** The blocks of one container. */
function readBlocks(tokens: readonly Token[], state: ReadState): readonly AdfNode[] {
  const details = new DetailsStack();
  for (const token of tokens) {
    if (token.type === 'html') readHtml(token as Tokens.HTML, details);
    else details.push(readBlock(token as Tokens.Generic, state));
  }
  return details.end();
}

function readBlock(token: Tokens.Generic, state: ReadState): readonly AdfNode[] {
  switch (token.type) {
    case 'paragraph':
    case 'text':
      return splitFootnotes(token.text).flatMap((part) => readParagraph(part, state));
    case 'heading':
      return [heading(token.depth, readInline(token.text, state))];
    case 'code':
      return [readCode(token as Tokens.Code)];
    case 'blockquote': {
      const { tokens } = token as Tokens.Blockquote;
      return [readAlert(tokens, state) ?? blockquote(readBlocks(tokens, state))];
    }
    case 'list':
      return [readList(token as Tokens.List, state)];
    case 'table':
      return [readTable(token as Tokens.Table, state)];
    case 'hr':
      return [RULE];
    default:
      // Blank lines and link definitions show nothing.
      return [];
  }
}

function readCode(token: Tokens.Code): AdfNode {
  // `marked` keeps the line end of the last line in some places, as its renderer drops it in all.
  const code = token.text.replace(/\n$/, '');
  return codeBlock(code, languageOf(token.lang));
}

/** The first word after the fence. */
function languageOf(info: string | undefined): string | undefined {
  const word = info?.trim().split(/\s/, 1)[0];
  return word ? decodeEntities(word) : undefined;
}

function readHtml(token: Tokens.HTML, details: DetailsStack): void {
  const html = token.text.trim();
  if (/^<!--\s*-->$/.test(html)) return;
  if (!details.readTag(html)) details.push([paragraph(plainInline(token.text.trimEnd()))]);
}

function readTable(token: Tokens.Table, state: ReadState): AdfNode {
  // The lexer found more cells than the limit allows.
  if (token.header.length === 0) return codeBlock(token.raw.trimEnd());
  const readCell = (cell: Tokens.TableCell) => {
    const marks = cell.align === 'center' || cell.align === 'right' ? ALIGNED[cell.align] : [];
    return tableCell(cell.header, [paragraph(readInline(cell.text, state), marks)]);
  };
  const rows = [token.header, ...token.rows].map((row) => tableRow(row.map(readCell)));
  // Markdown has no table without a header; an empty one stands for that.
  const isHeadless = token.rows.length > 0 && token.header.every((cell) => cell.text.trim() === '');
  return table(isHeadless ? rows.slice(1) : rows);
}

const ALIGNED = { center: [alignmentMark('center')], right: [alignmentMark('end')] };
