/**
 * Two pieces of HTML have the same structure when their canonical trees are equal: blocks with
 * their text, inline marks, link targets, code languages and table cells; white space folded.
 */
import { attributeOf, type HtmlNode } from './html-tree';

/** Text with the marks on it, in a fixed order. */
type Run = readonly [text: string, marks: string];
export type Block = readonly unknown[];

const INLINE_MARKS: Readonly<Record<string, string>> = {
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  del: 'strike',
  s: 'strike',
  strike: 'strike',
  code: 'code',
  u: 'underline',
  ins: 'underline',
  sub: 'sub',
  sup: 'sup',
};

export const BLOCK_NAMES: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr table thead tbody tfoot tr th td div'.split(' '),
);

export function isInlineMark(name: string): boolean {
  return name in INLINE_MARKS;
}

/** The blocks within a node; text that stands straight in it counts as a paragraph. */
export function canonicalBlocks(node: HtmlNode): readonly Block[] {
  const blocks: Block[] = [];
  let line: HtmlNode[] = [];
  const endLine = () => {
    for (const block of lineBlocks(line)) blocks.push(block);
    line = [];
  };
  for (const child of node.childNodes ?? []) {
    if (BLOCK_NAMES.has(child.nodeName)) {
      endLine();
      blocks.push(...canonicalBlock(child));
    } else {
      line.push(child);
    }
  }
  endLine();
  return blocks;
}

function canonicalBlock(node: HtmlNode): readonly Block[] {
  switch (node.nodeName) {
    case 'p':
      return lineBlocks(node.childNodes ?? []);
    case 'ul':
      return [['ul', ...itemsOf(node)]];
    case 'ol':
      return [['ol', Number(attributeOf(node, 'start') ?? 1), ...itemsOf(node)]];
    case 'blockquote':
      return [['quote', ...canonicalBlocks(node)]];
    case 'pre':
      return [canonicalCode(node)];
    case 'hr':
      return [['hr']];
    case 'table':
      return [['table', ...rowsOf(node)]];
    case 'div': {
      const panel = attributeOf(node, 'data-panel');
      if (panel !== undefined) return [['panel', panel, ...canonicalBlocks(node)]];
      const title = attributeOf(node, 'data-expand');
      if (title !== undefined) return [['expand', title, ...canonicalBlocks(node)]];
      return canonicalBlocks(node);
    }
    default:
      return /^h[1-6]$/.test(node.nodeName)
        ? [[node.nodeName, ...canonicalRuns(node.childNodes ?? [])]]
        : canonicalBlocks(node);
  }
}

function itemsOf(list: HtmlNode): readonly Block[] {
  return (list.childNodes ?? [])
    .filter((child) => child.nodeName === 'li')
    .map((item) => {
      const box = findCheckbox(item);
      if (box === undefined) return ['li', ...canonicalBlocks(item)];
      const isDone = attributeOf(box, 'checked') !== undefined;
      return ['task', isDone, ...canonicalBlocks(item)];
    });
}

/** The checkbox at the start of the item's first line. */
export function findCheckbox(item: HtmlNode): HtmlNode | undefined {
  for (const child of item.childNodes ?? []) {
    if (child.nodeName === 'input') return child;
    if (child.nodeName === 'p') return findCheckbox(child);
    if (child.nodeName !== '#text' || (child.value ?? '').trim() !== '') return undefined;
  }
  return undefined;
}

function canonicalCode(pre: HtmlNode): Block {
  const code = (pre.childNodes ?? []).find((child) => child.nodeName === 'code') ?? pre;
  const language = /(?:^|\s)(?:language|lang)-(\S+)/.exec(attributeOf(code, 'class') ?? '')?.[1];
  return ['pre', language ?? '', textContent(code).replace(/\n$/, '')];
}

function rowsOf(table: HtmlNode): readonly Block[] {
  const rows: Block[] = [];
  const visit = (node: HtmlNode) => {
    for (const child of node.childNodes ?? []) {
      if (child.nodeName === 'tr') rows.push(['row', ...cellsOf(child)]);
      else visit(child);
    }
  };
  visit(table);
  return rows;
}

function cellsOf(row: HtmlNode): readonly Block[] {
  return (row.childNodes ?? [])
    .filter((child) => child.nodeName === 'th' || child.nodeName === 'td')
    .map((cell) => [cell.nodeName, ...canonicalBlocks(cell)]);
}

export function textContent(node: HtmlNode): string {
  if (node.nodeName === '#text') return node.value ?? '';
  return (node.childNodes ?? []).map(textContent).join('');
}

/** A line of inline nodes: images that stand alone, or one paragraph. */
function lineBlocks(line: readonly HtmlNode[]): readonly Block[] {
  const images = imagesAlone(line);
  if (images !== undefined) return images;
  const runs = canonicalRuns(line);
  return runs.length === 0 ? [] : [['p', ...runs]];
}

function imagesAlone(line: readonly HtmlNode[]): readonly Block[] | undefined {
  const images: Block[] = [];
  for (const node of line) {
    if (node.nodeName === '#text' && (node.value ?? '').trim() === '') continue;
    if (node.nodeName === 'br') continue;
    const image = node.nodeName === 'a' ? onlyImage(node) : node;
    if (image?.nodeName !== 'img') return undefined;
    const href = node.nodeName === 'a' ? attributeOf(node, 'href') : undefined;
    images.push(['img', attributeOf(image, 'src'), ...(href === undefined ? [] : [href])]);
  }
  return images.length > 0 ? images : undefined;
}

function onlyImage(link: HtmlNode): HtmlNode | undefined {
  const [only, ...rest] = link.childNodes ?? [];
  return rest.length === 0 ? only : undefined;
}

/** The text of a line with its marks, equal neighbours joined, white space folded. */
function canonicalRuns(line: readonly HtmlNode[]): readonly Run[] {
  const runs: [string, string][] = [];
  const add = (text: string, marks: string) => {
    const last = runs[runs.length - 1];
    if (last?.[1] === marks) last[0] += text;
    else runs.push([text, marks]);
  };
  const visit = (node: HtmlNode, marks: readonly string[]) => {
    if (node.nodeName === '#text') add(node.value ?? '', marks.join(' '));
    else if (node.nodeName === 'br') add('\v', '');
    else if (node.nodeName === 'img') add(`\u{fffc}${attributeOf(node, 'src')}`, 'img');
    else {
      const own = markOf(node);
      const inner = own ? [...new Set([...marks, own])].sort() : marks;
      for (const child of node.childNodes ?? []) visit(child, inner);
    }
  };
  for (const node of line) visit(node, []);
  return foldSpace(runs);
}

function markOf(node: HtmlNode): string | undefined {
  if (node.nodeName === 'a') return `link:${decodeAddress(attributeOf(node, 'href') ?? '')}`;
  return INLINE_MARKS[node.nodeName];
}

/** `/a%20b` and `/a b` are one address. */
function decodeAddress(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** White space belongs to no mark: it is folded to one space between runs. */
function foldSpace(runs: readonly (readonly [string, string])[]): readonly Run[] {
  const folded: [string, string][] = [];
  let isSpaceDue = false;
  for (const [text, marks] of runs) {
    for (const part of text.split(/([ \t\n\r\f]+|\v)/)) {
      if (part === '') continue;
      if (part === '\v') {
        isSpaceDue = false;
        push(folded, '\v', '');
      } else if (part.trim() === '' && /^[ \t\n\r\f]+$/.test(part)) {
        isSpaceDue = folded.length > 0 && folded[folded.length - 1]?.[0] !== '\v';
      } else {
        if (isSpaceDue) push(folded, ' ', '');
        isSpaceDue = false;
        push(folded, part, marks);
      }
    }
  }
  while (folded.length > 0 && folded[folded.length - 1]?.[0] === '\v') folded.pop();
  return folded;
}

function push(runs: [string, string][], text: string, marks: string): void {
  const last = runs[runs.length - 1];
  if (last !== undefined && last[1] === marks && text !== '\v' && last[0] !== '\v') last[0] += text;
  else runs.push([text, marks]);
}
