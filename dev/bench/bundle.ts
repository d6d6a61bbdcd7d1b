/**
 * How long a cold start takes: load the bundle, answer the first event; and how long each function's
 * code takes to load. `npm run bench:bundle`. Every start is a process of its own; Node's own start is
 * not in the figures.
 */
import '../forge-host/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import { bundleBackend } from '../bundle/bundle-backend';
import { createOffsetClock } from '../offset-clock';
import { createLmdbStore } from '../store/lmdb-store';
import { createBenchWorld } from './bench-world';

const PROJECT_ROOT = join(__dirname, '..', '..');
const STARTS = 9;
const TARGET_MS = 150;

const projectAnswer = z.object({ id: z.string() });
const startAnswer = z.object({
  loadMs: z.number(),
  answerMs: z.number(),
  processorMs: z.number(),
});

async function main(): Promise<void> {
  const { file, loads } = await bundleBackend(PROJECT_ROOT);
  const script = await compileScript('cold-start');
  const loadScript = await compileScript('cold-load');
  const folder = mkdtempSync(join(tmpdir(), 'bench-bundle-'));
  try {
    const projectId = await fillStore(folder);
    const starts = Array.from({ length: STARTS }, () =>
      startCold([script, folder, file, projectId]),
    );
    const totals = starts.map(({ loadMs, answerMs }) => loadMs + answerMs);
    console.log(`${STARTS} cold starts, each in a process of its own`);
    console.log(`  load the bundle: ${tell(starts.map(({ loadMs }) => loadMs))}`);
    console.log(`  answer the first event: ${tell(starts.map(({ answerMs }) => answerMs))}`);
    console.log(`  both: ${tell(totals)} (target: at most ${TARGET_MS} ms)`);
    // What is left of it on a machine that does nothing else.
    console.log(`  processor time: ${tell(starts.map(({ processorMs }) => processorMs))}`);
    console.log('processor time of loading alone');
    for (const { door, file: loaded } of loads) {
      const times = Array.from({ length: STARTS }, () => Number(printedBy([loadScript, loaded])));
      console.log(`  ${door}: ${tell(times)}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Storage as an installation with the demo's configuration has it. @returns the mapped project */
async function fillStore(folder: string): Promise<string> {
  const store = createLmdbStore(folder);
  const world = await createBenchWorld({ clock: createOffsetClock(), host: { store } });
  const project = projectAnswer.parse(await world.askJira('GET', '/project/WEB'));
  world.host.stop();
  await store.close();
  return project.id;
}

/** Plain JavaScript: a loader of TypeScript would work on the bundle too, and be in the figure. */
async function compileScript(name: string): Promise<string> {
  const outfile = join(PROJECT_ROOT, 'out', `${name}.cjs`);
  await build({
    entryPoints: [join(__dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
  return outfile;
}

function startCold(args: readonly string[]): z.output<typeof startAnswer> {
  return startAnswer.parse(JSON.parse(printedBy(args)));
}

function printedBy(args: readonly string[]): string {
  return execFileSync(process.execPath, args, { encoding: 'utf8' });
}

function tell(timesMs: readonly number[]): string {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `median ${median.toFixed(0)} ms, slowest ${(sorted.at(-1) ?? 0).toFixed(0)} ms`;
}

void main();
