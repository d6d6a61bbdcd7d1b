/**
 * Functions that run by the clock.
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/scheduled-trigger/
 */
import type { MovableClock } from '../clock';
import type { KeyedStore } from '../store/store';
import type { FunctionRunner } from './function-runner';
import type { RunOutcome } from './invocation';
import type { Manifest, ScheduledTriggerModule } from './manifest';
import { buildFunctionContext, type Site } from './site';

const ROOT = 'timer/';

const INTERVAL_MS: Readonly<Record<ScheduledTriggerModule['interval'], number>> = {
  fiveMinute: 5 * 60_000,
  hour: 3_600_000,
  day: 24 * 3_600_000,
  week: 7 * 24 * 3_600_000,
};

/** The first run comes about that long after a deployment. */
const FIRST_RUN_MS = 5 * 60_000;

export interface ScheduledTriggers {
  readonly keys: readonly string[];
  /** When the next one is due; `undefined` where they fire only by hand. */
  readonly nextDueMs: number | undefined;
  /** Starts what is due. A trigger that missed several times runs once. */
  fireDue(): void;
  /** Puts every due time off, for time that passed without them. */
  putOff(ms: number): void;
  /** Starts one now as the platform does when it is due; `undefined`: there is no such trigger. */
  start(key: string): Promise<RunOutcome> | undefined;
  /** Runs one now, by hand; `undefined`: there is no such trigger. */
  run(key: string): Promise<RunOutcome> | undefined;
}

export interface ScheduledTriggersOptions {
  readonly manifest: Manifest;
  readonly site: Site;
  readonly store: KeyedStore;
  readonly clock: MovableClock;
  readonly runner: FunctionRunner;
  readonly mode: 'auto' | 'manual';
}

export function createScheduledTriggers(options: ScheduledTriggersOptions): ScheduledTriggers {
  const { manifest, site, store, clock, runner, mode } = options;
  const modules = new Map(manifest.modules.scheduledTrigger.map((module) => [module.key, module]));
  const dueMs = new Map<string, number>();
  let wakeAtMs = Number.POSITIVE_INFINITY;

  function setDue(key: string, timeMs: number): void {
    dueMs.set(key, timeMs);
    store.put(ROOT + key, timeMs);
  }

  /** A run by hand says so, which Forge has no word for: it lets a check cover everything. */
  async function run(module: ScheduledTriggerModule, byHand: boolean): Promise<RunOutcome> {
    const outcome = await runner.run({
      kind: 'background',
      functionKey: module.function,
      moduleKey: module.key,
      moduleType: 'scheduledTrigger',
      args: [
        {
          context: { cloudId: site.cloudId, moduleKey: module.key },
          contextToken: 'local-host',
          ...(byHand ? { byHand: true } : {}),
        },
        buildFunctionContext(site),
      ],
    });
    return outcome;
  }

  function nextDueMs(): number | undefined {
    return mode === 'manual' || dueMs.size === 0 ? undefined : Math.min(...dueMs.values());
  }

  function fireDue(): void {
    if (mode === 'manual') return;
    const nowMs = clock.nowMs();
    for (const [key, timeMs] of dueMs) {
      const module = modules.get(key);
      if (!module || timeMs > nowMs) continue;
      const intervalMs = INTERVAL_MS[module.interval];
      const missed = Math.floor((nowMs - timeMs) / intervalMs);
      setDue(key, timeMs + (missed + 1) * intervalMs);
      void run(module, false);
    }
    wakeForNext();
  }

  function wakeForNext(): void {
    const timeMs = nextDueMs();
    if (clock.isVirtual || timeMs === undefined || timeMs >= wakeAtMs) return;
    wakeAtMs = timeMs;
    void clock.waitUntil(timeMs).then(() => {
      if (wakeAtMs === timeMs) wakeAtMs = Number.POSITIVE_INFINITY;
      fireDue();
    });
  }

  for (const key of modules.keys()) {
    const saved = store.get(ROOT + key);
    setDue(key, typeof saved === 'number' ? saved : clock.nowMs() + FIRST_RUN_MS);
  }
  wakeForNext();

  return {
    keys: [...modules.keys()],
    get nextDueMs() {
      return nextDueMs();
    },
    fireDue,
    putOff(ms) {
      for (const [key, timeMs] of dueMs) setDue(key, timeMs + ms);
    },
    start(key) {
      const module = modules.get(key);
      return module && run(module, false);
    },
    run(key) {
      const module = modules.get(key);
      return module && run(module, true);
    },
  };
}
