/**
 * Redmine's REST API: the only place that calls it.
 *
 * The key travels in one header and to one host: no query, no redirect to elsewhere, no plain http.
 * Redmine answers 401, 403 and 404 with nothing at all; a page in their place comes from something
 * in front of it and is never taken for Redmine's word.
 * https://www.redmine.org/projects/redmine/wiki/Rest_api
 */
import * as z from 'zod';
import type { Answer } from '../http/answer';
import { describeRefusal } from '../http/refusal-words';
import { readRetryAfter, readServerTime } from '../http/server-time';
import { bodyOf, headersOf, type StreamedBody } from '../http/streamed';
import {
  type FailedRequest,
  toNetworkError,
  toStatusError,
  toTimeoutError,
} from '../http/to-error';
import {
  REQUEST_TIMEOUT_MS,
  TimeoutError,
  TRANSFER_TIMEOUT_MS,
  withinTime,
} from '../http/within-time';
import { type Clock, type FileContent, PermanentError } from '../ports';
import { parseRedmineAddress, type RedmineAddress } from './address';

export interface RedmineRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From Redmine's root, `/issues/42.json`. Built from numbers and encoded names only. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The login of somebody to be: an administrator's key alone may, others are not listened to. */
  readonly asLogin?: string;
  /** A file instead of JSON. */
  readonly file?: StreamedBody;
  /** Statuses outside of 2xx that are an answer to the caller and not a failure. */
  readonly accept?: readonly number[];
}

export interface RedmineClient {
  /** @throws PermanentError, RetryLaterError as `http/to-error.ts` says */
  send(request: RedmineRequest): Promise<Answer>;
  /** The bytes that a GET answers, as they come; `null` where there is no such thing. */
  open(path: string): Promise<FileContent | null>;
}

export interface RedmineClientOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly clock: Clock;
  /** Only the local host sets it: `http` to a loopback address. */
  readonly allowHttpLoopback: boolean;
  readonly timeoutMs?: number;
  /** Told of every call that was answered. */
  readonly onCall?: () => void;
}

/** @throws PermanentError (`access`) for an address that the key must not be sent to */
export function createRedmineClient(options: RedmineClientOptions): RedmineClient {
  const address = parseRedmineAddress(options.baseUrl, options.allowHttpLoopback);
  return {
    send: (request) => send(address, options, request),
    open: (path) => open(address, options, path),
  };
}

async function send(
  address: RedmineAddress,
  options: RedmineClientOptions,
  request: RedmineRequest,
): Promise<Answer> {
  const name = `[redmine] ${request.method} ${request.path}`;
  const isWrite = request.method !== 'GET';
  const timeoutMs = options.timeoutMs ?? (request.file ? TRANSFER_TIMEOUT_MS : REQUEST_TIMEOUT_MS);
  const { response, text } = await withinTime(timeoutMs, async (signal) => {
    const response = await exchange(address, options.apiKey, request, signal);
    return { response, text: await response.text() };
  }).catch((error: unknown) => {
    throw translateError(error, { request: name, isWrite }, address, timeoutMs);
  });
  options.onCall?.();
  return judge(options, request, name, response, text);
}

async function open(
  address: RedmineAddress,
  options: RedmineClientOptions,
  path: string,
): Promise<FileContent | null> {
  const request = { method: 'GET', path, accept: [404] } as const;
  const name = `[redmine] GET ${path}`;
  const timeoutMs = options.timeoutMs ?? REQUEST_TIMEOUT_MS;
  // The time is for the answer to begin; its bytes are waited for by whoever takes them.
  const response = await withinTime(timeoutMs, () =>
    exchange(address, options.apiKey, request),
  ).catch((error: unknown) => {
    throw translateError(error, { request: name, isWrite: false }, address, timeoutMs);
  });
  options.onCall?.();
  const isOwnWord = response.ok && !response.redirected && !isProxyError(response);
  if (isOwnWord && response.body) return response.body;
  judge(options, request, name, response, await response.text());
  return null;
}

/** What a request that got no answer of Redmine's comes to. */
function translateError(
  error: unknown,
  failed: FailedRequest,
  address: RedmineAddress,
  timeoutMs: number,
) {
  if (error instanceof TimeoutError) return toTimeoutError(failed, timeoutMs);
  if (isEgressRefusal(error)) return toEgressError(failed.request, address, error);
  return toNetworkError(failed, error);
}

async function exchange(
  address: RedmineAddress,
  apiKey: string,
  request: RedmineRequest,
  signal?: AbortSignal,
): Promise<Response> {
  const query = new URLSearchParams(request.query).toString();
  const url = `${address.origin}${address.prefix}${request.path}${query === '' ? '' : `?${query}`}`;
  const { file } = request;
  return fetch(url, {
    method: request.method,
    headers: {
      Accept: 'application/json',
      'X-Redmine-API-Key': apiKey,
      ...(request.asLogin === undefined ? {} : { 'X-Redmine-Switch-User': request.asLogin }),
      ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(file ? headersOf(file) : {}),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    ...(file ? await bodyOf(file) : {}),
    // Followed by hand or not at all: fetch would take the key along to wherever it leads.
    redirect: 'manual',
    ...(signal ? { signal } : {}),
  });
}

function isProxyError(response: Response): boolean {
  return response.headers.has('forge-proxy-error');
}

function judge(
  options: RedmineClientOptions,
  request: RedmineRequest,
  name: string,
  response: Response,
  text: string,
): Answer {
  const { status, headers } = response;
  const nowMs = options.clock.nowMs();
  const proxyError = headers.get('forge-proxy-error');
  if (proxyError !== null) throw toProxyError(name, request, status, proxyError);
  if ((status >= 300 && status < 400) || response.redirected) {
    throw new PermanentError(
      `${name}: ${status} redirects to ${hostOf(headers.get('Location'), response.url)}; the key is not sent on: enter the address that Redmine itself answers at`,
      'access',
    );
  }
  const body = parseBody(text);
  const answer: Answer = {
    request: name,
    status,
    body,
    ...readServerTime(headers.get('Date'), nowMs),
  };
  if (response.ok) {
    if (body !== undefined) return answer;
    throw new PermanentError(
      `${name}: ${status} with a page instead of JSON; a login or a proxy answers there`,
      'access',
    );
  }
  // An empty body is Redmine's own 401, 403 or 404; anything else was said by someone else.
  if (request.accept?.includes(status) && body === null) return answer;
  throw toStatusError({
    request: name,
    isWrite: request.method !== 'GET',
    status,
    words: describeRefusal(wordsOf(body), [request.body, options.apiKey]),
    retryAfterSeconds: readRetryAfter(headers.get('Retry-After'), nowMs),
  });
}

/** `null` for an empty body (a 204 of older versions holds a blank), `undefined` for no JSON. */
function parseBody(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    // Said in the message by its status; the page itself helps nobody.
    return undefined;
  }
}

/** 422 lists sentences in the key owner's language; Rails' own errors have one word. */
const refusalSchema = z.object({
  errors: z.array(z.string()).optional(),
  error: z.string().optional(),
});

function wordsOf(body: unknown): string[] {
  if (body === undefined) return ['(a page, not from the API)'];
  const parsed = refusalSchema.safeParse(body);
  if (!parsed.success) return [];
  const { errors = [], error } = parsed.data;
  return [...errors, ...(error === undefined ? [] : [error])];
}

function hostOf(location: string | null, base: string): string {
  if (location === null) return 'nowhere';
  return URL.canParse(location, base || undefined)
    ? new URL(location, base || undefined).host
    : 'another path';
}

/** Forge's own answer in place of Redmine's: nothing was sent on. */
function toProxyError(name: string, request: RedmineRequest, status: number, words: string) {
  if (status === 403) {
    return new PermanentError(`${name}: ${status} Forge refused the call (${words})`, 'access');
  }
  const isWrite = request.method !== 'GET';
  return toStatusError({ request: name, isWrite, status, words, retryAfterSeconds: null });
}

/** Forge's names for a host that is not in the app's egress permissions. */
const EGRESS_NAMES: ReadonlySet<string> = new Set(['REQUEST_EGRESS_ALLOWLIST_ERR']);

function isEgressRefusal(error: unknown): boolean {
  return error instanceof Error && EGRESS_NAMES.has(error.name);
}

function toEgressError(name: string, address: RedmineAddress, cause: unknown): PermanentError {
  return new PermanentError(
    `${name}: Forge does not let the app reach ${address.origin}; an admin has to allow that host`,
    'access',
    { cause },
  );
}
