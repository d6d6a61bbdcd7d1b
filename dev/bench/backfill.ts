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
/** One more for each comment or attachment and side: it is looked at on one, and made on the other. */
const CARRIED_OF_FULL = 3;
const SIDES = 2;
/** How many issues the memory is looked at with. */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000, 3_000];
const MAX_UNANSWERED = 100;
/** At its memory, while it runs: looking costs, the more the larger the doubles are. */
const LOOKS = 50;

interface Run {
  readonly issues: number;
  /** Of the whole first sync, by what was asked. */
  readonly calls: ReadonlyMap<string, number>;
  /** Of the running of the plan alone, what it counted itself, and what the plan said of it. */
  readonly runCalls: number;
  readonly countedCalls: number;
  readonly estimatedCalls: number;
  readonly seconds: number;
  readonly written: { readonly count: number; readonly bytes: number };
  readonly held: Held;
}

const viewSchema = z.object({
  phase: z.string(),
  isWorking: z.boolean(),
  hold: z.object({ kind: z.string() }).nullable(),
  progress: z.object({
    done: z.number(),
    failed: z.number(),
    calls: z.object({ jira: z.number(), remote: z.number() }),
  }),
  totals: z
    .object({ estimate: z.object({ jiraCalls: z.number(), remoteCalls: z.number() }) })
    .nullable(),
});

async function main(): Promise<void> {
  const bare = await backfill({ issues: 200, comments: 0, files: 0 });
  tellCalls('bare issues, half of them in either tracker', bare, MAX_CALLS_A_BARE_ISSUE);
  const full = await backfill({ issues: 100, comments: 2, files: 1 });
  tellCalls(
    'issues with two comments and a file',
    full,
    MAX_CALLS_A_BARE_ISSUE + SIDES * CARRIED_OF_FULL,
  );
  for (const callMs of [0, 150]) {
    const { issues, seconds } = await backfill({ issues: 200, comments: 0, files: 0 }, callMs);
    console.log(`${callMs} ms on every call: ${(issues / seconds).toFixed(1)} issues a second`);
  }
  for (const issues of SIZES) {
    const { held, seconds, written } = await backfill({ issues, comments: 0, files: 0 }, 0, true);
    const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
    console.log(
      `${issues} issues: a function comes to hold ${megabytes(held.mostBytes)} MB at most, ` +
        `beside ${megabytes(held.keptBytes)} MB that the doubles keep of its work; ` +
        `${Math.round(written.bytes / issues)} bytes of storage written for each; ${Math.round(seconds)} s`,
    );
  }
}

async function backfill(content: BackfillContent, callMs = 0, isMemoryRead = false): Promise<Run> {
  const calls = new Map<string, number>();
  const memory = isMemoryRead ? new HeldMemory(Math.ceil(content.issues / LOOKS)) : undefined;
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
      else memory?.end();
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
    countedCalls: progress.calls.jira + progress.calls.remote,
    estimatedCalls: (totals?.estimate.jiraCalls ?? 0) + (totals?.estimate.remoteCalls ?? 0),
    seconds,
    written: kvs.writes,
    held: memory?.most ?? { mostBytes: 0, keptBytes: 0 },
  };
}

async function waitFor(world: BenchWorld): Promise<z.output<typeof viewSchema>> {
  let unanswered = 0;
  for (;;) {
    // With large doubles in the same process a page may not be answered within a function's time.
    const answer = await world
      .askAdmin('getBackfill', { mappingId: MAPPING })
      .catch((error: unknown) => {
        unanswered += 1;
        if (unanswered > MAX_UNANSWERED) throw error;
        return null;
      });
    if (answer === null) continue;
    const view = viewSchema.parse(answer);
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
  { issues, calls, runCalls, countedCalls, estimatedCalls, written }: Run,
  target: number,
): void {
  const total = count(calls);
  const each = (number: number) => (number / issues).toFixed(2);
  const verdict = total / issues <= target ? 'met' : 'missed';
  console.log(`${issues} ${what}: ${each(total)} calls each (target: ${target}, ${verdict})`);
  for (const [name, times] of [...calls].sort(([, a], [, b]) => b - a)) {
    console.log(`  ${each(times)}  ${name}`);
  }
  console.log(
    `  the run took ${runCalls} calls and counted ${countedCalls}; the plan said ${estimatedCalls}`,
  );
  console.log(
    `  storage: ${each(written.count)} writes and ${Math.round(written.bytes / issues)} bytes each`,
  );
}

const count = (calls: ReadonlyMap<string, number>): number =>
  [...calls.values()].reduce((sum, number) => sum + number, 0);

interface Held {
  readonly mostBytes: number;
  readonly keptBytes: number;
}

/**
 * What a running function holds that is free again at its end, after all garbage is gone. The doubles
 * live in the same heap and keep what it made: they are taken to have grown evenly with its calls.
 */
class HeldMemory {
  most: Held = { mostBytes: 0, keptBytes: 0 };
  private looks: { readonly calls: number; readonly bytes: number }[] = [];
  private calls = 0;
  private readonly collect: () => void;

  constructor(private readonly callsBetweenLooks: number) {
    setFlagsFromString('--expose-gc');
    this.collect = runInNewContext('gc') as () => void;
  }

  begin(): void {
    this.calls = 0;
    this.looks = [];
    this.look();
  }

  end(): void {
    this.look();
    const atStart = this.looks[0]?.bytes ?? 0;
    const keptBytes = (this.looks.at(-1)?.bytes ?? 0) - atStart;
    const perCall = this.calls === 0 ? 0 : keptBytes / this.calls;
    const held = this.looks.map(({ calls, bytes }) => bytes - atStart - calls * perCall);
    const mostBytes = Math.max(...held);
    if (mostBytes > this.most.mostBytes) this.most = { mostBytes, keptBytes };
  }

  lookNowAndThen(): void {
    this.calls += 1;
    if (this.calls % this.callsBetweenLooks === 0) this.look();
  }

  private look(): void {
    this.collect();
    this.looks.push({ calls: this.calls, bytes: process.memoryUsage().heapUsed });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
