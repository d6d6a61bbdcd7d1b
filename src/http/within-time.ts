/** Ends the wait for an answer. */

/**
 * How long a request may take. Below Forge's own limit (180 s a request, less where a function has
 * less left), and long enough for a slow Redmine. A request given up may still be carried out
 * there: who looks for its effect waits this long first.
 */
export const REQUEST_TIMEOUT_MS = 30_000;

/**
 * How long the transfer of a file may take, upload or download: below the time that a function has
 * (`timeoutSeconds` in manifest.yml), with room for the requests around it.
 */
export const TRANSFER_TIMEOUT_MS = 90_000;

/** Thrown where the time was over before the answer came. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * The promise's value, if it comes in time.
 * @param start gets a signal that is aborted when the time is over
 * @throws TimeoutError when it is
 */
export async function withinTime<T>(
  timeoutMs: number,
  start: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new TimeoutError(`no answer within ${timeoutMs} ms`));
      abort.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([start(abort.signal), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
