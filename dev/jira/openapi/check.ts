/**
 * Holds requests and answers against Jira's OpenAPI document.
 *
 * The document is not part of this repository: the environment variable `JIRA_OPENAPI` names a copy
 * (https://developer.atlassian.com/cloud/jira/platform/swagger-v3.v3.json).
 */

import { readFileSync } from 'node:fs';
import { type Request as ApiRequest, OpenAPIBackend, type Operation } from 'openapi-backend';
import { Router } from '../http/router';
import type { Json } from '../json';
import { UNSATISFIABLE_REQUESTS, withoutDeviations } from './deviations';
import { JIRA_FORMATS } from './formats';

export interface Violation {
  readonly kind: 'request' | 'response';
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly errors: readonly string[];
}

export class OpenApiViolation extends Error {
  constructor(readonly violation: Violation) {
    const { kind, method, path, status, errors } = violation;
    super(`[openapi] ${kind} of ${method} ${path} (${status}): ${errors.join('; ')}`);
  }
}

/** One exchange, with its bodies parsed. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly requestBody: Json | undefined;
  readonly status: number;
  readonly responseBody: Json | undefined;
  /** The app sent it: then even a refused request must fit the document. */
  readonly sentByApp: boolean;
}

export interface OpenApiCheck {
  /** Everything found so far. */
  readonly violations: readonly Violation[];
  /** Checks one exchange; what is found is recorded and given to `onViolation`. */
  check(exchange: Exchange): void;
}

type Handler = (request: Request) => Promise<Response>;

/**
 * Reads the document; takes about half a second, and some milliseconds at the first use of each
 * operation.
 * @param onViolation by default throws, so that a test fails where it happens
 */
export async function createOpenApiCheck(
  documentPath: string,
  onViolation: (violation: Violation) => void = throwViolation,
): Promise<OpenApiCheck> {
  const api = new OpenAPIBackend({
    definition: JSON.parse(readFileSync(documentPath, 'utf8')),
    quick: true,
    validate: true,
    ajvOpts: { strict: false, allErrors: true, formats: { ...JIRA_FORMATS } },
  });
  await api.init();
  const operations = routesOf(api);
  const violations: Violation[] = [];

  function check(exchange: Exchange): void {
    const { method, url, status } = exchange;
    const match = operations.find(method, url.pathname);
    if (match === undefined) return;
    const operation = match.route;
    for (const [kind, errors] of [
      ['request', requestErrors(api, operation.operation, exchange)],
      ['response', responseErrors(api, operation.operation, exchange)],
    ] as const) {
      if (errors.length === 0) continue;
      const violation: Violation = {
        kind,
        operation: operation.operation.operationId ?? '',
        method,
        path: url.pathname,
        status,
        errors,
      };
      violations.push(violation);
      onViolation(violation);
    }
  }

  return { violations, check };
}

function throwViolation(violation: Violation): never {
  throw new OpenApiViolation(violation);
}

/** Wraps any handler so that each of its exchanges is checked. */
export function withOpenApiCheck(
  check: OpenApiCheck,
  handler: Handler,
  sentByApp = false,
): Handler {
  return async (request) => {
    const requestText = await request.clone().text();
    const response = await handler(request);
    check.check({
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      requestBody: parseJson(request.headers, requestText),
      status: response.status,
      responseBody: parseJson(response.headers, await response.clone().text()),
      sentByApp,
    });
    return response;
  };
}

function parseJson(headers: Headers, text: string): Json | undefined {
  if (text === '' || !(headers.get('content-type') ?? '').includes('application/json'))
    return undefined;
  return JSON.parse(text) as Json;
}

interface OperationRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly operation: Operation;
}

/** The library matches a path by trying all 420; a tree of segments is a thousand times faster. */
function routesOf(api: OpenAPIBackend): Router<OperationRoute> {
  const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;
  const routes = api.router.getOperations().flatMap((operation): OperationRoute[] => {
    const method = methods.find((name) => name === operation.method.toUpperCase());
    return method === undefined ? [] : [{ method, path: operation.path, operation }];
  });
  return new Router([routes]);
}

function requestErrors(
  api: OpenAPIBackend,
  operation: Operation,
  exchange: Exchange,
): readonly string[] {
  if (exchange.status >= 400 && !exchange.sentByApp) return [];
  if (UNSATISFIABLE_REQUESTS.includes(operation.operationId ?? '')) return [];
  const isMultipart = (exchange.headers.get('content-type') ?? '').startsWith('multipart/');
  if (isMultipart) return [];
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(exchange.url.searchParams.keys())) {
    const values = exchange.url.searchParams.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  const request: ApiRequest = {
    method: exchange.method.toLowerCase(),
    path: exchange.url.pathname,
    headers: Object.fromEntries(exchange.headers),
    query,
    body: readBody(operation, exchange.requestBody),
  };
  return describe(api.validateRequest(request, operation).errors);
}

/** The library parses a string body once more, so a JSON string is given to it as JSON. */
function readBody(operation: Operation, body: Json | undefined): ApiRequest['body'] {
  if (body === undefined) return undefined;
  return typeof body === 'string'
    ? JSON.stringify(body)
    : withoutDeviations(operation.operationId ?? '', body);
}

function responseErrors(
  api: OpenAPIBackend,
  operation: Operation,
  exchange: Exchange,
): readonly string[] {
  const { status, responseBody } = exchange;
  // Refusals are documented loosely, and some statuses (429, 503) not at all.
  if (status >= 400) return [];
  if (!Object.hasOwn(operation.responses ?? {}, String(status))) {
    return [`the status ${status} is not documented`];
  }
  if (responseBody === undefined) return [];
  const body = withoutDeviations(operation.operationId ?? '', responseBody);
  return describe(api.validateResponse(body, operation, status).errors);
}

function describe(
  errors:
    | readonly { instancePath?: string; message?: string; params?: object }[]
    | null
    | undefined,
): readonly string[] {
  return (errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath ?? ''} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}
