/** What a failed request means to us: try again, or stop. Both clients decide by this table. */
import { PermanentError, RetryLaterError, type Trouble } from '../ports';

export interface FailedRequest {
  /** `[redmine] PUT /issues/42.json` */
  readonly request: string;
  /** A read that is lost is not done; a write that is lost may be. */
  readonly isWrite: boolean;
}

export interface FailedAnswer extends FailedRequest {
  readonly status: number;
  /** The tracker's own words, without values; may be empty. */
  readonly words: string;
  readonly retryAfterSeconds: number | null;
  /** A limit of one issue: nothing that the others have to wait for. */
  readonly isOfOneIssue?: boolean;
}

type Meaning = 'access' | 'refused' | 'retry-not-done' | 'retry-unknown' | 'limited';

/** By status; those not named go by their class. */
const MEANING: Readonly<Record<number, Meaning>> = {
  401: 'access',
  408: 'retry-unknown',
  // Jira: another change of the same issue was under way.
  409: 'retry-not-done',
  425: 'retry-not-done',
  429: 'limited',
};

/** Node's codes for a connection that never came to stand, so that nothing was sent. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The error that an answer with this status is. */
export function toStatusError(failed: FailedAnswer): PermanentError | RetryLaterError {
  const { status, words, retryAfterSeconds } = failed;
  const message = `${failed.request}: ${status}${words === '' ? '' : ` ${words}`}`;
  const meaning = MEANING[status] ?? (status >= 500 ? 'retry-unknown' : 'refused');
  switch (meaning) {
    case 'access':
    case 'refused':
      return new PermanentError(message, meaning);
    case 'retry-not-done':
      return new RetryLaterError(message, retryAfterSeconds, 'not-done');
    case 'limited': {
      const trouble = failed.isOfOneIssue ? null : 'limited';
      return new RetryLaterError(message, retryAfterSeconds, 'not-done', trouble);
    }
    case 'retry-unknown': {
      const outcome = failed.isWrite ? 'unknown' : 'not-done';
      return new RetryLaterError(message, retryAfterSeconds, outcome, troubleOf(failed));
    }
    default:
      return meaning satisfies never;
  }
}

/** Answers of what stands in front of a tracker that is not there. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

function troubleOf({ status, retryAfterSeconds }: FailedAnswer): Trouble | null {
  if (status === 503 && retryAfterSeconds !== null) return 'limited';
  if (GATEWAY_STATUSES.has(status)) return 'down';
  return status >= 500 ? 'error' : null;
}

/** The error that a request without an answer is. */
export function toNetworkError(failed: FailedRequest, error: unknown): RetryLaterError {
  const code = findCode(error);
  const neverSent = code !== null && NEVER_SENT.has(code);
  const outcome = failed.isWrite && !neverSent ? 'unknown' : 'not-done';
  const what = neverSent ? 'no connection' : 'the connection broke';
  const message = `${failed.request}: ${what}${code === null ? '' : ` (${code})`}`;
  return new RetryLaterError(message, null, outcome, 'down', { cause: error });
}

/** The error that a request is which we gave up waiting for. */
export function toTimeoutError(failed: FailedRequest, timeoutMs: number): RetryLaterError {
  return new RetryLaterError(
    `${failed.request}: no answer within ${timeoutMs / 1000} s`,
    null,
    failed.isWrite ? 'unknown' : 'not-done',
    'down',
  );
}

/** Undici keeps the system's code one or more causes down. */
function findCode(error: unknown): string | null {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; depth += 1) {
    if ('code' in inner && typeof inner.code === 'string') return inner.code;
    inner = inner.cause;
  }
  return null;
}
