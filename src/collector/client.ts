/** Posts audit entries to a log collector. Its token travels in a header, to one address only. */
import { readRetryAfter } from '../http/server-time';
import { toNetworkError, toStatusError, toTimeoutError } from '../http/to-error';
import { parseWebAddress } from '../http/web-address';
import { REQUEST_TIMEOUT_MS, TimeoutError, withinTime } from '../http/within-time';
import { type Clock, PermanentError } from '../ports';
import type { Collector, CollectorSettings } from '../ports/upkeep';
import { SHAPES } from './shapes';

export interface CollectorOptions extends CollectorSettings {
  readonly clock: Clock;
  /** Only the local host sets it. */
  readonly allowHttpLoopback: boolean;
}

/** @throws PermanentError (`access`) for an address that the token must not be sent to */
export function createCollector(options: CollectorOptions): Collector {
  const { kind, token, clock } = options;
  const url = parseWebAddress('[collector]', options.url, options.allowHttpLoopback);
  const shape = SHAPES[kind];
  const request = `[collector] POST ${url.host}`;

  return {
    async push(entries) {
      const response = await withinTime(REQUEST_TIMEOUT_MS, (signal) =>
        fetch(url.href, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...shape.headers(token) },
          body: shape.body(entries),
          // The token goes nowhere but where the admin said.
          redirect: 'manual',
          signal,
        }),
      ).catch((error: unknown) => {
        // Entries that come twice are the same entries: a lost answer is no harm.
        if (error instanceof TimeoutError) {
          throw toTimeoutError({ request, isWrite: false }, REQUEST_TIMEOUT_MS);
        }
        throw toNetworkError({ request, isWrite: false }, error);
      });
      if (response.ok) return;
      if (response.status >= 300 && response.status < 400) {
        throw new PermanentError(
          `${request}: ${response.status} redirects elsewhere; the token is not sent on`,
          'access',
        );
      }
      // What it says may quote what we sent, so only the status is told.
      throw toStatusError({
        request,
        isWrite: false,
        status: response.status,
        words: '',
        retryAfterSeconds: readRetryAfter(response.headers.get('Retry-After'), clock.nowMs()),
      });
    },
  };
}
