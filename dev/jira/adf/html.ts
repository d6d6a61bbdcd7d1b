/** A document as the HTML of `renderedFields` and `renderedBody`: readable, not pixel for pixel. */
import { isArray, isObject, type Json, type JsonObject, stringAt } from '../json';

const MARK_TAGS: Readonly<Record<string, string>> = {
  strong: 'b',
  em: 'em',
  strike: 'del',
  underline: 'ins',
  code: 'tt',
};

const BLOCK_TAGS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  table: 'table',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
  codeBlock: 'pre',
  panel: 'div',
};

export function adfToHtml(node: Json | undefined): string {
  if (!isObject(node)) return '';
  if (node.type === 'text') return markedText(node);
  if (node.type === 'hardBreak') return '<br/>';
  if (node.type === 'rule') return '<hr/>';
  const inner = isArray(node.content) ? node.content.map(adfToHtml).join('') : leafText(node);
  const tag = node.type === 'heading' ? headingTag(node) : BLOCK_TAGS[String(node.type)];
  return tag === undefined ? inner : `<${tag}>${inner}</${tag}>`;
}

function markedText(node: JsonObject): string {
  let html = escapeHtml(typeof node.text === 'string' ? node.text : '');
  for (const mark of isArray(node.marks) ? node.marks : []) {
    const type = stringAt(mark, 'type') ?? '';
    const href = isObject(mark) ? stringAt(mark.attrs, 'href') : undefined;
    if (type === 'link' && href !== undefined) html = `<a href="${escapeHtml(href)}">${html}</a>`;
    const tag = MARK_TAGS[type];
    if (tag !== undefined) html = `<${tag}>${html}</${tag}>`;
  }
  return html;
}

function headingTag(node: JsonObject): string {
  const level = isObject(node.attrs) ? Number(node.attrs.level) : 1;
  return `h${level}`;
}

function leafText(node: JsonObject): string {
  return escapeHtml(
    stringAt(node.attrs, 'text') ??
      stringAt(node.attrs, 'url') ??
      stringAt(node.attrs, 'alt') ??
      '',
  );
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
