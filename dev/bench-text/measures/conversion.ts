/** Rows about what comes out of one conversion. */
import type { AdfDocument } from '../../../src/text';
import type { Corpus } from '../corpus';
import { HOSTILE_INPUTS } from '../hostile-inputs';
import type { LooseNode } from '../judge/adf-to-html';
import { isSameStructure, structureOfAdf, structureOfHtml } from '../judge/same-structure';
import type { MarkdownExample } from '../markdown-examples';
import type { Peer } from '../peers';
import { UNSAFE_MARKDOWN, unsafeAddresses } from '../unsafe-links';
import { attempt, percent, type Row } from './measure';

const loose = (doc: AdfDocument) => doc as unknown as LooseNode;

function byTool(
  tools: readonly Peer[],
  measure: (tool: Peer) => string | undefined,
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const tool of tools) {
    const value = tool.isInstalled ? measure(tool) : 'not installed';
    if (value !== undefined) values[tool.name] = value;
  }
  return values;
}

export function measureThrows({ tools, examples, documents, adfOnly }: Corpus): Row {
  const hostile = Object.values(HOSTILE_INPUTS);
  return {
    measure: 'throws, on anything',
    target: '0',
    values: byTool(tools, ({ name, toAdf, toMarkdown }) => {
      // Peers that take minutes, or all memory, over a hostile input are measured without them.
      const sources = [
        ...examples.map(({ markdown }) => markdown),
        ...(name === 'ours' ? hostile : []),
      ];
      const docs = [...documents, ...adfOnly];
      if (!toAdf && !toMarkdown) return undefined;
      let failed = 0;
      if (toAdf)
        for (const source of sources) if (attempt(() => toAdf(source)) === undefined) failed++;
      if (toMarkdown) {
        for (const doc of docs) if (attempt(() => toMarkdown(loose(doc))) === undefined) failed++;
      }
      return `${failed} of ${(toAdf ? sources.length : 0) + (toMarkdown ? docs.length : 0)}`;
    }),
  };
}

export function measureValidity({ tools, examples, validate }: Corpus): Row {
  const sources = [...examples.map(({ markdown }) => markdown), ...UNSAFE_MARKDOWN];
  return {
    measure: 'valid ADF out',
    target: '100 %',
    values: byTool(tools, ({ name, toAdf }) => {
      if (!toAdf) return undefined;
      const all = name === 'ours' ? [...sources, ...Object.values(HOSTILE_INPUTS)] : sources;
      const valid = all.filter((source) => {
        const doc = attempt(() => toAdf(source));
        return doc !== undefined && validate(doc) === undefined;
      });
      return percent(valid.length, all.length);
    }),
  };
}

export function measureReading({ tools, examples }: Corpus): Row {
  return judgeReading('where ADF can express it', tools, examples);
}

export function measureSeededReading({ tools, seeded }: Corpus): Row {
  return judgeReading("seeded documents, judged by micromark's HTML", tools, seeded);
}

function judgeReading(
  what: string,
  tools: readonly Peer[],
  examples: readonly MarkdownExample[],
): Row {
  const judged = examples.filter(({ structure }) => structure !== undefined);
  return {
    measure: `Markdown → ADF, same structure (${what})`,
    target: '≥ 99 %',
    values: byTool(tools, ({ toAdf }) => {
      if (!toAdf) return undefined;
      const same = judged.filter(({ markdown, structure }) => {
        const doc = attempt(() => toAdf(markdown));
        return doc && structure && isSameStructure(structureOfAdf(doc), structure);
      });
      return percent(same.length, judged.length);
    }),
  };
}

export function measureWriting({ tools, documents, render }: Corpus): Row {
  const ours = tools[0] as Peer;
  return {
    measure:
      'ADF → Markdown, same structure (documents Markdown can express); round trip identical',
    target: '≥ 99 %; ≥ 98 %',
    values: byTool(tools, ({ toMarkdown }) => {
      if (!toMarkdown) return undefined;
      let same = 0;
      let identical = 0;
      for (const doc of documents) {
        const structure = structureOfAdf(loose(doc));
        const markdown = attempt(() => toMarkdown(loose(doc)));
        if (markdown === undefined) continue;
        if (isSameStructure(structureOfHtml(render(markdown)), structure)) same++;
        const back = ours.toAdf && attempt(() => ours.toAdf?.(markdown));
        if (back && isSameStructure(structureOfAdf(back), structure)) identical++;
      }
      return `${percent(same, documents.length)}; ${percent(identical, documents.length)}`;
    }),
  };
}

export function measureWords({ tools, adfOnly }: Corpus): Row {
  return {
    measure: 'words kept, documents with ADF-only nodes',
    target: '≥ 99 %',
    values: byTool(tools, ({ toMarkdown }) => {
      if (!toMarkdown) return undefined;
      let kept = 0;
      let all = 0;
      for (const doc of adfOnly) {
        const text = attempt(() => toMarkdown(loose(doc))) ?? '';
        // A word that touches another in the document may do so in the text.
        const written = shownText(text);
        for (const word of new Set(wordsOf(visibleText(loose(doc))))) {
          all++;
          if (written.includes(word)) kept++;
        }
      }
      return percent(kept, all);
    }),
  };
}

/** Markdown with its escapes and character references resolved. */
function shownText(markdown: string): string {
  return markdown
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&#x([0-9a-f]+);/g, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    );
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

const SHOWN_ATTRIBUTES = ['text', 'title', 'alt', 'shortName', 'url'];

/** Everything that a reader of the document sees, and the addresses behind it. */
function visibleText(node: LooseNode): string {
  const own = [node.text, ...SHOWN_ATTRIBUTES.map((name) => node.attrs?.[name])];
  // An emoji is seen as its character.
  const seen = node.type === 'emoji' ? [node.attrs?.text ?? node.attrs?.shortName] : own;
  const date = node.type === 'date' ? new Date(Number(node.attrs?.timestamp)).getUTCFullYear() : '';
  const texts = [...seen.filter((value) => typeof value === 'string'), date];
  return [...texts, ...(node.content ?? []).map(visibleText)].join(' ');
}

export function measureUnsafeLinks({ tools }: Corpus): Row {
  return {
    measure: 'links with a dangerous scheme that come out as links',
    target: '0',
    values: byTool(tools, ({ toAdf }) => {
      if (!toAdf) return undefined;
      const unsafe = UNSAFE_MARKDOWN.filter(
        (source) => unsafeAddresses(attempt(() => toAdf(source))).length > 0,
      );
      return `${unsafe.length} of ${UNSAFE_MARKDOWN.length}`;
    }),
  };
}
