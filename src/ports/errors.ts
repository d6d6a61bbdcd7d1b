/** The only two errors that cross a port; anything else that is thrown is a bug. */
import type { Trouble } from '../core/failing/circuit';

/** Asking again will not help: bad request, no permission, a broken document. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
  /**
   * @param message what, where, which status: `[redmine] PUT /issues/42.json: 422 Status is invalid`
   * @param reason `refused`: the tracker will not take this one request; `access`: the key or the
   * app is not allowed, so nothing on this connection can work.
   */
  constructor(
    message: string,
    readonly reason: 'refused' | 'access',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** It may work later: network, 5xx, 429, a lost race on a stored version. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError';
  /**
   * @param retryAfterSeconds what the tracker asked for, where it did
   * @param outcome `unknown`: the request may have been carried out or may still be
   * @param trouble what it says of the whole tracker; `null`: nothing
   */
  constructor(
    message: string,
    readonly retryAfterSeconds: number | null,
    readonly outcome: 'not-done' | 'unknown',
    readonly trouble: Trouble | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
