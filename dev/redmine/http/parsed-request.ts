import { isParamObject, type Param, type ParamObject, parseNestedQuery } from './params';

/** A request with its body read, so that all that follows is synchronous and thus atomic. */
export interface ParsedRequest {
  readonly method: string;
  /** Decoded per segment, without the `.json`. */
  readonly segments: readonly string[];
  /** `json`, `xml`, or `''` where the path names none. */
  readonly format: string;
  /** Query and body together, the body winning. */
  readonly params: ParamObject;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Thrown for a body that is not the JSON it says it is; Rails answers 400 to that. */
export class MalformedBody extends Error {}

/** @throws MalformedBody */
export async function parseRequest(request: Request, basePath: string): Promise<ParsedRequest> {
  const url = new URL(request.url);
  const body = new Uint8Array(await request.arrayBuffer());
  const path = url.pathname.startsWith(basePath)
    ? url.pathname.slice(basePath.length)
    : url.pathname;
  return {
    method: request.method,
    ...parsePath(path),
    params: { ...parseNestedQuery(url.search), ...parseBody(request.headers, body) },
    headers: request.headers,
    body,
  };
}

const NO_BODY = new Uint8Array();

/** A request whose body was never text; it is copied, so that nobody shares it. */
export function parsePlainRequest(
  method: string,
  pathAndQuery: string,
  sent: ParamObject | undefined,
  headers: Headers,
  content = NO_BODY,
): ParsedRequest {
  const [path = '', query = ''] = pathAndQuery.split('?', 2);
  return {
    method,
    ...parsePath(path),
    params: { ...parseNestedQuery(query), ...structuredClone(sent) },
    headers,
    body: content,
  };
}

function parsePath(path: string): Pick<ParsedRequest, 'segments' | 'format'> {
  const segments = path.split('/').filter(Boolean).map(decodeSegment);
  const last = segments.at(-1) ?? '';
  const format = segments[1] === 'download' ? '' : (/\.(json|xml)$/.exec(last)?.[1] ?? '');
  if (format !== '') segments[segments.length - 1] = last.slice(0, -format.length - 1);
  return { segments, format };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a stray % is a literal one
  }
}

function parseBody(headers: Headers, body: Uint8Array): ParamObject {
  if (body.byteLength === 0) return {};
  const contentType = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (contentType === 'application/x-www-form-urlencoded') {
    return parseNestedQuery(new TextDecoder().decode(body));
  }
  if (contentType !== 'application/json') return {};
  let parsed: Param;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as Param;
  } catch (cause) {
    throw new MalformedBody('not JSON', { cause });
  }
  return isParamObject(parsed) ? parsed : {};
}
