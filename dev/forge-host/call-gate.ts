/**
 * Every call of a running function to the world goes through here: faults and tests decide over it,
 * and a run that has ended has no effect any more.
 */
import type { HostClock } from '../clock';
import type { CallEffect, FaultRules, HostCall } from './faults';
import { runOutside } from './globals';
import { type Invocation, never } from './invocation';
import type { PlatformResponse } from './json-response';

/** A test's own decision over a call; `undefined` leaves it to the rules. */
export type CallHook = (call: HostCall) => CallEffect | undefined;

export interface CallGate {
  /**
   * @param carryOut does what the call asks for; run outside of the invocation
   * @returns the answer, or a promise that never settles where the run has ended
   * @throws {TypeError} `fetch failed`, where the connection breaks
   */
  pass<T extends PlatformResponse>(
    invocation: Invocation,
    call: Pick<HostCall, 'target' | 'method' | 'path' | 'body'>,
    carryOut: () => T | Promise<T>,
  ): Promise<T | Response>;
}

function brokenConnection(): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  return new TypeError('fetch failed', { cause });
}

export function createCallGate(
  clock: HostClock,
  faults: FaultRules,
  hook: CallHook | undefined,
): CallGate {
  async function decideAndCarryOut<T extends PlatformResponse>(
    invocation: Invocation,
    { target, method, path, body }: Parameters<CallGate['pass']>[1],
    carryOut: () => T | Promise<T>,
  ): Promise<T | Response> {
    invocation.calls += 1;
    const call: HostCall = {
      target,
      method,
      path,
      body,
      number: invocation.calls,
      functionKey: invocation.options.functionKey,
      invocationId: invocation.options.id,
    };
    const effect = hook?.(call) ?? faults.decide(call);

    if (effect.kind === 'answer') {
      const { status, headers } = effect;
      const hasNoBody = status === 204 || status === 304;
      return new Response(hasNoBody ? null : (effect.body ?? ''), {
        status,
        headers: headers ?? {},
      });
    }
    if (effect.kind === 'crash' && effect.when === 'before') {
      invocation.end({ kind: 'crashed' });
      return never();
    }
    if (effect.kind === 'delay') {
      await runOutside(() => clock.waitUntil(clock.nowMs() + effect.delayMs));
      if (invocation.ended) return never();
    }
    if (effect.kind === 'carry-out-late') {
      const { delayMs, watch = (work) => work() } = effect;
      // Nobody is left to hear how it went.
      runOutside(() =>
        clock.waitUntil(clock.nowMs() + delayMs).then(() => watch(async () => carryOut())),
      ).then(undefined, () => {});
      throw brokenConnection();
    }

    let answer: T;
    try {
      answer = await runOutside(carryOut);
    } catch (error) {
      if (invocation.ended) return never();
      throw error;
    }
    if (effect.kind === 'crash') invocation.end({ kind: 'crashed' });
    if (invocation.ended) return never();
    if (effect.kind === 'drop-response') throw brokenConnection();
    return answer;
  }

  return {
    async pass(invocation, call, carryOut) {
      if (invocation.ended) return never();
      invocation.pendingCalls += 1;
      try {
        return await decideAndCarryOut(invocation, call, carryOut);
      } finally {
        invocation.pendingCalls -= 1;
      }
    },
  };
}
