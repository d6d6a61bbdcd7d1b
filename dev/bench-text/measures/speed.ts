/** Rows about time. */
import { performance } from 'node:perf_hooks';
import type { Corpus } from '../corpus';
import { HOSTILE_INPUTS, PLAIN_TEXT } from '../hostile-inputs';
import { loadShipped } from '../shipped';
import { attempt, type Row } from './measure';

const WARM_RUNS = 20;
const HOSTILE_RUNS = 40;

/** The best of several warmed runs, in milliseconds: what the machine did besides does not count. */
export function bestWarmMs(run: () => unknown): number {
  for (let warm = 0; warm < WARM_RUNS; warm++) run();
  return bestMs(run, HOSTILE_RUNS);
}

/** The best of several runs, in milliseconds. */
export function bestMs(run: () => unknown, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let index = 0; index < times; index++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

export async function measureHostile(): Promise<Row> {
  const { markdownToAdf } = await loadShipped();
  // Everything once, so that nothing is compiled for plain text alone.
  for (const source of Object.values(HOSTILE_INPUTS)) attempt(() => markdownToAdf(source));
  const plainMs = bestWarmMs(() => markdownToAdf(PLAIN_TEXT));
  const times = Object.entries(HOSTILE_INPUTS).map(
    ([name, source]) => [name, bestWarmMs(() => attempt(() => markdownToAdf(source)))] as const,
  );
  const [slowest, ms] = times.reduce((worst, next) => (next[1] > worst[1] ? next : worst));
  const over = times.filter(([, time]) => time > 10 * plainMs).map(([name]) => name);
  return {
    measure: 'any 32 KB input; none of the hostile set slower than 10 × plain text of its size',
    target: '< 100 ms; 0 slower',
    values: {
      ours: `${ms.toFixed(1)} ms (${slowest}); ${over.length} of ${times.length} slower than 10 × ${plainMs.toFixed(2)} ms${over.length > 0 ? `: ${over.join(', ')}` : ''}`,
    },
  };
}

export function measureSpeed({ tools, examples }: Corpus): Row {
  const sources = examples.map(({ markdown }) => markdown);
  const values: Record<string, string> = {};
  const readers = tools.filter(({ toAdf }) => toAdf !== undefined);
  const perTool = new Map<string, number>();
  // Tools take turns, so that none has the machine to itself.
  for (let round = 0; round < 7; round++) {
    for (const { name, toAdf } of readers) {
      const ms = bestMs(() => {
        for (const source of sources) attempt(() => toAdf?.(source));
      }, 3);
      perTool.set(name, Math.min(ms, perTool.get(name) ?? ms));
    }
  }
  for (const [name, ms] of perTool) {
    values[name] = `${Math.round((sources.length / ms) * 1_000).toLocaleString('en')} docs/s`;
  }
  return {
    measure: 'speed on the same corpus in the same run: Markdown → ADF',
    target: '≥ marklassian',
    values,
  };
}
