/**
 * Redmine's HTML as the judge compares it: without what Redmine adds to any text (anchors of
 * headings, links of references, controls of collapsed blocks), and with its own ways of saying
 * what plain HTML says otherwise put plainly.
 */
import { type Block, canonicalBlocks, textContent } from './judge/canonical';
import { isExpressible } from './judge/expressible';
import { attributeOf, type HtmlNode, parseHtml } from './judge/html-tree';

export interface Reference {
  readonly structure: readonly Block[];
  /** False when ADF cannot hold the structure; such a text is left out. */
  readonly isExpressible: boolean;
}

export function readReference(html: string): Reference {
  const parsed = parseHtml(html);
  const titles = new Map<string, string>();
  collectTitles(parsed, titles);
  const root: HtmlNode = { ...parsed, childNodes: simplifyAll(parsed, titles) };
  return {
    structure: canonicalBlocks(root),
    isExpressible: isExpressible(root) && isNestable(root) && !/class="flash|class="toc/.test(html),
  };
}

/** Links that Redmine makes of references, by their class. */
const REFERENCE =
  /\b(?:issue|wiki-page|version|project|user|news|document|attachment|message|board|changeset|source)\b/;
const RENAMED: Readonly<Record<string, string>> = { cite: 'em', kbd: 'code', i: 'em', b: 'strong' };

function simplifyAll(node: HtmlNode, titles: ReadonlyMap<string, string>): readonly HtmlNode[] {
  return (node.childNodes ?? []).flatMap((child) => simplify(child, titles));
}

function simplify(node: HtmlNode, titles: ReadonlyMap<string, string>): readonly HtmlNode[] {
  const { nodeName } = node;
  const inner = () => simplifyAll(node, titles);
  const className = attributeOf(node, 'class') ?? '';
  if (nodeName === 'a') {
    const href = attributeOf(node, 'href');
    if (href === undefined || /\b(?:wiki-anchor|collapsible)\b/.test(className)) return [];
    const isReference = REFERENCE.test(className) || /^#note-\d+$/.test(href);
    return isReference ? inner() : [{ ...node, childNodes: inner() }];
  }
  if (nodeName === 'span') return inner();
  if (className === 'collapsed-text') {
    const title = titles.get(attributeOf(node, 'id') ?? '') ?? '';
    return [{ ...node, attrs: [{ name: 'data-expand', value: title }], childNodes: inner() }];
  }
  const language = attributeOf(node, 'data-language');
  if (nodeName === 'code' && language !== undefined) {
    return [
      { ...node, attrs: [{ name: 'class', value: `language-${language}` }], childNodes: inner() },
    ];
  }
  return [{ ...node, nodeName: RENAMED[nodeName] ?? nodeName, childNodes: inner() }];
}

/** What collapsed blocks are called, by their id; `Show` is Redmine's name for one without. */
function collectTitles(node: HtmlNode, titles: Map<string, string>): void {
  const id = attributeOf(node, 'id') ?? '';
  if (node.nodeName === 'a' && id.startsWith('collapse-') && id.endsWith('-show')) {
    const title = textContent(node);
    titles.set(id.slice(0, -'-show'.length), title === 'Show' ? '' : title);
  }
  for (const child of node.childNodes ?? []) collectTitles(child, titles);
}

const PHRASES = new Set(['strong', 'em', 'ins', 'del', 'sup', 'sub', 'code', 'a']);
const LINES = /^(?:h[1-6])$/;
const BLOCKS = /^(?:p|h[1-6]|ul|ol|li|blockquote|pre|hr|table|div)$/;

/** False for blocks within phrases or headings, and for lists straight in lists. */
function isNestable(node: HtmlNode): boolean {
  const isLine = PHRASES.has(node.nodeName) || LINES.test(node.nodeName);
  const isList = node.nodeName === 'ul' || node.nodeName === 'ol';
  return (node.childNodes ?? []).every((child) => {
    if (isLine && BLOCKS.test(child.nodeName)) return false;
    if (isList && BLOCKS.test(child.nodeName) && child.nodeName !== 'li') return false;
    return isNestable(child);
  });
}
