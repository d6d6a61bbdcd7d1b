/** A process of its own that runs worlds and tells its parent of each. */
import { live } from './live';
import type { FromWorker, ToWorker } from './run-seeds';
import { writeScript } from './script/write-script';
import { shrink } from './shrink';
import { Tally } from './tally';

/** Whatever is loaded late is loaded by it, so that every world after it meets the same process. */
const WARM_UP_SEED = 0;

async function work(order: ToWorker): Promise<void> {
  await live({ script: writeScript(WARM_UP_SEED) });
  let cpuMs = 0;
  const endsAtMs = performance.now() + order.maxMs;
  for (let seed = order.from; seed < order.until; seed += order.step) {
    if (performance.now() > endsAtMs) break;
    const tally = new Tally();
    const startedAt = process.cpuUsage();
    const life = await live({ script: writeScript(seed), tally, traces: order.traces });
    cpuMs += process.cpuUsage(startedAt).user / 1000;
    const isBroken = life.broken.length > 0;
    await tell({
      kind: 'world',
      seed,
      edits: life.edits,
      broken: life.broken,
      trace: life.trace,
      counts: tally.entries,
      script: isBroken && order.shrinks ? await shrink(seed) : [],
    });
  }
  await tell({ kind: 'end', cpuMs });
  process.disconnect();
}

function tell(message: FromWorker): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}

process.once('message', (order) => {
  work(order as ToWorker).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
