/**
 * `npm run simulate -- --seeds N [--from S] [--minutes M]` runs N worlds, or as many as there is time
 * for; `--from-commit` takes the first seed from the commit, so that each meets worlds of its own;
 * `--with FAMILIES` gives them to all; `--seed S --trace` replays one. A failing world is cut down to what it needs (`--no-shrink`
 * leaves it as it is). The last line is `N passed, M failed`. Where `KILLED_AWAITS` names a folder, it
 * notes there at which awaits it killed, for `npm run check:awaits`.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { noteKilled } from '../support/killed/note-killed';
import { buildWorker } from './build';
import { listAwaits } from './report/awaits';
import { printReport } from './report/print-report';
import { runSeeds, type WorldReport } from './run-seeds';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    'from-commit': { type: 'boolean', default: false },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    with: { type: 'string' },
    workers: { type: 'string' },
    trace: { type: 'boolean', default: false },
    'no-shrink': { type: 'boolean', default: false },
  },
});

/** With `--minutes` alone, the time is what ends it. */
const ENDLESS = 10_000_000;
const DEFAULT_SEEDS = 200;
/** Every failure is told, but only the first few are cut down. */
const MAX_SHRUNK = 5;

async function main(): Promise<void> {
  // Workers draw the families.
  if (values.with) process.env.SIMULATE_WITH = values.with;
  const bundle = await buildWorker();
  try {
    await simulate(bundle.file);
  } finally {
    bundle.remove();
  }
}

async function simulate(bundle: string): Promise<void> {
  const startMs = performance.now();
  let shrunk = 0;
  const tell = ({ seed, broken, trace, script }: WorldReport) => {
    for (const line of trace) console.log(line);
    if (broken.length === 0) return;
    console.log(`seed ${seed}:`);
    for (const line of broken) console.log(`  ${line}`);
    shrunk += 1;
    if (shrunk <= MAX_SHRUNK) for (const line of script) console.log(`  ${line}`);
  };
  const result = await runSeeds({
    bundle,
    from: Number(values.seed ?? (values['from-commit'] ? seedOfCommit() : values.from)),
    count: values.seed ? 1 : Number(values.seeds ?? (values.minutes ? ENDLESS : DEFAULT_SEEDS)),
    ...(values.minutes ? { maxMs: Number(values.minutes) * 60_000 } : {}),
    ...(values.workers ? { workers: Number(values.workers) } : {}),
    traces: values.trace,
    shrinks: !values['no-shrink'] && !values.trace,
    onWorld: tell,
  });
  const wallMs = performance.now() - startMs;
  const awaits = values.seed ? [] : listAwaits(bundle, result.tally);
  noteKilled(awaits.filter(({ kills }) => kills > 0).map(({ place }) => place));
  printReport(result, wallMs, awaits);
  process.exitCode = result.failed === 0 ? 0 : 1;
}

/** The first eight digits of its hash: the same commit meets the same worlds everywhere. */
function seedOfCommit(): number {
  const hash = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' });
  const seed = Number.parseInt(hash.slice(0, 8), 16);
  console.log(`from seed ${seed}, as the commit says`);
  return seed;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
