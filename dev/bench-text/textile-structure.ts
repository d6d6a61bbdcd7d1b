/**
 * The judge: HTML as a canonical tree of blocks with inline marks, link targets, code languages
 * and table cells, white space folded. Two texts have the same structure when their trees are
 * equal.
 *
 * What Redmine adds to any text (heading anchors, the links of its references, the controls of a
 * collapsed block) is taken out first.
 */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

export interface Block {
  readonly kind: string;
  /** Level, language, spans. */
  readonly detail?: string;
  readonly inline?: readonly string[];
  readonly children?: readonly Block[];
}

const MARKS: Readonly<Record<string, string>> = {
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  cite: 'em',
  ins: 'ins',
  u: 'ins',
  del: 'del',
  s: 'del',
  code: 'code',
  kbd: 'code',
  sup: 'sup',
  sub: 'sub',
};

const CONTAINERS = new Set(['blockquote', 'ul', 'ol', 'li', 'table', 'tr', 'td', 'th', 'details']);
const TRANSPARENT = new Set(['tbody', 'thead', 'tfoot', 'div', 'p']);
const HEADING = /^h[1-6]$/;

/** Links that Redmine makes of references, by their class. */
const REFERENCE_CLASS =
  /\b(?:issue|wiki-page|version|project|user|news|document|attachment|message|board|changeset|source)\b/;

export function structureOf(html: string): readonly Block[] {
  const fragment = parseFragment(html);
  return new Builder().build(fragment.childNodes);
}

interface Run {
  text: string;
  readonly marks: string;
}

class Builder {
  private blocks: Block[] = [];
  private runs: Run[] = [];
  private lineKind = 'p';

  build(nodes: readonly Node[]): readonly Block[] {
    for (const node of nodes) this.walk(node, []);
    this.endLine();
    return this.blocks;
  }

  private walk(node: Node, marks: readonly string[]): void {
    if (node.nodeName === '#text') {
      this.runs.push({
        text: (node as DefaultTreeAdapterTypes.TextNode).value,
        marks: [...new Set(marks)].sort().join(' '),
      });
      return;
    }
    if (!('tagName' in node)) return;
    const { tagName } = node;
    if (tagName === 'br') {
      this.runs.push({ text: '\u0000', marks: '' });
    } else if (tagName === 'img') {
      this.endLine();
      this.blocks.push({ kind: 'img', detail: attribute(node, 'src') ?? '' });
    } else if (tagName === 'a') {
      this.walkLink(node, marks);
    } else if (tagName === 'pre') {
      this.endLine();
      this.blocks.push(codeOf(node));
    } else if (tagName === 'hr') {
      this.endLine();
      this.blocks.push({ kind: 'hr' });
    } else if (HEADING.test(tagName)) {
      this.endLine();
      this.lineKind = tagName;
      for (const child of node.childNodes) this.walk(child, marks);
      this.endLine();
      this.lineKind = 'p';
    } else if (CONTAINERS.has(tagName) || attribute(node, 'class') === 'collapsed-text') {
      this.endLine();
      this.blocks.push(containerOf(node));
    } else if (TRANSPARENT.has(tagName)) {
      this.endLine();
      for (const child of node.childNodes) this.walk(child, marks);
      this.endLine();
    } else {
      const mark = MARKS[tagName];
      const inner = mark ? [...marks, mark] : marks;
      for (const child of node.childNodes) this.walk(child, inner);
    }
  }

  private walkLink(node: Element, marks: readonly string[]): void {
    const href = attribute(node, 'href');
    const classes = attribute(node, 'class') ?? '';
    if (/\b(?:wiki-anchor|collapsible)\b/.test(classes)) return;
    const isReference =
      href === undefined || REFERENCE_CLASS.test(classes) || /^#note-\d+$/.test(href);
    const inner = isReference ? marks : [...marks, `a(${href})`];
    for (const child of node.childNodes) this.walk(child, inner);
  }

  private endLine(): void {
    const inline = foldRuns(this.runs);
    this.runs = [];
    if (inline.length > 0) this.blocks.push({ kind: this.lineKind, inline });
  }
}

function containerOf(node: Element): Block {
  const children = new Builder().build(
    node.tagName === 'details'
      ? node.childNodes.filter((child) => child.nodeName !== 'summary')
      : node.childNodes,
  );
  const detail = ['colspan', 'rowspan']
    .map((name) => attribute(node, name))
    .map((value) => (value === '1' ? undefined : value))
    .join(',');
  const kind = node.tagName === 'div' ? 'details' : node.tagName;
  return { kind, ...(detail === ',' ? {} : { detail }), children };
}

function codeOf(node: Element): Block {
  const code = node.childNodes.find((child) => child.nodeName === 'code') as Element | undefined;
  const language = code ? attribute(code, 'data-language') : undefined;
  const text = textOf(node).replace(/\s+/g, ' ').trim();
  return { kind: 'pre', detail: language ?? '', inline: [text] };
}

function textOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  if (node.nodeName === 'br') return '\n';
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** Folds white space over the whole line, and drops it at the line's ends and beside breaks. */
function foldRuns(runs: readonly Run[]): readonly string[] {
  const folded: Run[] = [];
  let endsInSpace = true;
  for (const { text, marks } of runs) {
    let value = '';
    for (const char of text.replace(/[ \t\n\r\f]+/g, ' ')) {
      if (char === ' ' && endsInSpace) continue;
      endsInSpace = char === ' ' || char === '\u0000';
      value += char;
    }
    if (value === '') continue;
    if (value === '\u0000') trimLast(folded);
    const last = folded.at(-1);
    if (last && last.marks === marks) last.text += value;
    else folded.push({ text: value, marks });
  }
  trimLast(folded);
  if (folded.every((run) => run.text.replaceAll('\u0000', '') === '')) return [];
  return folded.map(({ text, marks }) => `${text.replaceAll('\u0000', '\\n')}|${marks}`);
}

function trimLast(runs: Run[]): void {
  while (runs.length > 0) {
    const last = runs.at(-1) as Run;
    last.text = last.text.replace(/ $/, '');
    if (last.text !== '') return;
    runs.pop();
  }
}

function attribute(node: Element, name: string): string | undefined {
  return node.attrs.find((attr) => attr.name === name)?.value;
}
