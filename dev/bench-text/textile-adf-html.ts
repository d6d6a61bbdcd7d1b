/** Renders ADF as plain HTML, one tag for each node and mark, for the judge to compare. */
import {
  type AdfDocument,
  type AdfMark,
  type AdfNode,
  childrenOf,
  marksOf,
} from '../../src/text/adf/nodes';

const BLOCK_TAGS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  table: 'table',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
};

const MARK_TAGS: Readonly<Record<string, string>> = {
  strong: 'strong',
  em: 'em',
  strike: 'del',
  underline: 'ins',
  code: 'code',
};

export function adfToHtml(document: AdfDocument): string {
  return document.content.map(renderNode).join('\n');
}

function renderNode(node: AdfNode): string {
  const inner = () => childrenOf(node).map(renderNode).join('');
  switch (node.type) {
    case 'text':
      return marksOf(node).reduce(renderMark, escapeText(node.text ?? ''));
    case 'hardBreak':
      return '<br>';
    case 'rule':
      return '<hr>';
    case 'heading':
      return `<h${node.attrs?.level}>${inner()}</h${node.attrs?.level}>`;
    case 'codeBlock': {
      const { language } = node.attrs ?? {};
      const attribute = language ? ` data-language="${escapeText(String(language))}"` : '';
      return `<pre>\n<code${attribute}>${inner()}</code></pre>`;
    }
    case 'panel':
      return `<blockquote><p>[!${String(node.attrs?.panelType).toUpperCase()}]<br>${inner().replace(/^<p>/, '')}</blockquote>`;
    case 'expand':
    case 'nestedExpand':
      return `<details><summary>${escapeText(String(node.attrs?.title ?? ''))}</summary>${inner()}</details>`;
    case 'mediaSingle':
    case 'mediaGroup':
      return inner();
    case 'media':
      return renderImage(node);
    default: {
      const tag = BLOCK_TAGS[node.type];
      if (tag === undefined) return escapeText(String(node.attrs?.text ?? node.attrs?.url ?? ''));
      return `<${tag}${renderSpans(node)}>${inner()}</${tag}>`;
    }
  }
}

function renderImage(node: AdfNode): string {
  const link = marksOf(node).find((mark) => mark.type === 'link');
  const image = `<img src="${escapeText(String(node.attrs?.url ?? node.attrs?.id))}">`;
  return link ? `<a href="${escapeText(String(link.attrs?.href))}">${image}</a>` : image;
}

function renderSpans(node: AdfNode): string {
  return ['colspan', 'rowspan']
    .filter((name) => node.attrs?.[name] !== undefined)
    .map((name) => ` ${name}="${node.attrs?.[name]}"`)
    .join('');
}

function renderMark(inner: string, mark: AdfMark): string {
  if (mark.type === 'link') return `<a href="${escapeText(String(mark.attrs?.href))}">${inner}</a>`;
  if (mark.type === 'subsup') return `<${mark.attrs?.type}>${inner}</${mark.attrs?.type}>`;
  const tag = MARK_TAGS[mark.type];
  return tag ? `<${tag}>${inner}</${tag}>` : inner;
}

function escapeText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
