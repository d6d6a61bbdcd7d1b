/**
 * The local Forge host: runs an app's real `src/index.ts`, routed by its manifest, on unmodified
 * `@forge/*` packages. Several hosts live in one process side by side, with sockets or without.
 */

import type { MovableClock } from '../clock';
import type { KeyedStore } from '../store/store';
import { type CallHook, createCallGate } from './call-gate';
import { type DeliveryNoise, EXACT_DELIVERY } from './delivery-noise';
import { Dispatcher } from './dispatcher';
import { createEgressGate } from './egress/egress-gate';
import { createEgressGroups, type EgressGroups } from './egress/egress-groups';
import { FaultRules } from './faults';
import { createFunctionRunner, type FunctionRunner } from './function-runner';
import { runOutside } from './globals';
import { createJiraCalls, type JiraHandler } from './jira-calls';
import { createKvsService } from './kvs/kvs-service';
import { Ledger } from './ledger';
import { listManifestEgress, type Manifest } from './manifest';
import { createNewId } from './new-id';
import { type HostNotice, printNotice } from './notice';
import { createPassingTime, type PassingTime } from './passing-time';
import { createPlatformFetch, type PlatformAnswer, type PlatformFetch } from './platform-fetch';
import { createProductEvents, type ProductEvent } from './product-events';
import { createAsyncEvents } from './queue/async-events';
import { createQueueService } from './queue/queue-service';
import { ReportedAccounts } from './report-accounts';
import { createResolverCalls, type ResolverAnswer, type ResolverCall } from './resolver-calls';
import { buildRuntime } from './runtime-object';
import { createScheduledTriggers, type ScheduledTriggers } from './scheduled-triggers';
import { createSite, describeInstallation, type Site } from './site';
import { createWebTriggers, type WebTriggers } from './web-triggers';

export interface ForgeHostOptions {
  readonly manifest: Manifest;
  /** The exports of `src/index.ts`. */
  readonly app: Readonly<Record<string, unknown>>;
  /** Answers `requestJira`. */
  readonly jira: JiraHandler;
  /** Answers allowed `fetch` calls; it leaves redirects to the host. */
  readonly egress: (request: Request) => Promise<Response>;
  /** Where everything is kept. What an earlier host left there goes on. */
  readonly store: KeyedStore;
  readonly clock: MovableClock;
  /** Numbers from 0 up to 1, for identifiers. */
  readonly random: () => number;
  /** What web trigger URLs start with: `http://127.0.0.1:8420`. */
  readonly webTriggerBaseUrl: string;
  /** Whether scheduled triggers fire by the clock. Default: `auto`. */
  readonly timers?: 'auto' | 'manual';
  /** How far storage queries run behind. Default: 200. */
  readonly queryLagMs?: number;
  /** How events arrive. Default: each once and at once. */
  readonly noise?: DeliveryNoise;
  /** Decides over single calls of running functions, before the fault rules do. */
  readonly onCall?: CallHook;
  /** Default: printed to standard error. */
  readonly onNotice?: (notice: HostNotice) => void;
  /** Told what storage and queue answered, for whoever counts rates. */
  readonly onAnswer?: (answer: PlatformAnswer) => void;
  /** Whether the ledger counts points, for which it reads Jira's answers. Default: true. */
  readonly countsPoints?: boolean;
}

export interface ForgeHost {
  readonly site: Site;
  /** Takes a product event; its delivery is kept from then on. */
  deliverEvent(event: ProductEvent): void;
  readonly webTriggers: WebTriggers;
  invokeResolver(call: ResolverCall): Promise<ResolverAnswer>;
  readonly timers: ScheduledTriggers;
  readonly idle: PassingTime['idle'];
  readonly advance: PassingTime['advance'];
  readonly ledger: Ledger;
  readonly faults: FaultRules;
  readonly egressGroups: EgressGroups;
  /** Whom the app reported, and what it is told of them. */
  readonly accounts: ReportedAccounts;
  /** Functions that run now. */
  readonly runningCount: number;
  /** Whether no event, due job or running function is left. */
  readonly isQuiet: boolean;
  /** Events that wait for their delivery, delayed ones among them. */
  readonly waitingCount: number;
  /** Ends every running function where it is, and starts no other. What was not finished is kept. */
  stop(): void;
}

const OFFSET_KEY = 'host/clock-offset';
const INSTALLED_KEY = 'host/installed';

/** What the clock of an earlier host on this store would show now. */
export function readSavedTimeMs(store: KeyedStore): number {
  const offsetMs = store.get(OFFSET_KEY);
  return typeof offsetMs === 'number' ? Date.now() + offsetMs : 0;
}

/** @throws {Error} where the manifest names a handler that the app does not export */
export function createForgeHost(options: ForgeHostOptions): ForgeHost {
  const { manifest, store, clock } = options;
  const takeNotice = options.onNotice ?? printNotice;
  // Whoever takes it may print, which inside of a function would be one more line of its log.
  const onNotice = (notice: HostNotice) => runOutside(() => takeNotice(notice));
  const noise = options.noise ?? EXACT_DELIVERY;
  const site = createSite(manifest);
  const ledger = new Ledger();
  const faults = new FaultRules();
  const accounts = new ReportedAccounts(clock);
  const newId = createNewId(options.random);
  const egressGroups = createEgressGroups(store);
  const manifestEgress = listManifestEgress(manifest);
  const listAllowed = () => [...manifestEgress, ...egressGroups.listBackendAddresses()];

  const gate = createCallGate(clock, faults, options.onCall);
  const egressFetch = createEgressGate({
    clock,
    gate,
    ledger,
    egress: options.egress,
    listAllowed,
  });
  // The functions and the platform need each other: the platform is filled in below.
  let platformFetch: PlatformFetch = () => Promise.reject(new Error('the host is still starting'));
  let time: PassingTime | undefined;
  const noteChange = () => time?.noteChange();

  const dispatcher = new Dispatcher(clock, noteChange);
  const innerRunner = createFunctionRunner({
    manifest,
    app: options.app,
    clock,
    ledger,
    newId,
    onNotice,
    world: {
      buildRuntime: (invocation) =>
        buildRuntime({ manifest, site, clock, newId, listAllowed }, invocation),
      forgeFetch: (invocation, ...args) => platformFetch(invocation, ...args),
      fetch: (invocation, ...args) => egressFetch(invocation, ...args),
    },
  });
  const runner: FunctionRunner = {
    ...innerRunner,
    run: (request) => innerRunner.run(request).finally(noteChange),
  };

  const parts = { manifest, site, store, clock, runner, dispatcher, noise, onNotice };
  const events = createAsyncEvents(parts);
  const deliverEvent = createProductEvents(parts);
  const webTriggers = createWebTriggers(manifest, site, runner, options.webTriggerBaseUrl);
  const timers = createScheduledTriggers({ ...parts, mode: options.timers ?? 'auto' });
  platformFetch = createPlatformFetch({
    gate,
    ledger,
    kvs: createKvsService({ manifest, store, clock, queryLagMs: options.queryLagMs ?? 200 }),
    queue: createQueueService({ manifest, clock, runner, events, newId }),
    jira: createJiraCalls({
      site,
      gate,
      ledger,
      jira: options.jira,
      countsPoints: options.countsPoints ?? true,
    }),
    accounts,
    webTriggerUrls: webTriggers.urls,
    onNotice,
    onAnswer: options.onAnswer ?? (() => {}),
  });
  time = createPassingTime({
    clock,
    dispatcher,
    runner,
    timers,
    countArriving: () => webTriggers.arrivingCount,
    onMoved() {
      if (!clock.isVirtual) store.put(OFFSET_KEY, clock.nowMs() - Date.now());
    },
  });

  if (store.get(INSTALLED_KEY) === undefined) {
    store.put(INSTALLED_KEY, true);
    deliverEvent(describeInstallation(site));
  }

  return {
    site,
    deliverEvent,
    webTriggers,
    invokeResolver: createResolverCalls(manifest, site, runner),
    timers,
    idle: time.idle,
    advance: time.advance,
    ledger,
    faults,
    egressGroups,
    accounts,
    get runningCount() {
      return runner.running.size;
    },
    get isQuiet() {
      return dispatcher.isQuiet && runner.running.size === 0;
    },
    get waitingCount() {
      return dispatcher.waitingCount;
    },
    stop() {
      dispatcher.stop();
      for (const invocation of runner.running) invocation.end({ kind: 'crashed' });
    },
  };
}
