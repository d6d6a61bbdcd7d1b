/** Runs worlds in worker processes, one for each core, and gathers what they tell. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { Tally } from './tally';

/** What a worker is to do: every `step`-th seed. */
export interface ToWorker {
  readonly from: number;
  readonly until: number;
  readonly step: number;
  readonly maxMs: number;
  readonly traces: boolean;
  readonly shrinks: boolean;
}

export type FromWorker =
  | {
      readonly kind: 'world';
      readonly seed: number;
      readonly edits: number;
      readonly broken: readonly string[];
      readonly trace: readonly string[];
      readonly counts: readonly (readonly [string, number])[];
      /** The steps that a failure needs, in words. */
      readonly script: readonly string[];
    }
  | { readonly kind: 'end'; readonly cpuMs: number };

export type WorldReport = Extract<FromWorker, { kind: 'world' }>;

export interface SeedsOptions {
  /** The bundle of `build.ts`. */
  readonly bundle: string;
  readonly from: number;
  readonly count: number;
  /** Default: no limit. */
  readonly maxMs?: number;
  /** Default: one for each core. */
  readonly workers?: number;
  readonly traces?: boolean;
  readonly shrinks?: boolean;
  readonly onWorld?: (world: WorldReport) => void;
}

export interface SeedsResult {
  readonly passed: number;
  readonly failed: number;
  readonly edits: number;
  readonly tally: Tally;
  /** Time of one core for the worlds alone: no start of a worker, no cutting down. */
  readonly cpuMs: number;
}

/** Fewer human edits than that prove nothing. */
const MIN_EDITS = 30;
/** Longer than any run: a time limit has to cross to a worker as a number. */
const FOR_EVER_MS = 1e9;

export async function runSeeds(options: SeedsOptions): Promise<SeedsResult> {
  const { bundle, from, count, onWorld } = options;
  const workers = Math.min(options.workers ?? availableParallelism(), Math.max(count, 1));
  const tally = new Tally();
  const totals = { passed: 0, failed: 0, edits: 0, cpuMs: 0 };
  const take = (message: FromWorker) => {
    if (message.kind === 'end') {
      totals.cpuMs += message.cpuMs;
      return;
    }
    const world = withTooFewEdits(message);
    if (world.broken.length === 0) totals.passed += 1;
    else totals.failed += 1;
    totals.edits += world.edits;
    tally.merge(world.counts);
    onWorld?.(world);
  };
  await Promise.all(
    Array.from({ length: workers }, (_, index) =>
      runWorker(
        bundle,
        {
          from: from + index,
          until: from + count,
          step: workers,
          maxMs: options.maxMs ?? FOR_EVER_MS,
          traces: options.traces ?? false,
          shrinks: options.shrinks ?? false,
        },
        take,
      ),
    ),
  );
  return { ...totals, tally };
}

function withTooFewEdits(world: WorldReport): WorldReport {
  if (world.edits >= MIN_EDITS) return world;
  const broken = `the simulation: only ${world.edits} human edits`;
  return { ...world, broken: [...world.broken, broken] };
}

/**
 * Worlds are short-lived garbage: room for a whole one, collected by the worker's own core. All of the
 * room from the start on: V8 gives it slowly, and takes it back where the machine is busy with others.
 */
const GARBAGE_FLAGS = [
  '--min-semi-space-size=64',
  '--max-semi-space-size=64',
  '--single-threaded-gc',
];

function runWorker(
  bundle: string,
  order: ToWorker,
  take: (message: FromWorker) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = fork(bundle, { execArgv: ['--enable-source-maps', ...GARBAGE_FLAGS] });
    worker.on('message', (message) => take(message as FromWorker));
    worker.once('error', reject);
    worker.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`a worker of the simulation ended with ${signal ?? code}`));
    });
    worker.send(order);
  });
}
