/**
 * Delivers product events to the triggers that ask for them.
 * @see https://developer.atlassian.com/platform/forge/events-reference/product_events/
 */
import type { HostClock } from '../clock';
import type { KeyedStore } from '../store/store';
import type { DeliveryNoise } from './delivery-noise';
import type { Dispatcher } from './dispatcher';
import type { FunctionRunner } from './function-runner';
import { FORGE_LIMITS } from './limits';
import type { Manifest, TriggerModule } from './manifest';
import type { HostNotice } from './notice';
import { computeBackoffMs, findRetryRequest } from './retry-request';
import { createSequence } from './sequence';
import { buildFunctionContext, type Site } from './site';

const ROOT = 'event/';

/** A product event, in the shape that a trigger's function receives. */
export interface ProductEvent {
  readonly eventType: string;
  /** Whether a call of the app itself caused it. */
  readonly selfGenerated?: boolean;
  /** Who did it. */
  readonly atlassianId?: string;
  readonly [name: string]: unknown;
}

interface Delivery {
  readonly triggerKey: string;
  readonly eventJson: string;
  readonly accountId?: string;
  readonly dueAtMs: number;
  readonly attempts: number;
  readonly retry?: { readonly count: number; readonly reason: string; readonly dataJson?: string };
}

export interface ProductEventsOptions {
  readonly manifest: Manifest;
  readonly site: Site;
  readonly store: KeyedStore;
  readonly clock: HostClock;
  readonly runner: FunctionRunner;
  readonly dispatcher: Dispatcher;
  readonly noise: DeliveryNoise;
  readonly onNotice: (notice: HostNotice) => void;
}

/** @returns what takes an event and sees to its delivery */
export function createProductEvents(options: ProductEventsOptions): (event: ProductEvent) => void {
  const { manifest, site, store, clock, runner, dispatcher, noise, onNotice } = options;
  const triggers = new Map(manifest.modules.trigger.map((module) => [module.key, module]));
  const nextKey = createSequence(store, ROOT);

  function wants(trigger: TriggerModule, event: ProductEvent): boolean {
    if (!trigger.events.includes(event.eventType)) return false;
    return !(trigger.filter?.ignoreSelf && event.selfGenerated);
  }

  function schedule(key: string, delivery: Delivery): void {
    dispatcher.add({
      id: key,
      dueAtMs: delivery.dueAtMs,
      start: () => deliver(key, delivery),
    });
  }

  function buildEvent({ eventJson, retry }: Delivery): object {
    const event = JSON.parse(eventJson) as object;
    if (!retry) return event;
    const retryData = retry.dataJson === undefined ? undefined : JSON.parse(retry.dataJson);
    const { count: retryCount, reason: retryReason } = retry;
    return { ...event, retryContext: { retryCount, retryReason, retryData } };
  }

  async function deliver(key: string, delivery: Delivery): Promise<void> {
    const trigger = triggers.get(delivery.triggerKey);
    if (!trigger) {
      store.remove(key);
      return;
    }
    const outcome = await runner.run({
      kind: 'interactive',
      functionKey: trigger.function,
      moduleKey: trigger.key,
      moduleType: 'trigger',
      args: [buildEvent(delivery), buildFunctionContext(site, delivery.accountId)],
    });
    if (dispatcher.isStopped) return;
    const request = findRetryRequest(outcome);
    // A function that throws is not tried again; it has to ask, or be ended by the platform.
    if (!request || outcome.kind === 'threw') {
      if (request)
        onNotice({ kind: 'dropped', message: `product event: ${trigger.function} threw` });
      store.remove(key);
      return;
    }
    const count = delivery.attempts + 1;
    if (count > FORGE_LIMITS.productEventRetries) {
      onNotice({
        kind: 'dropped',
        message: `product event: ${trigger.function} was tried ${count} times`,
      });
      store.remove(key);
      return;
    }
    const { reason, dataJson, afterMs = computeBackoffMs(count) } = request;
    const next: Delivery = {
      ...delivery,
      attempts: count,
      dueAtMs: clock.nowMs() + afterMs,
      retry: { count, reason, ...(dataJson === undefined ? {} : { dataJson }) },
    };
    store.put(key, next);
    schedule(key, next);
  }

  for (const [key, delivery] of store.range(ROOT)) schedule(key, delivery as Delivery);

  return (event) => {
    const takers = manifest.modules.trigger.filter((trigger) => wants(trigger, event));
    if (takers.length === 0) return;
    const eventJson = JSON.stringify(event);
    if (Buffer.byteLength(eventJson) > FORGE_LIMITS.productEventBytes) {
      onNotice({
        kind: 'dropped',
        message: `product event ${event.eventType}: larger than 200 kB, so Forge delivers it not`,
      });
      return;
    }
    for (const trigger of takers) {
      const copies = noise.copies('product-event');
      for (let copy = 0; copy < copies; copy += 1) {
        const key = nextKey();
        const delivery: Delivery = {
          triggerKey: trigger.key,
          eventJson,
          dueAtMs: clock.nowMs() + noise.delayMs('product-event'),
          attempts: 0,
          ...(event.atlassianId === undefined ? {} : { accountId: event.atlassianId }),
        };
        store.put(key, delivery);
        schedule(key, delivery);
      }
    }
  };
}
