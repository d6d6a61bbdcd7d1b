/**
 * The first sync of two trackers that know nothing of each other, on both doubles:
 * `npm run bench:backfill`. Calls for an issue by kind, issues in a second, what storage is written,
 * and what a function holds in memory as the trackers grow. `npm run bench:backfill
 * 1000 10000 50000` grows them as far as asked.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { createOffsetClock } from '../offset-clock';
import { type BackfillContent, fillTrackers } from './backfill-content';
import { type BenchWorld, createBenchWorld } from './bench-world';

const MAPPING = 'web';
/** The function that brings a first sync on. */
const CONSUMER = 'runBackgroundJob';
const MAX_CALLS_A_BARE_ISSUE = 1.3;
/** How many issues the memory is looked at with. */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000, 3_000];
/** Calls of the app between two looks at its memory: looking costs. */
const CALLS_BETWEEN_LOOKS = 200;

interface Run {
  readonly issues: number;
  /** Of the whole first sync, by what was asked. */
  readonly calls: ReadonlyMap<string, number>;
  /** Of the running of the plan alone, and what the plan said of it. */
  readonly runCalls: number;
  readonly estimatedCalls: number;
  readonly seconds: number;
  readonly written: { readonly count: number; readonly bytes: number };
  readonly heldBytes: number;
}

const viewSchema = z.object({
  phase: z.string(),
  isWorking: z.boolean(),
  hold: z.object({ kind: z.string() }).nullable(),
  progress: z.object({ done: z.number(), failed: z.number() }),
  totals: z
    .object({ estimate: z.object({ jiraCalls: z.number(), remoteCalls: z.number() }) })
    .nullable(),
});

async function main(): Promise<void> {
  const bare = await backfill({ issues: 200, comments: 0, files: 0 });
  tellCalls('bare issues, half of them in either tracker', bare, MAX_CALLS_A_BARE_ISSUE);
  const full = await backfill({ issues: 100, comments: 2, files: 1 });
  // Two comments are written once each; a file is read on one side and written on the other.
  tellCalls('issues with two comments and a file', full, MAX_CALLS_A_BARE_ISSUE + 4);
  for (const callMs of [0, 150]) {
    const { issues, seconds } = await backfill({ issues: 200, comments: 0, files: 0 }, callMs);
    console.log(`${callMs} ms on every call: ${(issues / seconds).toFixed(1)} issues a second`);
  }
  for (const issues of SIZES) {
    const { heldBytes, seconds, written } = await backfill(
      { issues, comments: 0, files: 0 },
      0,
      true,
    );
    const megabytes = (heldBytes / 1e6).toFixed(1);
    console.log(
      `${issues} issues: a function comes to hold ${megabytes} MB at most; ` +
        `${Math.round(written.bytes / issues)} bytes of storage written for each; ${Math.round(seconds)} s`,
    );
  }
}

async function backfill(content: BackfillContent, callMs = 0, isMemoryRead = false): Promise<Run> {
  const calls = new Map<string, number>();
  const memory = isMemoryRead ? new HeldMemory() : undefined;
  let isOn = false;
  const world = await createBenchWorld({
    clock: createOffsetClock(),
    before: (trackers) => fillTrackers(trackers, content),
    delay: async () => {
      if (isOn && callMs > 0) await pause(callMs);
    },
    onFunction: (phase, name) => {
      if (!isOn || name !== CONSUMER) return;
      if (phase === 'begins') memory?.begin();
      else memory?.look();
    },
    onTrackerAnswer: (tracker, request) => {
      if (!isOn) return;
      const name = nameCall(tracker, request);
      // The page's own question, whether an admin asks.
      if (name === 'jira GET /mypermissions') return;
      calls.set(name, (calls.get(name) ?? 0) + 1);
      memory?.lookNowAndThen();
    },
  });
  world.host.ledger.reset();
  isOn = true;
  const ask = (call: string, more: object = {}) =>
    world.askAdmin(call, { mappingId: MAPPING, ...more });
  await ask('startBackfill', { seed: 'ask', create: { jira: true, remote: true } });
  await waitFor(world);
  await ask('buildBackfillPlan');
  await waitFor(world);
  const planned = count(calls);
  const startMs = performance.now();
  await ask('runBackfill');
  const { progress, totals } = await waitFor(world);
  const seconds = (performance.now() - startMs) / 1000;
  if (progress.done < content.issues || progress.failed > 0) {
    throw new Error(`of ${content.issues} issues: ${JSON.stringify(progress)}`);
  }
  const { kvs } = world.host.ledger.read();
  world.host.stop();
  return {
    issues: content.issues,
    calls,
    runCalls: count(calls) - planned,
    estimatedCalls: (totals?.estimate.jiraCalls ?? 0) + (totals?.estimate.remoteCalls ?? 0),
    seconds,
    written: kvs.writes,
    heldBytes: memory?.mostBytes ?? 0,
  };
}

async function waitFor(world: BenchWorld): Promise<z.output<typeof viewSchema>> {
  for (;;) {
    const view = viewSchema.parse(await world.askAdmin('getBackfill', { mappingId: MAPPING }));
    if (!view.isWorking && view.hold === null) return view;
    if (view.hold?.kind === 'failed') throw new Error(JSON.stringify(view));
    if (view.hold !== null) await world.host.advance(60_000);
    await pause(5);
  }
}

/** `redmine PUT /issues/N.json` */
function nameCall(tracker: string, { method, url }: Request): string {
  const path = new URL(url).pathname
    .replace('/rest/api/3', '')
    .replaceAll(/\b[A-Z]+-\d+|\d+/g, 'N');
  return `${tracker} ${method} ${path}`;
}

function tellCalls(
  what: string,
  { issues, calls, runCalls, estimatedCalls, written }: Run,
  target: number,
): void {
  const total = count(calls);
  const each = (number: number) => (number / issues).toFixed(2);
  const verdict = total / issues <= target ? 'met' : 'missed';
  console.log(`${issues} ${what}: ${each(total)} calls each (target: ${target}, ${verdict})`);
  for (const [name, times] of [...calls].sort(([, a], [, b]) => b - a)) {
    console.log(`  ${each(times)}  ${name}`);
  }
  console.log(`  the run took ${runCalls} calls; the plan said ${estimatedCalls}`);
  console.log(
    `  storage: ${each(written.count)} writes and ${Math.round(written.bytes / issues)} bytes each`,
  );
}

const count = (calls: ReadonlyMap<string, number>): number =>
  [...calls.values()].reduce((sum, number) => sum + number, 0);

/** What a running function holds more than when it began, after all garbage is gone. */
class HeldMemory {
  mostBytes = 0;
  private atStart = 0;
  private calls = 0;
  private readonly collect: () => void;

  constructor() {
    setFlagsFromString('--expose-gc');
    this.collect = runInNewContext('gc') as () => void;
  }

  begin(): void {
    this.atStart = this.used();
  }

  look(): void {
    this.mostBytes = Math.max(this.mostBytes, this.used() - this.atStart);
  }

  lookNowAndThen(): void {
    this.calls += 1;
    if (this.calls % CALLS_BETWEEN_LOOKS === 0) this.look();
  }

  private used(): number {
    this.collect();
    return process.memoryUsage().heapUsed;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
