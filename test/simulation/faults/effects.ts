/** What can go wrong with one call, and how often, as tables. */
import type { CallEffect, HostCall } from '../../../dev/forge-host/faults';
import type { Chance } from '../random';
import { isTracker, kindOf } from './place';

const SECOND_MS = 1000;

/** How likely a call goes wrong in a world of trouble 1. Writes are rare, and what matters. */
const RATES = {
  tracker: { read: 0.008, write: 0.08 },
  platform: { read: 0.004, write: 0.03 },
} as const;

export function rateOf(call: HostCall): number {
  return RATES[isTracker(call.target) ? 'tracker' : 'platform'][kindOf(call)];
}

export function chooseEffect(chance: Chance, call: HostCall): CallEffect {
  return isTracker(call.target) ? ofTracker(chance) : ofPlatform(chance);
}

function ofTracker(chance: Chance): CallEffect {
  return chance.pickWeighted<CallEffect>([
    [4, { kind: 'crash', when: 'before' }],
    [4, { kind: 'crash', when: 'after' }],
    [2, { kind: 'drop-response' }],
    [2, { kind: 'carry-out-late', delayMs: chance.between(1, 50) * SECOND_MS }],
    [1, { kind: 'delay', delayMs: chance.between(1, 25) * SECOND_MS }],
    [1, answer(429, String(chance.between(1, 120)))],
    [1, answer(429)],
    [1, answer(503, '30')],
    [1, answer(500)],
    [1, answer(502)],
  ]);
}

function ofPlatform(chance: Chance): CallEffect {
  return chance.pickWeighted<CallEffect>([
    [4, { kind: 'crash', when: 'before' }],
    [4, { kind: 'crash', when: 'after' }],
    [1, { kind: 'drop-response' }],
    [1, { ...answer(500), body: '{}' }],
    [1, { ...answer(429), body: '{"code":"RATE_LIMIT_EXCEEDED","message":"too many"}' }],
  ]);
}

function answer(status: number, retryAfter?: string): Extract<CallEffect, { kind: 'answer' }> {
  return {
    kind: 'answer',
    status,
    ...(retryAfter === undefined ? {} : { headers: { 'Retry-After': retryAfter } }),
  };
}

export function nameOfEffect(effect: CallEffect): string {
  switch (effect.kind) {
    case 'answer':
      return String(effect.status);
    case 'crash':
      return `killed ${effect.when}`;
    case 'pass':
    case 'delay':
    case 'drop-response':
    case 'carry-out-late':
      return effect.kind.replaceAll('-', ' ');
    default:
      return effect satisfies never;
  }
}
