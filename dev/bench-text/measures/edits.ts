/** Rows about edits: what one edit of the text changes in the document. */
import {
  type AdfDocument,
  type AdfNode,
  adfToMarkdown,
  adfToTextile,
  applyMarkdownEdit,
  applyTextileEdit,
  markdownToAdf,
  textileToAdf,
} from '../../../src/text';
import type { Corpus } from '../corpus';
import type { LooseNode } from '../judge/adf-to-html';
import type { Peer } from '../peers';
import { createRandom } from '../random';
import { attempt, percent, type Row } from './measure';

type Apply = (base: AdfDocument, baseText: string, newText: string) => AdfDocument;

/** One of our two formats. */
interface Format {
  readonly name: string;
  readonly write: (doc: AdfDocument) => string;
  readonly read: (text: string) => AdfDocument;
  readonly apply: Apply;
}

const FORMATS: readonly Format[] = [
  {
    name: 'Markdown',
    write: adfToMarkdown,
    read: markdownToAdf,
    apply: (baseAdf, baseMarkdown, newMarkdown) =>
      applyMarkdownEdit({ baseAdf, baseMarkdown, newMarkdown }),
  },
  {
    name: 'Textile',
    write: adfToTextile,
    read: textileToAdf,
    apply: (baseAdf, baseTextile, newTextile) =>
      applyTextileEdit({ baseAdf, baseTextile, newTextile }),
  },
];

const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/** A pair of peers knows no base: the new text is all there is. */
function peerPair({ tools }: Corpus): { readonly write: Peer; readonly read: Peer } | undefined {
  const read = tools.find(({ name, toAdf }) => name !== 'ours' && toAdf);
  const write = tools.find(({ name, toMarkdown }) => name !== 'ours' && toMarkdown);
  return read && write ? { write, read } : undefined;
}

export function measureWordEdits(corpus: Corpus): Row {
  return {
    measure: 'one edited word, list item or cell: every other block identical',
    target: '100 %',
    values: measurePairs(corpus, editWords),
  };
}

export function measureBlockEdits(corpus: Corpus): Row {
  return {
    measure: 'insert, delete, move of a block: every other block identical',
    target: '≥ 99 %',
    values: measurePairs(corpus, editBlocks),
  };
}

type Judge = (
  doc: AdfDocument,
  text: string,
  apply: Apply,
  seed: number,
  format: Format,
) => readonly boolean[];

function measurePairs(corpus: Corpus, judge: Judge): Readonly<Record<string, string>> {
  const docs = [...corpus.documents, ...corpus.adfOnly].filter((doc) => doc.content.length > 1);
  const values: Record<string, string> = {};
  const run = (
    write: (doc: AdfDocument) => string | undefined,
    apply: Apply,
    format: Format = FORMATS[0] as Format,
  ) => {
    const results = docs.flatMap((doc, index) => {
      const text = write(doc);
      return text === undefined ? [false] : judge(doc, text, apply, corpus.seed + index, format);
    });
    return percent(results.filter(Boolean).length, results.length);
  };
  values.ours = FORMATS.map(
    (format) => `${format.name} ${run(format.write, format.apply, format)}`,
  ).join('; ');
  const pair = peerPair(corpus);
  if (pair) {
    const write = (doc: AdfDocument) =>
      attempt(() => pair.write.toMarkdown?.(doc as unknown as LooseNode));
    const apply: Apply = (base, _, newText) =>
      (attempt(() => pair.read.toAdf?.(newText)) as unknown as AdfDocument | undefined) ?? {
        ...base,
        content: [],
      };
    values[pair.write.name] = `${run(write, apply)} with ${pair.read.name}`;
  }
  return values;
}

/** Every word that the text has once is edited in turn, up to a few for each document. */
function editWords(doc: AdfDocument, text: string, apply: Apply): readonly boolean[] {
  const words = [...new Set(text.match(/word\d+x/g) ?? [])].slice(0, 6);
  return words.map((word) => {
    const edited = `edited${word}`;
    const result = apply(doc, text, text.replace(word, edited));
    return isLocal(doc.content, result.content, word, edited);
  });
}

/**
 * Whether nothing but the smallest node around the word changed: blocks, list items, rows and
 * cells that do not have it are as they were, and so are all nodes that are not text.
 */
function isLocal(
  before: readonly AdfNode[],
  after: readonly AdfNode[],
  word: string,
  edited: string,
): boolean {
  if (before.length !== after.length) return false;
  return before.every((node, index) => {
    const other = after[index] as AdfNode;
    if (!JSON.stringify(node).includes(word)) return same(node, other);
    if (node.type !== other.type) return false;
    const children = node.content;
    if (children?.some((child) => child.content !== undefined)) {
      return (
        same(shell(node, word, edited), shell(other)) &&
        isLocal(children, other.content ?? [], word, edited)
      );
    }
    return same(JSON.parse(JSON.stringify(node).replace(word, edited)), other);
  });
}

/** The node without its children; a word may stand in its attributes, as in an expand's title. */
function shell({ content: _content, ...rest }: AdfNode, word = '', edited = ''): unknown {
  return JSON.parse(JSON.stringify(rest).replace(word, edited));
}

/** Blocks as the text has them: parts between blank lines that each read as blocks of their own. */
function editBlocks(
  doc: AdfDocument,
  text: string,
  apply: Apply,
  seed: number,
  { write, read }: Format,
): readonly boolean[] {
  const random = createRandom(seed);
  // The text of each block on its own; only documents whose text is just these, in a row, are used.
  const parts = doc.content.map((node) => write({ ...doc, content: [node] }));
  if (parts.some((part) => part === '') || parts.join('\n\n') !== text) return [];
  const index = random.integer(parts.length);
  const added = 'A new paragraph stands here.';
  const insert = [...parts.slice(0, index), added, ...parts.slice(index)];
  const remove = parts.filter((_, i) => i !== index);
  const target = random.integer(parts.length);
  const move = [...remove.slice(0, target), parts[index] as string, ...remove.slice(target)];
  const without = doc.content.filter((_, i) => i !== index);
  const moved = [...without.slice(0, target), doc.content[index], ...without.slice(target)];
  const [added_] = read(added).content;
  const inserted = [...doc.content.slice(0, index), added_, ...doc.content.slice(index)];
  return [
    same(apply(doc, text, insert.join('\n\n')).content, inserted),
    ...(keepsLists(without) ? [same(apply(doc, text, remove.join('\n\n')).content, without)] : []),
    ...(keepsLists(moved) ? [same(apply(doc, text, move.join('\n\n')).content, moved)] : []),
  ];
}

/** Two lists of a kind that an edit puts side by side are one list to Markdown. */
function keepsLists(nodes: readonly (AdfNode | undefined)[]): boolean {
  return nodes.every((node, index) => {
    const next = nodes[index + 1];
    return !(node && next && /List$/.test(node.type) && /List$/.test(next.type));
  });
}
