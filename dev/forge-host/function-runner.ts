/** Runs the functions of the manifest: the exports of the app's own `src/index.ts`. */
import type { MovableClock } from '../clock';
import { writeFunctionLog } from './function-log';
import { type InvocationGlobals, runInside, runOutside } from './globals';
import { Invocation, type RunOutcome } from './invocation';
import type { PlatformResponse } from './json-response';
import type { Ledger } from './ledger';
import { FORGE_LIMITS } from './limits';
import type { Manifest } from './manifest';
import type { NewId } from './new-id';
import type { HostNotice } from './notice';

/** An export of the app. */
export type AppFunction = (...args: never[]) => unknown;

/** What decides how long a function may run. */
export type RunKind = keyof typeof FORGE_LIMITS.timeoutMs;

export interface RunRequest {
  readonly kind: RunKind;
  readonly functionKey: string;
  readonly moduleKey: string;
  readonly moduleType: string;
  readonly accountId?: string;
  readonly chainLength?: number;
  /** The function's arguments; nobody else may hold them. */
  readonly args: readonly unknown[];
}

/** The calls that a running function can make, given by the host. */
export interface FunctionWorld {
  buildRuntime(invocation: Invocation): object;
  forgeFetch(
    invocation: Invocation,
    ...args: Parameters<InvocationGlobals['forgeFetch']>
  ): Promise<PlatformResponse>;
  fetch(invocation: Invocation, ...args: Parameters<InvocationGlobals['fetch']>): Promise<Response>;
}

export interface FunctionRunner {
  run(request: RunRequest): Promise<RunOutcome>;
  readonly running: ReadonlySet<Invocation>;
  /** Ends every function that is past its time; for a clock that is moved. */
  endOverdue(): void;
  timeoutSecondsOf(functionKey: string): number | undefined;
}

export interface FunctionRunnerOptions {
  readonly manifest: Manifest;
  readonly app: Readonly<Record<string, unknown>>;
  readonly clock: MovableClock;
  readonly ledger: Ledger;
  readonly newId: NewId;
  readonly world: FunctionWorld;
  readonly onNotice: (notice: HostNotice) => void;
}

/** @throws {Error} where the manifest names a handler that the app does not export */
function collectHandlers(
  manifest: Manifest,
  app: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, AppFunction> {
  const handlers = new Map<string, AppFunction>();
  for (const { key, handler } of manifest.modules.function) {
    const name = handler.slice('index.'.length);
    const exported = app[name];
    if (typeof exported !== 'function') {
      throw new Error(`manifest.yml: function ${key}: src/index.ts does not export ${name}`);
    }
    handlers.set(key, exported as AppFunction);
  }
  return handlers;
}

export function createFunctionRunner(options: FunctionRunnerOptions): FunctionRunner {
  const { manifest, clock, ledger, newId, world, onNotice } = options;
  const handlers = collectHandlers(manifest, options.app);
  const timeouts = new Map(
    manifest.modules.function.map(({ key, timeoutSeconds }) => [key, timeoutSeconds]),
  );
  const running = new Set<Invocation>();

  function timeoutMsOf({ kind, functionKey }: RunRequest): number {
    const seconds = kind === 'background' ? timeouts.get(functionKey) : undefined;
    return seconds === undefined ? FORGE_LIMITS.timeoutMs[kind] : seconds * 1000;
  }

  /** A timer of a function on the virtual clock; it dies with the run. */
  function callLater(invocation: Invocation, delayMs: number, callBack: () => void): () => void {
    if (invocation.ended) return () => {};
    const takeBack = clock.callAt(clock.nowMs() + Math.max(delayMs, 0), () => {
      invocation.pendingTimers.delete(takeBack);
      callBack();
    });
    invocation.pendingTimers.add(takeBack);
    return () => {
      invocation.pendingTimers.delete(takeBack);
      takeBack();
    };
  }

  function bindGlobals(invocation: Invocation): InvocationGlobals {
    let runtime: object | undefined;
    const globals: InvocationGlobals = {
      get runtime() {
        runtime ??= world.buildRuntime(invocation);
        return runtime;
      },
      nowMs: () => clock.nowMs(),
      forgeFetch: (...args) => world.forgeFetch(invocation, ...args),
      fetch: (...args) => world.fetch(invocation, ...args),
      writeLog: (method, line) => writeFunctionLog(invocation, method, line, ledger, onNotice),
    };
    if (!clock.isVirtual) return globals;
    return Object.assign(globals, {
      callLater: (delayMs: number, callBack: () => void) =>
        callLater(invocation, delayMs, () => runInside(globals, callBack)),
    });
  }

  async function run(request: RunRequest): Promise<RunOutcome> {
    const handler = handlers.get(request.functionKey);
    if (!handler) throw new Error(`manifest.yml: there is no function ${request.functionKey}`);
    const invocation = new Invocation({
      id: newId(),
      functionKey: request.functionKey,
      moduleKey: request.moduleKey,
      moduleType: request.moduleType,
      accountId: request.accountId,
      chainLength: request.chainLength ?? 0,
      startedAtMs: clock.nowMs(),
      timeoutMs: timeoutMsOf(request),
    });
    running.add(invocation);
    const timer = clock.isVirtual
      ? undefined
      : setTimeout(() => invocation.end({ kind: 'timed-out' }), invocation.options.timeoutMs);
    timer?.unref();
    runInside(bindGlobals(invocation), async () => handler(...(request.args as never[]))).then(
      (value) => invocation.end({ kind: 'returned', value }),
      (error: unknown) => invocation.end({ kind: 'threw', error }),
    );
    const outcome = await invocation.outcome;
    clearTimeout(timer);
    running.delete(invocation);
    ledger.countInvocation(request.functionKey, clock.nowMs() - invocation.options.startedAtMs);
    if (outcome.kind !== 'returned') {
      onNotice({ kind: 'function-failed', functionKey: request.functionKey, outcome });
    }
    return outcome;
  }

  return {
    run: (request) => runOutside(() => run(request)),
    running,
    endOverdue() {
      const nowMs = clock.nowMs();
      for (const invocation of running) {
        if (invocation.deadlineMs <= nowMs) invocation.end({ kind: 'timed-out' });
      }
    },
    timeoutSecondsOf: (functionKey) => timeouts.get(functionKey),
  };
}
