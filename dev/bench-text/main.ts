/**
 * `npm run bench:text`: measures `src/text` beside the other converters in this field and prints
 * one table.
 *
 * Environment: `BENCH_TEXT_SEED` and `BENCH_TEXT_COUNT` choose the random documents,
 * `BENCH_TEXT_ADF` names a folder of further ADF documents, `REDMINE_URL` and `REDMINE_API_KEY` a
 * real Redmine for the Textile rows.
 */
import { loadCorpus } from './corpus';
import { installPeers } from './install-peers';
import { measureBundle } from './measures/bundle';
import {
  measureReading,
  measureSeededReading,
  measureThrows,
  measureUnsafeLinks,
  measureValidity,
  measureWords,
  measureWriting,
} from './measures/conversion';
import { measureBlockEdits, measureWordEdits } from './measures/edits';
import { measureHostile, measureSpeed } from './measures/speed';
import { measureTextile } from './measures/textile';
import { printTable } from './print-table';

async function main(): Promise<void> {
  installPeers();
  const seed = Number(process.env.BENCH_TEXT_SEED ?? 1);
  const count = Number(process.env.BENCH_TEXT_COUNT ?? 400);
  const corpus = await loadCorpus(seed, count);
  const judged = corpus.examples.filter(({ structure }) => structure !== undefined).length;
  console.log(
    `seed ${seed}: ${corpus.examples.length} Markdown examples (${judged} judged), ` +
      `${corpus.documents.length} documents, ${corpus.adfOnly.length} with ADF-only nodes`,
  );
  const textile = await measureTextile(corpus);
  const rows = [
    measureThrows(corpus),
    measureValidity(corpus),
    measureReading(corpus),
    measureSeededReading(corpus),
    measureWriting(corpus),
    textile.reading,
    textile.writing,
    measureWords(corpus),
    measureWordEdits(corpus),
    measureBlockEdits(corpus),
    measureUnsafeLinks(corpus),
    await measureHostile(),
    measureSpeed(corpus),
    textile.speed,
    await measureBundle(),
  ];
  console.log(
    printTable(
      rows,
      corpus.tools.map(({ name }) => name),
    ),
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
