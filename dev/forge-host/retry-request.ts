/**
 * A function asks for another try by returning what `InvocationError` of `@forge/events` turns into.
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/async-events-api/#retries
 */
import { z } from 'zod';
import type { RunOutcome } from './invocation';
import { FORGE_LIMITS } from './limits';

const retrySchema = z.object({
  _retry: z.literal(true),
  retryOptions: z
    .object({
      retryAfter: z.number().optional(),
      retryReason: z.string().optional(),
      retryData: z.unknown().optional(),
    })
    .optional(),
});

/** Why and how a delivery is to be tried again. */
export interface RetryRequest {
  /** `app`: the function returned a request; `app-error`: it failed; `platform`: it was ended. */
  readonly cause: 'app' | 'app-error' | 'platform';
  readonly reason: string;
  /** As JSON text. */
  readonly dataJson?: string;
  /** What the function asked for. */
  readonly afterMs?: number;
}

/** @returns `undefined` where the run was a success */
export function findRetryRequest(outcome: RunOutcome): RetryRequest | undefined {
  switch (outcome.kind) {
    case 'threw':
      return { cause: 'app-error', reason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' };
    case 'timed-out':
      return { cause: 'app-error', reason: 'FUNCTION_TIME_OUT' };
    case 'crashed':
      return { cause: 'platform', reason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' };
    case 'returned': {
      const parsed = retrySchema.safeParse(outcome.value);
      if (!parsed.success) return undefined;
      const { retryAfter = 1, retryReason, retryData } = parsed.data.retryOptions ?? {};
      const seconds = Math.min(Math.max(retryAfter, 1), FORGE_LIMITS.retryAfterSeconds);
      const dataJson = retryData === undefined ? undefined : JSON.stringify(retryData);
      const fits =
        dataJson !== undefined && Buffer.byteLength(dataJson) <= FORGE_LIMITS.retryDataBytes;
      return {
        cause: 'app',
        reason: retryReason ?? 'FUNCTION_RETRY_REQUEST',
        afterMs: seconds * 1000,
        ...(fits ? { dataJson } : {}),
      };
    }
    default:
      return outcome satisfies never;
  }
}

const BACKOFF_START_MS = 5000;

/**
 * @param attempts how often it was tried so far
 * @returns the pause before the next try, doubling up to the platform's cap
 */
export function computeBackoffMs(attempts: number): number {
  return Math.min(BACKOFF_START_MS * 2 ** (attempts - 1), FORGE_LIMITS.queue.backoffCapMs);
}
