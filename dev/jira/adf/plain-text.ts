/** A document as the plain text that Jira writes into changelogs and its text index. */
import { isArray, isObject, type Json, stringAt } from '../json';

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'blockquote',
  'panel',
  'listItem',
  'taskItem',
  'decisionItem',
  'tableRow',
  'rule',
  'mediaSingle',
  'mediaGroup',
  'expand',
  'nestedExpand',
]);

/** The words of the document; blocks are set apart by line breaks. */
export function adfToPlainText(document: Json | undefined): string {
  const parts: string[] = [];
  collect(document, parts);
  return parts
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function collect(node: Json | undefined, parts: string[]): void {
  if (!isObject(node)) return;
  parts.push(inlineText(node));
  const content = node.content;
  if (isArray(content)) for (const child of content) collect(child, parts);
  if (typeof node.type === 'string' && BLOCKS.has(node.type)) parts.push('\n');
}

function inlineText(node: { readonly [key: string]: Json | undefined }): string {
  switch (node.type) {
    case 'text':
      return typeof node.text === 'string' ? node.text : '';
    case 'hardBreak':
      return '\n';
    case 'mention':
    case 'status':
      return stringAt(node.attrs, 'text') ?? '';
    case 'emoji':
      return stringAt(node.attrs, 'text') ?? stringAt(node.attrs, 'shortName') ?? '';
    case 'date':
      return formatDate(stringAt(node.attrs, 'timestamp'));
    case 'inlineCard':
    case 'blockCard':
    case 'embedCard':
      return stringAt(node.attrs, 'url') ?? '';
    default:
      return '';
  }
}

function formatDate(timestamp: string | undefined): string {
  const timeMs = Number(timestamp);
  return Number.isFinite(timeMs) ? new Date(timeMs).toISOString().slice(0, 10) : '';
}
