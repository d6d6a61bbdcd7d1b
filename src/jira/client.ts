/**
 * Jira's REST API through Forge: the only place that calls it.
 *
 * Every failure becomes one of the two errors of the ports, with Jira's own words but never a value
 * we sent. A read that gets no answer is not done; a write that gets none may have been.
 */
import { asApp, asUser, NeedsAuthenticationError, ProxyRequestError, type Route } from '@forge/api';
import * as z from 'zod';
import type { Answer } from '../http/answer';
import { describeRefusal } from '../http/refusal-words';
import { readRetryAfter, readServerTime } from '../http/server-time';
import { bodyOf, discardBody, headersOf, type StreamedBody } from '../http/streamed';
import { toNetworkError, toStatusError, toTimeoutError } from '../http/to-error';
import {
  REQUEST_TIMEOUT_MS,
  TimeoutError,
  TRANSFER_TIMEOUT_MS,
  withinTime,
} from '../http/within-time';
import type { Clock, FileContent, PermanentError, RetryLaterError } from '../ports';
import { pointsOfRead } from './points';

export { type Route, route } from '@forge/api';

export interface JiraRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: Route;
  readonly body?: unknown;
  /** A file instead of JSON. */
  readonly file?: StreamedBody;
  /** For a POST that only reads (search, bulkfetch). */
  readonly readsOnly?: true;
  /** Statuses outside of 2xx that are an answer to the caller and not a failure. */
  readonly accept?: readonly number[];
  /** Jira answers 303 to where the task can be watched, which is not followed. */
  readonly startsTask?: true;
}

export interface JiraClient {
  /**
   * @throws PermanentError, RetryLaterError as `http/to-error.ts` says
   * @throws NeedsAuthenticationError (`as: 'user'`) where the person has not consented yet; Forge
   * shows them the consent screen when it leaves the resolver
   */
  send(request: JiraRequest): Promise<Answer>;
  /** The bytes that a GET answers, as they come; `null` where there is no such thing. */
  open(path: Route): Promise<FileContent | null>;
  /** Where a GET is sent on to; `null` where it is not, or where there is no such thing. */
  findRedirect(path: Route): Promise<string | null>;
}

export interface JiraClientOptions {
  /** `user`: the person whose call a resolver serves, with that person's permissions. */
  readonly as: 'app' | 'user';
  readonly clock: Clock;
  readonly timeoutMs?: number;
  /** Told of every call that was answered, and what it cost. */
  readonly onCall?: (points: number) => void;
}

/** https://developer.atlassian.com/cloud/jira/platform/rate-limiting/ */
const PER_ISSUE_LIMIT = 'jira-per-issue-on-write';

/** https://developer.atlassian.com/platform/forge/apis-reference/fetch-api-product.requestjira/ */
export function createJiraClient(options: JiraClientOptions): JiraClient {
  return {
    send: (request) => send(options, request),
    open: (path) => open(options, path),
    findRedirect: (path) => findRedirect(options, path),
  };
}

async function send(options: JiraClientOptions, request: JiraRequest): Promise<Answer> {
  const { clock } = options;
  const name = nameOf(request);
  const isWrite = request.method !== 'GET' && request.readsOnly !== true;
  const timeoutMs = options.timeoutMs ?? (request.file ? TRANSFER_TIMEOUT_MS : REQUEST_TIMEOUT_MS);
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
  options.onCall?.(isWrite ? 1 : pointsOfRead(request.path.value, answer.body));
  const isStarted = request.startsTask && response.status === 303;
  if (response.ok || isStarted || request.accept?.includes(response.status)) return answer;
  throw toFailure(clock, request, response, answer.body);
}

/** What both of Forge's and the standard's responses have. */
type Told = Pick<Response, 'status'> & { readonly headers: Pick<Headers, 'get'> };

function toFailure(clock: Clock, request: JiraRequest, response: Told, body: unknown) {
  const retryAfter =
    response.headers.get('Retry-After') ?? response.headers.get('X-RateLimit-Reset');
  return toStatusError({
    request: nameOf(request),
    isWrite: request.method !== 'GET' && request.readsOnly !== true,
    status: response.status,
    words: describeRefusal(wordsOf(body), request.body),
    retryAfterSeconds: readRetryAfter(retryAfter, clock.nowMs()),
    isOfOneIssue: response.headers.get('RateLimit-Reason') === PER_ISSUE_LIMIT,
  });
}

async function exchange(as: 'app' | 'user', request: JiraRequest) {
  const { file } = request;
  const response = await ask(as, request.path, {
    method: request.method,
    ...(request.startsTask ? { redirect: 'manual' } : {}),
    headers: {
      Accept: 'application/json',
      ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      // Jira takes no form without it.
      ...(file ? { ...headersOf(file), 'X-Atlassian-Token': 'no-check' } : {}),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    ...(file ? await bodyOf(file) : {}),
  });
  return { response, text: await response.text() };
}

/**
 * Forge's package declares a part of `fetch`; its Node runtime has the whole of it, streamed bodies
 * and redirects among it.
 */
async function ask(as: 'app' | 'user', path: Route, init: object): Promise<Response> {
  const { requestJira } = as === 'app' ? asApp() : asUser();
  const response: unknown = await requestJira(path, init);
  if (response instanceof Response) return response;
  throw new Error(`[jira] the platform answered ${path.value} with something else than a Response`);
}

async function open(options: JiraClientOptions, path: Route): Promise<FileContent | null> {
  const response = await get(options, path, 'follow');
  if (response.ok && response.body) return response.body;
  const text = await response.text();
  if (response.status === 404) return null;
  throw toFailure(options.clock, { method: 'GET', path }, response, parseBody(text));
}

async function findRedirect(options: JiraClientOptions, path: Route): Promise<string | null> {
  const response = await get(options, path, 'manual');
  await discardBody(response);
  // Where the platform followed it all the same, the answer says where it came from.
  if (response.ok) return response.redirected ? response.url : null;
  const location = response.headers.get('Location');
  if (location !== null || response.status === 404) return location;
  throw toFailure(options.clock, { method: 'GET', path }, response, null);
}

async function get(options: JiraClientOptions, path: Route, redirect: RequestRedirect) {
  const timeoutMs = options.timeoutMs ?? REQUEST_TIMEOUT_MS;
  const response = await withinTime(timeoutMs, () =>
    ask(options.as, path, { method: 'GET', headers: { Accept: '*/*' }, redirect }),
  ).catch((error: unknown) => {
    throw translateError(error, nameOf({ method: 'GET', path }), false, timeoutMs);
  });
  options.onCall?.(pointsOfRead(path.value, null));
  return response;
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
