/**
 * Jira's REST API through Forge: the only place that calls it.
 *
 * Every failure becomes one of the two errors of the ports, with Jira's own words but never a value
 * we sent. A read that gets no answer is not done; a write that gets none may have been.
 */
import { asApp, asUser, NeedsAuthenticationError, ProxyRequestError, type Route } from '@forge/api';
import { z } from 'zod';
import type { Answer } from '../http/answer';
import { describeRefusal } from '../http/refusal-words';
import { readRetryAfter, readServerTime } from '../http/server-time';
import { toNetworkError, toStatusError, toTimeoutError } from '../http/to-error';
import { REQUEST_TIMEOUT_MS, TimeoutError, withinTime } from '../http/within-time';
import type { Clock, PermanentError, RetryLaterError } from '../ports';

export { type Route, route } from '@forge/api';

export interface JiraRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: Route;
  readonly body?: unknown;
  /** For a POST that only reads (search, bulkfetch). */
  readonly readsOnly?: true;
  /** Statuses outside of 2xx that are an answer to the caller and not a failure. */
  readonly accept?: readonly number[];
}

export interface JiraClient {
  /**
   * @throws PermanentError, RetryLaterError as `http/to-error.ts` says
   * @throws NeedsAuthenticationError (`as: 'user'`) where the person has not consented yet; Forge
   * shows them the consent screen when it leaves the resolver
   */
  send(request: JiraRequest): Promise<Answer>;
}

export interface JiraClientOptions {
  /** `user`: the person whose call a resolver serves, with that person's permissions. */
  readonly as: 'app' | 'user';
  readonly clock: Clock;
  readonly timeoutMs?: number;
}

/** https://developer.atlassian.com/cloud/jira/platform/rate-limiting/ */
const PER_ISSUE_LIMIT = 'jira-per-issue-on-write';

/** https://developer.atlassian.com/platform/forge/apis-reference/fetch-api-product.requestjira/ */
export function createJiraClient(options: JiraClientOptions): JiraClient {
  return { send: (request) => send(options, request) };
}

async function send(options: JiraClientOptions, request: JiraRequest): Promise<Answer> {
  const { clock } = options;
  const name = nameOf(request);
  const isWrite = request.method !== 'GET' && request.readsOnly !== true;
  const timeoutMs = options.timeoutMs ?? REQUEST_TIMEOUT_MS;
  // The time is for the whole answer: a body can stall as well as a status line.
  const { response, text } = await withinTime(timeoutMs, () => exchange(options.as, request)).catch(
    (error: unknown) => {
      throw translateError(error, name, isWrite, timeoutMs);
    },
  );
  const answer: Answer = {
    request: name,
    status: response.status,
    body: parseBody(text),
    ...readServerTime(response.headers.get('Date'), clock.nowMs()),
  };
  if (response.ok || request.accept?.includes(response.status)) return answer;
  const retryAfter =
    response.headers.get('Retry-After') ?? response.headers.get('X-RateLimit-Reset');
  throw toStatusError({
    request: name,
    isWrite,
    status: response.status,
    words: describeRefusal(wordsOf(answer.body), request.body),
    retryAfterSeconds: readRetryAfter(retryAfter, clock.nowMs()),
    isOfOneIssue: response.headers.get('RateLimit-Reason') === PER_ISSUE_LIMIT,
  });
}

async function exchange(as: 'app' | 'user', request: JiraRequest) {
  const { requestJira } = as === 'app' ? asApp() : asUser();
  const response = await requestJira(request.path, {
    method: request.method,
    headers: {
      Accept: 'application/json',
      ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
  return { response, text: await response.text() };
}

/** The refusal that an accepted answer turned out to be. */
export function toRefusal(answer: Answer, request: JiraRequest): PermanentError | RetryLaterError {
  return toStatusError({
    request: answer.request,
    isWrite: request.method !== 'GET' && request.readsOnly !== true,
    status: answer.status,
    words: describeRefusal(wordsOf(answer.body), request.body),
    retryAfterSeconds: null,
  });
}

/** What a request that got no answer of Jira's comes to. */
function translateError(error: unknown, name: string, isWrite: boolean, timeoutMs: number) {
  if (error instanceof NeedsAuthenticationError) return error;
  if (error instanceof TimeoutError) return toTimeoutError({ request: name, isWrite }, timeoutMs);
  if (error instanceof ProxyRequestError) {
    const { status, errorCode: words } = error;
    return toStatusError({ request: name, isWrite, status, words, retryAfterSeconds: null });
  }
  return toNetworkError({ request: name, isWrite }, error);
}

function nameOf(request: JiraRequest): string {
  return `[jira] ${request.method} ${request.path.value.split('?')[0]}`;
}

/** `null` for an empty body, `undefined` for one that is no JSON: no schema takes either. */
function parseBody(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page; the status says all that we can use of it.
    return undefined;
  }
}

/** Jira's error collection, and the other shape that its gateway uses. */
const refusalSchema = z.object({
  errorMessages: z.array(z.string()).optional(),
  errors: z.record(z.string(), z.string()).optional(),
  message: z.string().optional(),
});

function wordsOf(body: unknown): string[] {
  const parsed = refusalSchema.safeParse(body);
  if (!parsed.success) return [];
  const { errorMessages = [], errors = {}, message } = parsed.data;
  const byField = Object.entries(errors).map(([field, text]) => `${field}: ${text}`);
  return [...errorMessages, ...byField, ...(message === undefined ? [] : [message])];
}

/** What a 400 says of single fields; empty where it speaks of the request as a whole. */
export function fieldErrorsOf(answer: Answer, sent: unknown): ReadonlyMap<string, string> {
  const parsed = refusalSchema.safeParse(answer.body);
  if (!parsed.success || (parsed.data.errorMessages ?? []).length > 0) return new Map();
  return new Map(
    Object.entries(parsed.data.errors ?? {}).map(([field, text]) => [
      field,
      describeRefusal([text], sent),
    ]),
  );
}
