/**
 * The Textile rows of the table, judged by a real Redmine: the one at `REDMINE_URL` (with
 * `REDMINE_USER` and `REDMINE_PASSWORD`, `admin` by default), or else one booted for the bench
 * where the machine can. `BENCH_TEXT_TEXTILE` names a folder of further `.textile` inputs.
 */
import { adfToTextile, textileToAdf } from '../../src/text';
import type { AdfDocument } from '../../src/text/adf/nodes';
import type { Corpus } from './corpus';
import type { LooseNode } from './judge/adf-to-html';
import { isSameStructure, structureOfAdf, structureOfHtml } from './judge/same-structure';
import { attempt, percent, type Row } from './measures/measure';
import { bestMs, bestWarmMs } from './measures/speed';
import type { TextileRows } from './measures/textile';
import { loadShipped } from './shipped';
import { createDocuments } from './textile-documents';
import { HOSTILE_TEXTILE, PLAIN_TEXTILE, UNSAFE_TEXTILE } from './textile-hostile';
import { createInputs } from './textile-inputs';
import { type BenchRedmine, findRedmine } from './textile-judge';
import { type Reference, readReference } from './textile-reference';
import { unsafeAddresses } from './unsafe-links';

const WARM_ROUNDS = 60;
const COUNTED_ROUNDS = 30;

const loose = (doc: AdfDocument) => doc as unknown as LooseNode;

export async function measureTextile(corpus: Corpus): Promise<TextileRows> {
  const inputs = createInputs(corpus.seed, corpus.documents.length);
  const redmine = await findRedmine();
  try {
    const reading = await measureReading(inputs, corpus, redmine);
    const writing = await measureWriting(corpus, redmine);
    return { reading, writing, speed: await measureSpeed(inputs, corpus) };
  } finally {
    await redmine.close();
  }
}

async function measureReading(
  inputs: readonly string[],
  corpus: Corpus,
  redmine: BenchRedmine,
): Promise<Row> {
  const values: Record<string, string> = { ours: redmine.kind === 'absent' ? redmine.reason : '' };
  if (redmine.kind === 'ready') {
    const references = (await redmine.render(inputs)).map(readReference);
    const ours = (source: string) => structureOfAdf(loose(textileToAdf(source)));
    values.ours = judge(inputs, references, ours, process.env.BENCH_TEXT_SHOW !== undefined);
    for (const { name, textileToHtml } of corpus.tools) {
      if (!textileToHtml) continue;
      values[name] = judge(inputs, references, (source) => structureOfHtml(textileToHtml(source)));
    }
  }
  values.ours += `; ${describeSafety(inputs, corpus)}; ${await describeHostile()}`;
  return {
    measure: "Textile → ADF, same structure as real Redmine's HTML",
    target: '≥ 97 %',
    values,
  };
}

function judge(
  inputs: readonly string[],
  references: readonly Reference[],
  read: (source: string) => Reference['structure'],
  showsDifferences = false,
): string {
  let same = 0;
  let judged = 0;
  inputs.forEach((source, index) => {
    const reference = references[index] as Reference;
    if (!reference.isExpressible) return;
    judged++;
    const structure = attempt(() => read(source));
    if (structure && isSameStructure(structure, reference.structure)) same++;
    else if (showsDifferences) console.log('differs:', JSON.stringify(source));
  });
  return percent(same, judged);
}

/** Throws, invalid documents and dangerous links, over all inputs there are. */
function describeSafety(inputs: readonly string[], corpus: Corpus): string {
  const sources = [...inputs, ...UNSAFE_TEXTILE, ...Object.values(HOSTILE_TEXTILE)];
  const documents = sources.map((source) => attempt(() => textileToAdf(source)));
  const thrown = documents.filter((doc) => doc === undefined).length;
  const invalid = documents.filter((doc) => doc && corpus.validate(doc) !== undefined).length;
  const unsafe = documents.flatMap((doc) => unsafeAddresses(doc)).length;
  return `throws ${thrown}, invalid ${invalid}, dangerous links ${unsafe} of ${sources.length} inputs`;
}

async function describeHostile(): Promise<string> {
  const { textileToAdf } = await loadShipped();
  for (const source of Object.values(HOSTILE_TEXTILE)) attempt(() => textileToAdf(source));
  const plainMs = bestWarmMs(() => textileToAdf(PLAIN_TEXTILE));
  const times = Object.entries(HOSTILE_TEXTILE).map(
    ([name, source]) => [name, bestWarmMs(() => attempt(() => textileToAdf(source)))] as const,
  );
  const [slowest, ms] = times.reduce((worst, next) => (next[1] > worst[1] ? next : worst));
  const over = times.filter(([, time]) => time > 10 * plainMs).map(([name]) => name);
  const named = over.length > 0 ? `: ${over.join(', ')}` : '';
  return `slowest 32 KB ${ms.toFixed(1)} ms (${slowest}), ${over.length} of ${times.length} over 10 × ${plainMs.toFixed(2)} ms${named}`;
}

async function measureWriting(corpus: Corpus, redmine: BenchRedmine): Promise<Row> {
  const documents = createDocuments(corpus.seed, corpus.documents.length);
  const texts = documents.map((doc) => adfToTextile(doc));
  const identical = documents.filter((doc, index) => {
    const again = attempt(() => textileToAdf(texts[index] as string));
    return JSON.stringify(again) === JSON.stringify(doc);
  }).length;
  let structure = redmine.kind === 'absent' ? redmine.reason : '';
  if (redmine.kind === 'ready') {
    const rendered = await redmine.render(texts);
    const same = documents.filter((doc, index) =>
      isSameStructure(
        structureOfAdf(loose(doc)),
        readReference(rendered[index] as string).structure,
      ),
    ).length;
    structure = percent(same, documents.length);
  }
  return {
    measure: 'ADF → Textile, rendered by real Redmine, same structure; round trip identical',
    target: '≥ 97 %; ≥ 95 %',
    values: { ours: `${structure}; ${percent(identical, documents.length)}` },
  };
}

async function measureSpeed(inputs: readonly string[], corpus: Corpus): Promise<Row> {
  const peer = corpus.tools.find(({ textileToHtml }) => textileToHtml !== undefined);
  const { textileToAdf: ours } = await loadShipped();
  const readers: readonly (readonly [string, (source: string) => unknown])[] = [
    ['ours', ours],
    ...(peer?.textileToHtml ? [[peer.name, peer.textileToHtml] as const] : []),
  ];
  const times = new Map<string, number>();
  // Tools take turns, so that none has the machine to itself, and what is compiled only after a
  // while is so for all of them.
  for (let round = 0; round < WARM_ROUNDS + COUNTED_ROUNDS; round++) {
    for (const [name, read] of readers) {
      const ms = bestMs(() => inputs.map((source) => attempt(() => read(source))), 1);
      if (round >= WARM_ROUNDS) times.set(name, Math.min(ms, times.get(name) ?? ms));
    }
  }
  const speedOf = (name: string) => (inputs.length / (times.get(name) ?? Number.NaN)) * 1_000;
  const show = (name: string) => `${Math.round(speedOf(name)).toLocaleString('en')} docs/s`;
  const ratio = peer ? ` (${(speedOf('ours') / speedOf(peer.name)).toFixed(1)} ×)` : '';
  return {
    measure: 'speed on the same corpus in the same run: Textile → ADF',
    target: '≥ 5 × textile-js',
    values: { ours: show('ours') + ratio, ...(peer ? { [peer.name]: show(peer.name) } : {}) },
  };
}
