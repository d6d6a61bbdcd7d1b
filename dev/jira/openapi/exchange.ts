/** Judges one exchange by the operation it belongs to. */
import type { Request as ApiRequest, OpenAPIBackend, Operation } from 'openapi-backend';
import type { Json } from '../json';
import { UNSATISFIABLE_REQUESTS, withoutDeviations } from './deviations';

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

export function requestErrors(
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

export function responseErrors(
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
