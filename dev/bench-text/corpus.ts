/** Everything that is measured: examples, documents and tools. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type AdfDocument, adfToMarkdown, markdownToAdf } from '../../src/text';
import type { LooseNode } from './judge/adf-to-html';
import { createSeededExamples, loadExamples, type MarkdownExample } from './markdown-examples';
import { loadPeers, type Peer } from './peers';
import { randomDocument } from './random-documents';
import { createReferenceRenderer } from './reference-html';
import { createValidator, type Validate } from './validators';

export interface Corpus {
  readonly seed: number;
  readonly examples: readonly MarkdownExample[];
  /** Seeded texts, judged by micromark's reading of them. */
  readonly seeded: readonly MarkdownExample[];
  /** Documents that Markdown can express. */
  readonly documents: readonly AdfDocument[];
  /** Documents with nodes that only ADF has. */
  readonly adfOnly: readonly AdfDocument[];
  readonly tools: readonly Peer[];
  readonly validate: Validate;
  readonly render: (markdown: string) => string;
}

const asDocument = (doc: LooseNode) => doc as unknown as AdfDocument;

const OURS: Peer = {
  name: 'ours',
  isInstalled: true,
  toAdf: (markdown) => markdownToAdf(markdown) as unknown as LooseNode,
  toMarkdown: (doc) => adfToMarkdown(asDocument(doc)),
};

export async function loadCorpus(seed: number, count: number): Promise<Corpus> {
  const render = await createReferenceRenderer();
  const documents = (isAdfOnly: boolean, from: number) =>
    Array.from({ length: count }, (_, i) => randomDocument({ seed: from + i, isAdfOnly }));
  return {
    seed,
    examples: await loadExamples(render),
    seeded: createSeededExamples(seed, 4 * count, render),
    documents: documents(false, seed),
    adfOnly: [...documents(true, seed + count), ...schemaDocuments()],
    tools: [OURS, ...(await loadPeers())],
    validate: createValidator(),
    render,
  };
}

/** Atlassian's own example documents, where `BENCH_TEXT_ADF` names a folder of them. */
function schemaDocuments(): readonly AdfDocument[] {
  const folder = process.env.BENCH_TEXT_ADF;
  if (folder === undefined) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as AdfDocument);
}
