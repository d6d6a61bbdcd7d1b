/**
 * Holds requests and answers against Jira's OpenAPI document.
 *
 * The document is not part of this repository: the environment variable `JIRA_OPENAPI` names a copy
 * (https://developer.atlassian.com/cloud/jira/platform/swagger-v3.v3.json).
 */
import type { Json } from '../json';
import { openDocument } from './document';
import { type Exchange, requestErrors, responseErrors } from './exchange';

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

export interface OpenApiCheck {
  /** Everything found so far. */
  readonly violations: readonly Violation[];
  /** Checks one exchange; what is found is recorded and given to `onViolation`. */
  check(exchange: Exchange): void;
}

type Handler = (request: Request) => Promise<Response>;

/**
 * Reads the document, once in a process: that takes about half a second, and the first use of each
 * operation some milliseconds more.
 * @param onViolation by default throws, so that a test fails where it happens
 */
export async function createOpenApiCheck(
  documentPath: string,
  onViolation: (violation: Violation) => void = throwViolation,
): Promise<OpenApiCheck> {
  const { api, operations } = await openDocument(documentPath);
  const violations: Violation[] = [];

  function check(exchange: Exchange): void {
    const { method, url, status, sentByApp } = exchange;
    const path = url.pathname;
    const operation = operations.find(method, path)?.route.operation;
    const found: readonly (readonly [Violation['kind'], readonly string[]])[] =
      operation === undefined
        ? [['request', sentByApp && path.startsWith('/rest/') ? ['is not documented'] : []]]
        : [
            ['request', requestErrors(api, operation, exchange)],
            ['response', responseErrors(api, operation, exchange)],
          ];
    for (const [kind, errors] of found) {
      if (errors.length === 0) continue;
      const name = operation?.operationId ?? '';
      const violation = { kind, operation: name, method, path, status, errors };
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
