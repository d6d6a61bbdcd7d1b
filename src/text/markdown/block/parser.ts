/**
 * Splits Markdown into blocks: CommonMark's block structure with GFM's tables, line by line, as
 * the specification describes it. Each line is looked at once for each container it stands in, and
 * containers nest no deeper than the limit, so time is linear in the text.
 *
 * `marked`'s block rules are not used: nested lists and quotes are lexed again at every level, a
 * table's header is looked for at every line, and its rows are filled up without end.
 *
 * @see https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy
 */
import type { TextLimits } from '../../context';
import type { Block, BlockTree, Definition } from './block';
import { takeDefinitions } from './definitions';
import { findHtmlStart } from './html-block';
import { Line } from './line';
import { findAlignments, fitCells, splitCells } from './table-source';

interface Container {
  readonly kind: 'root' | 'quote' | 'list' | 'item';
  readonly blocks: Block[];
  /** Items of a list. */
  readonly items: Block[][];
  /** Columns that an item's lines are indented by. */
  readonly indent: number;
  /** The list's marker: lists of different markers are different lists. */
  readonly marker: string;
  readonly start: number | undefined;
  /** An item that started with a blank line and has nothing in it yet. */
  isEmpty: boolean;
}

type Leaf =
  | { readonly kind: 'paragraph'; readonly lines: string[] }
  | {
      readonly kind: 'fence';
      readonly lines: string[];
      readonly fence: string;
      readonly indent: number;
      readonly info: string;
    }
  | { readonly kind: 'indented'; readonly lines: string[] }
  | { readonly kind: 'html'; readonly lines: string[]; readonly end: RegExp | undefined }
  | {
      readonly kind: 'table';
      readonly lines: string[];
      readonly header: string;
      readonly delimiters: string;
    };

const ATX = /^(#{1,6})(?:[ \t]+|$)/;
const FENCE = /^(?:`{3,}(?=[^`]*$)|~{3,})/;
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/;
const SETEXT = /^(?:=+|-+)[ \t]*$/;
const BULLET = /^[*+-]/;
const MARKER_START: ReadonlySet<string> = new Set('*+-0123456789');
const NUMBER = /^(\d{1,9})([.)])/;

/** @param source with `\n` line ends. */
export function parseBlocks(source: string, limits: TextLimits): BlockTree {
  const parser = new BlockParser(limits);
  let start = 0;
  while (start < source.length) {
    const end = source.indexOf('\n', start);
    parser.readLine(source.slice(start, end < 0 ? source.length : end));
    start = end < 0 ? source.length : end + 1;
  }
  return parser.finish();
}

class BlockParser {
  private readonly definitions = new Map<string, Definition>();
  private readonly containers: Container[] = [createContainer('root')];
  private leaf: Leaf | undefined = undefined;

  constructor(private readonly limits: TextLimits) {}

  finish(): BlockTree {
    this.closeTo(1);
    this.closeLeaf();
    return { blocks: (this.containers[0] as Container).blocks, definitions: this.definitions };
  }

  readLine(text: string): void {
    const line = new Line(text);
    const matched = this.matchContainers(line);
    const isAllMatched = matched === this.containers.length;
    if (isAllMatched && this.continueLeaf(line)) return;
    // What is open now may still take the line as a lazy continuation, so nothing is closed yet.
    const opened = this.openBlocks(line, matched);
    if (opened === 'done') return;
    const isLazy = !opened && !isAllMatched && this.leaf?.kind === 'paragraph' && !line.isBlank;
    if (isLazy && this.leaf) {
      this.leaf.lines.push(line.text.slice(line.next));
      return;
    }
    if (!opened) this.closeTo(matched);
    this.addText(line);
  }

  /** How many open containers the line belongs to. */
  private matchContainers(line: Line): number {
    let matched = 1;
    for (; matched < this.containers.length; matched++) {
      const container = this.containers[matched] as Container;
      if (container.kind === 'quote') {
        if (line.isIndented || line.first !== '>') break;
        consumeQuoteMarker(line);
      } else if (container.kind === 'item') {
        if (line.isBlank && container.isEmpty) break;
        if (line.indent >= container.indent) {
          line.advanceColumns(container.indent);
        } else if (line.isBlank) {
          line.skipSpace();
        } else {
          break;
        }
      }
    }
    return matched;
  }

  /** Gives the line to the open leaf, if that takes it whatever it holds. */
  private continueLeaf(line: Line): boolean {
    const { leaf } = this;
    switch (leaf?.kind) {
      case 'fence': {
        const rest = line.text.slice(line.next);
        const isEnd =
          !line.isIndented && rest.startsWith(leaf.fence) && /^(?:`+|~+)[ \t]*$/.test(rest);
        if (isEnd) {
          this.closeLeaf();
        } else {
          line.advanceColumns(Math.min(leaf.indent, line.indent));
          leaf.lines.push(line.rest);
        }
        return true;
      }
      case 'indented':
        if (line.isBlank) {
          line.advanceColumns(Math.min(4, line.indent));
          leaf.lines.push(line.rest);
          return true;
        }
        if (!line.isIndented) return false;
        line.advanceColumns(4);
        leaf.lines.push(line.rest);
        return true;
      case 'html':
        if (leaf.end === undefined && line.isBlank) return false;
        leaf.lines.push(line.rest);
        if (leaf.end?.test(line.rest)) this.closeLeaf();
        return true;
      default:
        return false;
    }
  }

  /**
   * Opens the blocks that start on the line.
   *
   * @returns 'done' when the line is used up, else whether anything was opened.
   */
  private openBlocks(line: Line, matchedCount: number): 'done' | boolean {
    let matched = matchedCount;
    let opened = false;
    for (;;) {
      const isInParagraph =
        this.leaf?.kind === 'paragraph' && matched === this.containers.length && !opened;
      if (line.isBlank) return opened;
      if (line.isIndented) {
        const isText = this.leaf?.kind === 'paragraph' && !opened;
        if (isText) return opened;
        this.prepareBlock(matched);
        line.advanceColumns(4);
        this.leaf = { kind: 'indented', lines: [line.rest] };
        return 'done';
      }
      const rest = line.text.slice(line.next);
      const canNest = this.containers.length < this.limits.maxDepth;
      if (line.first === '>' && canNest) {
        this.prepareBlock(matched);
        consumeQuoteMarker(line);
        this.containers.push(createContainer('quote'));
      } else if (this.openLeaf(line, rest, matched, isInParagraph)) {
        return 'done';
      } else if (canNest && this.openItem(line, rest, matched, isInParagraph)) {
        // The list and its item are open.
      } else {
        return opened;
      }
      matched = this.containers.length;
      opened = true;
    }
  }

  private openLeaf(line: Line, rest: string, matched: number, isInParagraph: boolean): boolean {
    const atx = rest.charCodeAt(0) === 0x23 ? ATX.exec(rest) : null;
    if (atx) {
      const text = trimClosingHashes(rest.slice(atx[0].length));
      return this.startLeaf(matched, undefined, {
        kind: 'heading',
        level: (atx[1] as string).length,
        text,
      });
    }
    const fence = line.first === '`' || line.first === '~' ? FENCE.exec(rest)?.[0] : undefined;
    if (fence) {
      const info = rest.slice(fence.length).trim();
      return this.startLeaf(matched, {
        kind: 'fence',
        lines: [],
        fence,
        indent: line.indent,
        info,
      });
    }
    if (line.first === '<') {
      const html = findHtmlStart(rest, this.leaf?.kind === 'paragraph');
      if (html) {
        // Indentation belongs to the HTML.
        const { rest: whole } = line;
        this.startLeaf(matched, { kind: 'html', lines: [whole], end: html.end });
        if (html.end?.test(whole)) this.closeLeaf();
        return true;
      }
    }
    if (isInParagraph && this.leaf?.kind === 'paragraph') {
      if (SETEXT.test(rest) && this.closeAsHeading(rest[0] === '=' ? 1 : 2)) return true;
      if (this.openTable(rest)) return true;
    }
    const isRule = '*_-'.includes(line.first ?? ' ') && RULE.test(rest);
    return isRule && this.startLeaf(matched, undefined, { kind: 'rule' });
  }

  /** Ends what is open and starts a leaf, or adds a block that is one line. */
  private startLeaf(matched: number, leaf: Leaf | undefined, block?: Block): true {
    this.prepareBlock(matched);
    if (block) this.addBlock(block);
    this.leaf = leaf;
    return true;
  }

  /** The open paragraph becomes a heading, unless it is nothing but definitions. */
  private closeAsHeading(level: number): boolean {
    if (this.leaf?.kind !== 'paragraph') return false;
    const text = takeDefinitions(this.leaf.lines.join('\n'), this.definitions);
    if (text.trim() === '') {
      this.leaf = undefined;
      return false;
    }
    this.leaf = undefined;
    this.addBlock({ kind: 'heading', level, text });
    return true;
  }

  /** The last line of the open paragraph becomes a table's header if this is its delimiter row. */
  private openTable(rest: string): boolean {
    const { leaf } = this;
    if (leaf?.kind !== 'paragraph') return false;
    const alignments = findAlignments(rest);
    const header = leaf.lines[leaf.lines.length - 1] as string;
    if (alignments === undefined || splitCells(header).length !== alignments.length) return false;
    leaf.lines.pop();
    this.closeLeaf();
    this.leaf = { kind: 'table', lines: [], header, delimiters: rest };
    return true;
  }

  private openItem(line: Line, rest: string, matched: number, isInParagraph: boolean): boolean {
    if (!MARKER_START.has(line.first ?? '')) return false;
    const number = NUMBER.exec(rest);
    const marker = number?.[0] ?? BULLET.exec(rest)?.[0];
    if (marker === undefined) return false;
    const end = line.next + marker.length;
    const isEmptyItem = line.text.slice(end).trim() === '';
    if (!isEmptyItem && !line.isSpaceAt(end)) return false;
    if (isInParagraph && (isEmptyItem || (number && Number(number[1]) !== 1))) return false;
    const delimiter = number ? (number[2] as string) : marker;
    const markerIndent = line.indent;
    const parent = this.containers[matched - 1] as Container;
    const isSameList = parent.kind === 'list' && parent.marker === delimiter;
    if (isSameList) this.closeTo(matched);
    else this.prepareBlock(matched);
    this.closeLeaf();
    line.skipSpace();
    line.advance(marker.length);
    const padding = consumePadding(line, isEmptyItem);
    if (!isSameList) {
      const start = number ? Number(number[1]) : undefined;
      this.containers.push(createContainer('list', { marker: delimiter, start }));
    }
    const indent = markerIndent + marker.length + padding;
    this.containers.push(createContainer('item', { indent, isEmpty: isEmptyItem }));
    return true;
  }

  private addText(line: Line): void {
    const { leaf } = this;
    if (leaf?.kind === 'table') {
      if (line.isBlank) this.closeLeaf();
      else leaf.lines.push(line.text.slice(line.next));
      return;
    }
    if (line.isBlank) {
      this.closeLeaf();
      return;
    }
    const text = line.text.slice(line.next);
    if (leaf?.kind === 'paragraph') {
      leaf.lines.push(text);
      return;
    }
    this.prepareBlock(this.containers.length);
    this.leaf = { kind: 'paragraph', lines: [text] };
  }

  /** Closes what a new block in the first `matched` containers ends: a list holds only items. */
  private prepareBlock(matched: number): void {
    const isList = (this.containers[matched - 1] as Container).kind === 'list';
    this.closeTo(isList ? matched - 1 : matched);
    this.closeLeaf();
    (this.containers[this.containers.length - 1] as Container).isEmpty = false;
  }

  private addBlock(block: Block): void {
    (this.containers[this.containers.length - 1] as Container).blocks.push(block);
  }

  private closeLeaf(): void {
    const { leaf } = this;
    this.leaf = undefined;
    if (leaf === undefined) return;
    for (const block of this.blocksOf(leaf)) this.addBlock(block);
  }

  private blocksOf(leaf: Leaf): readonly Block[] {
    switch (leaf.kind) {
      case 'paragraph': {
        const text = takeDefinitions(leaf.lines.join('\n'), this.definitions);
        return text.trim() === '' ? [] : [{ kind: 'paragraph', text }];
      }
      case 'fence':
        return [{ kind: 'code', text: leaf.lines.join('\n'), info: leaf.info }];
      case 'indented':
        while (leaf.lines[leaf.lines.length - 1]?.trim() === '') leaf.lines.pop();
        return [{ kind: 'code', text: leaf.lines.join('\n'), info: '' }];
      case 'html':
        return [{ kind: 'html', text: leaf.lines.join('\n') }];
      case 'table':
        return [this.tableOf(leaf)];
    }
  }

  /** A table of more cells than the limit allows is code. */
  private tableOf(leaf: Extract<Leaf, { kind: 'table' }>): Block {
    const alignments = findAlignments(leaf.delimiters) ?? [];
    const lines = [leaf.header, ...leaf.lines];
    if (alignments.length * lines.length > this.limits.maxTableCells) {
      const text = [leaf.header, leaf.delimiters, ...leaf.lines].join('\n');
      return { kind: 'code', text, info: '' };
    }
    const rows = lines.map((line) => fitCells(line, alignments.length));
    return { kind: 'table', table: { alignments, rows } };
  }

  /** Closes containers until `count` are open. */
  private closeTo(count: number): void {
    if (this.containers.length <= count) return;
    this.closeLeaf();
    while (this.containers.length > count) {
      const closed = this.containers.pop() as Container;
      const parent = this.containers[this.containers.length - 1] as Container;
      parent.isEmpty = false;
      if (closed.kind === 'item') parent.items.push(closed.blocks);
      else if (closed.kind === 'list') {
        parent.blocks.push({ kind: 'list', start: closed.start, items: closed.items });
      } else parent.blocks.push({ kind: 'quote', blocks: closed.blocks });
    }
  }
}

interface ContainerParts {
  readonly marker?: string;
  readonly start?: number | undefined;
  readonly indent?: number;
  readonly isEmpty?: boolean;
}

function createContainer(kind: Container['kind'], parts: ContainerParts = {}): Container {
  const { marker = '', start, indent = 0, isEmpty = false } = parts;
  return { kind, blocks: [], items: [], marker, start, indent, isEmpty };
}

function consumeQuoteMarker(line: Line): void {
  line.skipSpace();
  line.advance(1);
  if (line.isSpaceAt(line.offset) || line.indent > 0) line.advanceColumns(1);
}

/** Columns between marker and text: one where the item is empty or starts with indented code. */
function consumePadding(line: Line, isEmptyItem: boolean): number {
  if (isEmptyItem || line.indent >= 5) {
    if (line.indent > 0) line.advanceColumns(1);
    return 1;
  }
  const { indent } = line;
  line.advanceColumns(indent);
  return indent;
}

/** Drops `#` at the end of a heading's text. */
function trimClosingHashes(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t'.includes(text[end - 1] as string)) end--;
  let hashes = end;
  while (hashes > 0 && text[hashes - 1] === '#') hashes--;
  if (hashes === end) return text.slice(0, end);
  if (hashes === 0) return '';
  return ' \t'.includes(text[hashes - 1] as string)
    ? text.slice(0, hashes).trimEnd()
    : text.slice(0, end);
}
