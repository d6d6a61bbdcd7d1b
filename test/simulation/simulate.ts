/**
 * `npm run simulate -- --seeds N [--from S]` runs N worlds; `--seed S --trace` replays one.
 * The last line is `N passed, M failed`.
 */
import { parseArgs } from 'node:util';
import { runWorld } from './run-world';
import { Tally } from './tally';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    minutes: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const first = Number(values.seed ?? values.from);
  const count = values.seed ? 1 : Number(values.seeds);
  const endsAtMs = values.minutes
    ? performance.now() + Number(values.minutes) * 60_000
    : Number.POSITIVE_INFINITY;
  const total = new Tally();
  const startMs = performance.now();
  let passed = 0;
  let failed = 0;
  for (let seed = first; seed < first + count && performance.now() < endsAtMs; seed += 1) {
    const { broken, tally, trace } = await runWorld(seed);
    total.merge(tally);
    if (values.trace) for (const line of trace) console.log(line);
    if (broken.length === 0) passed += 1;
    else {
      failed += 1;
      console.log(`seed ${seed}:`);
      for (const line of broken) console.log(`  ${line}`);
    }
  }
  const seconds = (performance.now() - startMs) / 1000;
  for (const line of total.lines()) console.log(line);
  const edits = total.sum('edit: ');
  console.log(
    `${edits} human edits, ${Math.round(edits / seconds)} a second; ${total.sum('fault: ')} faults, ${total.sum('kill: ')} kills`,
  );
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
