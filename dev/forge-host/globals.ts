/**
 * The three globals that `@forge/*` lives on, plus the clock and console of a running function.
 *
 * Importing this file installs them, once per process, and it must happen before the first import of
 * a `@forge/*` package, since `@forge/api` keeps the `fetch` it finds. Each of them looks at the
 * invocation that the calling code belongs to, found through AsyncLocalStorage: so any number of
 * hosts live in one process, and code outside of an invocation sees the process as it was.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { format } from 'node:util';

import type { PlatformResponse } from './json-response';

export type ConsoleMethod = 'log' | 'info' | 'warn' | 'error' | 'debug' | 'trace';

const CONSOLE_METHODS: readonly ConsoleMethod[] = [
  'log',
  'info',
  'warn',
  'error',
  'debug',
  'trace',
];

/** What `__forge_fetch__` is asked for. */
export interface ForgeFetchTarget {
  readonly type: string;
  readonly provider?: string;
  readonly remote?: string;
  readonly service?: string;
  readonly accountId?: string;
}

/** What the globals need to know of the invocation they are called in. */
export interface InvocationGlobals {
  /** What `globalThis.__forge_runtime__` is. */
  readonly runtime: object;
  nowMs(): number;
  forgeFetch(target: ForgeFetchTarget, path: string, init?: RequestInit): Promise<PlatformResponse>;
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  writeLog(method: ConsoleMethod, line: string): void;
  /**
   * Stands in for the process's timers where the host's clock is virtual, so that a function's own
   * timeouts pass with it; absent: real time.
   * @returns takes it back
   */
  callLater?: (delayMs: number, callBack: () => void) => () => void;
}

interface Installed {
  readonly storage: AsyncLocalStorage<InvocationGlobals | undefined>;
}

const INSTALLED = Symbol.for('redmine-sync-for-jira.forge-host');

/** A timer of a function on a virtual clock. */
class VirtualTimer {
  constructor(readonly takeBack: () => void) {}
  ref = () => this;
  unref = () => this;
  hasRef = () => false;
}

function installTimers(storage: Installed['storage']): void {
  const processSetTimeout = globalThis.setTimeout;
  const processClearTimeout = globalThis.clearTimeout;
  const processAbortAfter = AbortSignal.timeout.bind(AbortSignal);

  const later = (callBack: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]) => {
    const callLater = storage.getStore()?.callLater;
    return callLater
      ? new VirtualTimer(callLater(delayMs, () => callBack(...args)))
      : processSetTimeout(callBack, delayMs, ...args);
  };
  const clear = (timer: NodeJS.Timeout | VirtualTimer | string | number | undefined) => {
    if (timer instanceof VirtualTimer) timer.takeBack();
    else processClearTimeout(timer);
  };
  // What Node adds to it, `util.promisify` above all, stays.
  globalThis.setTimeout = Object.assign(later, processSetTimeout) as typeof setTimeout;
  globalThis.clearTimeout = clear as typeof clearTimeout;

  AbortSignal.timeout = (delayMs) => {
    const callLater = storage.getStore()?.callLater;
    if (!callLater) return processAbortAfter(delayMs);
    const controller = new AbortController();
    const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    callLater(delayMs, () => controller.abort(reason));
    return controller.signal;
  };
}

function install(): Installed {
  const storage = new AsyncLocalStorage<InvocationGlobals | undefined>();
  const processFetch = globalThis.fetch;

  Object.defineProperty(globalThis, '__forge_runtime__', {
    configurable: true,
    get: () => storage.getStore()?.runtime,
  });

  const forgeFetch = (target: ForgeFetchTarget, path: string, init?: RequestInit) => {
    const invocation = storage.getStore();
    if (!invocation) throw new Error('__forge_fetch__ was called outside of a Forge function');
    return invocation.forgeFetch(target, path, init);
  };
  Object.defineProperty(globalThis, '__forge_fetch__', { configurable: true, value: forgeFetch });

  globalThis.fetch = (input: string | URL | Request, init?: RequestInit) => {
    const invocation = storage.getStore();
    return invocation ? invocation.fetch(input, init) : processFetch(input, init);
  };

  const processNow = Date.now.bind(Date);
  const now = () => storage.getStore()?.nowMs() ?? processNow();
  Date.now = now;
  globalThis.Date = new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  });

  installTimers(storage);

  for (const method of CONSOLE_METHODS) {
    const processMethod = console[method].bind(console);
    console[method] = (...args: unknown[]) => {
      const invocation = storage.getStore();
      if (invocation) invocation.writeLog(method, format(...args));
      else processMethod(...args);
    };
  }
  return { storage };
}

const holder = globalThis as { [INSTALLED]?: Installed };
holder[INSTALLED] ??= install();
const { storage } = holder[INSTALLED];

/** Runs code as part of an invocation: whatever it awaits stays in it. */
export function runInside<T>(invocation: InvocationGlobals, code: () => T): T {
  return storage.run(invocation, code);
}

/** Runs the host's own code, called from within an invocation, as outside of all of them. */
export function runOutside<T>(code: () => T): T {
  return storage.run(undefined, code);
}
