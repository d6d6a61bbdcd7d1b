/** What goes wrong in a world: calls, deliveries and outages, by chance. */
import type { DeliveryNoise } from '../../dev/forge-host/delivery-noise';
import type { CallEffect, CallTarget, HostCall } from '../../dev/forge-host/faults';
import type { Chance } from './random';
import type { Tally } from './tally';

export interface FaultOptions {
  /** How likely a call goes wrong, at most. */
  readonly rate: number;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

export class Faults {
  /** Off while a world is set up and once it calms down. */
  active = false;
  /** Until when a tracker is down, by the world's clock. */
  private readonly downUntilMs = new Map<CallTarget, number>();

  constructor(
    private readonly chance: Chance,
    private readonly tally: Tally,
    private readonly nowMs: () => number,
    private readonly options: FaultOptions,
  ) {}

  /** Decides over one call of the app. */
  readonly decide = (call: HostCall): CallEffect | undefined => {
    if (!this.active) return undefined;
    if ((this.downUntilMs.get(call.target) ?? 0) > this.nowMs()) {
      this.tally.add(`fault: ${call.target} is down`);
      return { kind: 'answer', status: 503 };
    }
    if (!this.chance.happens(this.options.rate)) return undefined;
    const effect = this.choose(call);
    this.tally.add(`fault: ${call.target} ${nameOf(effect)}`);
    if (effect.kind === 'crash') this.tally.add(`kill: ${placeOf(call)} ${effect.when}`);
    return effect;
  };

  /** A tracker is down for a while. */
  startOutage(): void {
    const target = this.chance.pick(['jira', 'redmine'] as const);
    const minutes = this.chance.happens(0.2)
      ? this.chance.between(60, 30 * 60)
      : this.chance.between(1, 30);
    this.downUntilMs.set(target, this.nowMs() + minutes * MINUTE_MS);
    this.tally.add(`outage: ${target} ${minutes > 60 ? 'hours' : 'minutes'}`);
  }

  stop(): void {
    this.active = false;
    this.downUntilMs.clear();
  }

  /** Bells come twice, late, out of order, or never; queued jobs at least once. */
  readonly noise: DeliveryNoise = {
    copies: (kind) => {
      if (!this.active) return 1;
      if (this.chance.happens(0.1)) {
        this.tally.add(`bell: ${kind} twice`);
        return 2;
      }
      if (kind === 'product-event' && this.chance.happens(0.1)) {
        this.tally.add(`bell: ${kind} lost`);
        return 0;
      }
      return 1;
    },
    delayMs: (kind) => {
      if (!this.active || this.chance.happens(0.6)) return 0;
      this.tally.add(`bell: ${kind} late`);
      return this.chance.between(1, 180) * SECOND_MS;
    },
  };

  private choose(call: HostCall): CallEffect {
    const isTracker = call.target === 'jira' || call.target === 'redmine';
    const common: readonly CallEffect[] = [
      { kind: 'crash', when: 'before' },
      { kind: 'crash', when: 'after' },
      { kind: 'drop-response' },
      { kind: 'answer', status: 500, body: '{}' },
    ];
    const ofTracker: readonly CallEffect[] = [
      {
        kind: 'answer',
        status: 429,
        headers: { 'Retry-After': String(this.chance.between(1, 120)) },
      },
      { kind: 'answer', status: 503, headers: { 'Retry-After': '30' } },
      { kind: 'answer', status: 502 },
      { kind: 'delay', delayMs: this.chance.between(1, 20) * SECOND_MS },
      { kind: 'carry-out-late', delayMs: this.chance.between(1, 50) * SECOND_MS },
    ];
    const ofPlatform: readonly CallEffect[] = [
      { kind: 'answer', status: 429, body: '{"code":"RATE_LIMIT_EXCEEDED","message":"too many"}' },
    ];
    return this.chance.pick([...common, ...(isTracker ? ofTracker : ofPlatform)]);
  }
}

function nameOf(effect: CallEffect): string {
  return effect.kind === 'answer' ? String(effect.status) : effect.kind;
}

/** Where in the pipeline a call stands: its function and what it asks, ids left out. */
export function placeOf(call: HostCall): string {
  const path = call.path
    .split('?')[0]
    ?.replace(/\d+/g, 'N')
    .replace(/ari:[^/]+/g, 'ARI');
  return `${call.functionKey} ${call.target} ${call.method} ${path}`;
}
