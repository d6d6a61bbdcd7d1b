/**
 * What `fetch` is inside of a function: only allowed addresses, only so often, redirects included.
 * @see https://developer.atlassian.com/platform/forge/limits-invocation/ (egress requests)
 */
import type { HostClock } from '../../clock';
import type { CallGate } from '../call-gate';
import type { Invocation } from '../invocation';
import type { Ledger } from '../ledger';
import { FORGE_LIMITS } from '../limits';
import { RateWindow } from '../rate-window';
import { mayFetch } from './egress-matcher';

export type EgressFetch = (
  invocation: Invocation,
  input: string | URL | Request,
  init?: RequestInit,
) => Promise<Response>;

export interface EgressGateOptions {
  readonly clock: HostClock;
  readonly gate: CallGate;
  readonly ledger: Ledger;
  /** The world outside of Atlassian. It does not follow redirects. */
  readonly egress: (request: Request) => Promise<Response>;
  readonly listAllowed: () => readonly string[];
}

/** What the runtime throws; the same name, status and words as `@forge/api` has for it. */
export class EgressRefusedError extends Error {
  override readonly name = 'REQUEST_EGRESS_ALLOWLIST_ERR';
  readonly status = 403;
  constructor(url: string) {
    super(
      `URL not included in the external fetch backend permissions: ${url}. Visit go.atlassian.com/forge-egress for more information.`,
    );
  }
}

const REDIRECTS = [301, 302, 303, 307, 308];
const MAX_REDIRECTS = 20;

/** The request that a redirect asks for, as the fetch standard has it. */
function followRedirect(request: Request, location: URL, status: number): Request {
  const becomesGet = status === 303 || (status < 303 && request.method === 'POST');
  if (!becomesGet && request.body) {
    throw new TypeError('fetch failed: the local host repeats no body after a redirect');
  }
  const headers = new Headers(request.headers);
  if (location.origin !== new URL(request.url).origin) headers.delete('authorization');
  if (becomesGet) for (const name of ['content-type', 'content-length']) headers.delete(name);
  const method = becomesGet ? 'GET' : request.method;
  return new Request(location, { method, headers, redirect: 'manual', signal: request.signal });
}

/** Rejects as soon as the caller gives up; what was asked may still be carried out. */
function raceAbort<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) {
      giveUp();
      return;
    }
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

export function createEgressGate(options: EgressGateOptions): EgressFetch {
  const { clock, gate, ledger, egress, listAllowed } = options;
  const perMinute = new RateWindow(clock, 60_000, FORGE_LIMITS.egressCallsPerMinute);

  function isOverLimit(invocation: Invocation): boolean {
    invocation.egressCalls += 1;
    const allowed = FORGE_LIMITS.egressCallsPerMinuteOfInvocation * invocation.runtimeMinutes;
    return invocation.egressCalls > allowed || !perMinute.take(1);
  }

  function send(invocation: Invocation, request: Request, body: string): Promise<Response> {
    if (isOverLimit(invocation)) {
      const headers = { 'forge-proxy-error': 'EGRESS_RATE_LIMITED' };
      return Promise.resolve(new Response('too many egress requests', { status: 429, headers }));
    }
    ledger.countEgress(request.method);
    const { pathname, search } = new URL(request.url);
    const { method } = request;
    const call = { target: 'redmine', method, path: pathname + search, body } as const;
    return gate.pass(invocation, call, () => egress(request));
  }

  async function sendAndFollow(
    invocation: Invocation,
    first: Request,
    body: string,
    mode: RequestRedirect,
  ): Promise<Response> {
    let request = first;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const response = await send(invocation, request, request === first ? body : '');
      const location = response.headers.get('location');
      if (mode === 'manual' || location === null || !REDIRECTS.includes(response.status)) {
        return response;
      }
      if (mode === 'error') break;
      const target = new URL(location, request.url);
      if (!mayFetch(target.href, listAllowed())) throw new EgressRefusedError(target.href);
      request = followRedirect(request, target, response.status);
    }
    throw new TypeError('fetch failed', { cause: new Error('redirect not followed') });
  }

  return async (invocation, input, init) => {
    const written = input instanceof Request ? input.url : String(input);
    if (!mayFetch(written, listAllowed())) throw new EgressRefusedError(written);
    const request = new Request(input, { ...init, redirect: 'manual' });
    const mode = init?.redirect ?? (input instanceof Request ? input.redirect : 'follow');
    const body = typeof init?.body === 'string' ? init.body : '';
    return raceAbort(request.signal, sendAndFollow(invocation, request, body, mode));
  };
}
