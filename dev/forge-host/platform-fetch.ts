/** `__forge_fetch__`: sends each call of a `@forge/*` package to the part of the platform it is for. */
import { z } from 'zod';
import type { CallGate } from './call-gate';
import type { ForgeFetchTarget } from './globals';
import { type Invocation, never } from './invocation';
import type { createJiraCalls } from './jira-calls';
import { type PlatformResponse, respondEmpty, respondJson } from './json-response';
import type { KvsService } from './kvs/kvs-service';
import type { Ledger } from './ledger';
import { FORGE_LIMITS } from './limits';
import type { HostNotice } from './notice';
import type { QueueService } from './queue/queue-service';
import type { ReportedAccounts } from './report-accounts';
import { answerWebTriggerUrls } from './web-trigger-urls';

export interface PlatformFetchOptions {
  readonly gate: CallGate;
  readonly ledger: Ledger;
  readonly kvs: KvsService;
  readonly queue: QueueService;
  readonly jira: ReturnType<typeof createJiraCalls>;
  readonly accounts: ReportedAccounts;
  readonly webTriggerUrls: ReadonlyMap<string, string>;
  readonly onNotice: (notice: HostNotice) => void;
  readonly onAnswer: (answer: PlatformAnswer) => void;
}

/** What storage or queue answered themselves: faults do not show here. */
export interface PlatformAnswer {
  readonly what: 'kvs-read' | 'kvs-write' | 'push';
  readonly status: number;
  /** Units of 10 KB, begun ones whole; events of a push. */
  readonly amount: number;
}

export type PlatformFetch = (
  invocation: Invocation,
  target: ForgeFetchTarget,
  path: string,
  init?: RequestInit,
) => Promise<PlatformResponse>;

const pushSchema = z.object({ payload: z.array(z.unknown()) });

/** How many events a push holds, whatever becomes of it. */
function countEvents(body: string): number {
  return pushSchema.safeParse(JSON.parse(body)).data?.payload.length ?? 0;
}

export function createPlatformFetch(options: PlatformFetchOptions): PlatformFetch {
  const { gate, ledger, kvs, queue, jira, accounts, webTriggerUrls, onNotice, onAnswer } = options;

  function refuseUnknown(target: ForgeFetchTarget, method: string, path: string): PlatformResponse {
    const what = [target.type, target.provider, target.remote ?? target.service, method, path];
    const message = `the local Forge host does not model ${what.filter(Boolean).join(' ')}`;
    onNotice({ kind: 'not-modelled', message });
    return respondJson(501, JSON.stringify({ code: 'NOT_MODELLED', message }));
  }

  function callKvs(invocation: Invocation, path: string, body: string): Promise<PlatformResponse> {
    const access = kvs.accessOf(path) ?? 'read';
    ledger.countKvsRequest(access);
    return gate.pass(invocation, { target: 'kvs', method: 'POST', path, body }, () => {
      const answer = kvs.handle(path, body);
      ledger.countKvsBytes(access, answer.bytes);
      const amount = Math.max(1, Math.ceil(answer.bytes / FORGE_LIMITS.kvs.unitBytes));
      onAnswer({ what: `kvs-${access}`, status: answer.status, amount });
      return answer.json === undefined
        ? respondEmpty(answer.status)
        : respondJson(answer.status, answer.json);
    });
  }

  function callStargate(
    invocation: Invocation,
    target: ForgeFetchTarget,
    method: string,
    path: string,
    body: string,
  ): Promise<PlatformResponse> {
    if (path.startsWith('/webhook/queue/')) {
      const isPush = path.startsWith('/webhook/queue/publish/');
      if (isPush) ledger.countPush(countEvents(body));
      return gate.pass(invocation, { target: 'queue', method, path, body }, () => {
        const answer = queue.handle(invocation, path, body);
        if (!answer) return refuseUnknown(target, method, path);
        if (isPush) onAnswer({ what: 'push', status: answer.status, amount: countEvents(body) });
        return answer;
      });
    }
    return gate.pass(invocation, { target: 'platform', method, path, body }, () => {
      if (path === '/app/report-accounts') return accounts.answer(body);
      const answer = path === '/graphql' ? answerWebTriggerUrls(body, webTriggerUrls) : undefined;
      return answer ?? refuseUnknown(target, method, path);
    });
  }

  return async (invocation, target, path, init) => {
    if (invocation.ended) return never();
    const method = (init?.method ?? 'GET').toUpperCase();
    const body = typeof init?.body === 'string' ? init.body : '';
    if (target.type === 'kvs') {
      return kvs.accessOf(path)
        ? callKvs(invocation, path, body)
        : refuseUnknown(target, method, path);
    }
    if (target.type === 'fpp' && target.remote === 'jira') {
      return jira(invocation, target, path, init);
    }
    if (target.type === 'fpp' && target.remote === 'stargate' && target.provider === 'app') {
      return callStargate(invocation, target, method, path, body);
    }
    return refuseUnknown(target, method, path);
  };
}
