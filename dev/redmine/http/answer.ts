import { TextResponse } from '../../text-response';

/** What an endpoint answers; `respond` makes the Response of it. */
export type Answer =
  | {
      readonly kind: 'json';
      readonly status: 200 | 201;
      readonly body: unknown;
      readonly location?: string;
    }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly status: 403 | 404 | 406 | 412 | 422 }
  | { readonly kind: 'loginNeeded' }
  | { readonly kind: 'invalid'; readonly errors: readonly string[] }
  | {
      readonly kind: 'file';
      readonly content: Uint8Array<ArrayBuffer>;
      readonly contentType: string;
      readonly filename: string;
    }
  /** Nobody asked for a file: refused with the type that its name has, or sent to the login page. */
  | { readonly kind: 'loginForFile'; readonly contentType: string | null; readonly url: string }
  | { readonly kind: 'noRoute' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'notModelled'; readonly what: string };

export const ok = (body: unknown): Answer => ({ kind: 'json', status: 200, body });
export const created = (body: unknown, location: string): Answer => ({
  kind: 'json',
  status: 201,
  body,
  location,
});
/** 204: done, or silently not done. */
export const DONE: Answer = { kind: 'done' };
export const FORBIDDEN: Answer = { kind: 'refused', status: 403 };
export const NOT_FOUND: Answer = { kind: 'refused', status: 404 };
export const LOGIN_NEEDED: Answer = { kind: 'loginNeeded' };
export const invalid = (errors: readonly string[]): Answer => ({ kind: 'invalid', errors });
export const notModelled = (what: string): Answer => ({ kind: 'notModelled', what });

/** Ends a request from anywhere below its endpoint, with nothing of it kept. */
export class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(`refused: ${answer.kind}`);
  }
}

const NOT_FOUND_PAGE =
  '<!DOCTYPE html>\n<title>Redmine 404 error</title>\n<h1>Page not found</h1>\n';
const JSON_TYPE = 'application/json; charset=utf-8';

/** @param accept the request's `Accept`: pages for unknown routes come as HTML to who asks for anything */
export function respond(answer: Answer, nowMs: number, accept: string | null): Response {
  const headers = new Headers({ date: new Date(nowMs).toUTCString(), 'cache-control': 'no-cache' });
  const json = (status: number, body: unknown): Response => {
    headers.set('content-type', JSON_TYPE);
    return new TextResponse(JSON.stringify(body), { status, headers });
  };
  const empty = (status: number): Response => {
    headers.set('content-type', 'application/json');
    return new Response(null, { status, headers });
  };
  switch (answer.kind) {
    case 'json':
      if (answer.location !== undefined) headers.set('location', answer.location);
      headers.set('cache-control', 'max-age=0, private, must-revalidate');
      return json(answer.status, answer.body);
    case 'done':
      return new Response(null, { status: 204, headers });
    case 'refused':
      return empty(answer.status);
    case 'loginNeeded':
      headers.set('www-authenticate', 'Basic realm="Redmine API"');
      return empty(401);
    case 'invalid':
      return json(422, { errors: answer.errors });
    case 'file':
      headers.set('content-type', answer.contentType);
      headers.set('content-disposition', contentDisposition(answer.filename));
      headers.set('content-length', String(answer.content.byteLength));
      return new Response(answer.content, { status: 200, headers });
    case 'loginForFile':
      if (answer.contentType === null) {
        headers.set('location', answer.url);
        return new Response(null, { status: 302, headers });
      }
      headers.set('content-type', answer.contentType);
      return new Response(null, { status: 401, headers });
    case 'noRoute':
    case 'malformed': {
      const status = answer.kind === 'noRoute' ? 404 : 400;
      const error = answer.kind === 'noRoute' ? 'Not Found' : 'Bad Request';
      if (accept === null || accept.includes('json')) return json(status, { status, error });
      headers.set('content-type', 'text/html; charset=utf-8');
      return new Response(status === 404 ? NOT_FOUND_PAGE : null, { status, headers });
    }
    case 'notModelled':
      return json(501, { errors: [`The embedded Redmine does not model ${answer.what}`] });
    default: {
      const unknown: never = answer;
      throw new Error(`unknown answer ${JSON.stringify(unknown)}`);
    }
  }
}

/** An answer's status and document, for whoever asks within this process. */
export interface PlainReply {
  readonly status: number;
  /** Absent where there is none; of a file, its bytes. */
  readonly body?: unknown;
}

export function toReply(answer: Answer): PlainReply {
  switch (answer.kind) {
    case 'json':
      return { status: answer.status, body: answer.body };
    case 'done':
      return { status: 204 };
    case 'refused':
      return { status: answer.status };
    case 'loginNeeded':
    case 'loginForFile':
      return { status: 401 };
    case 'invalid':
      return { status: 422, body: { errors: answer.errors } };
    case 'file':
      return { status: 200, body: answer.content };
    case 'noRoute':
      return { status: 404 };
    case 'malformed':
      return { status: 400 };
    case 'notModelled':
      return { status: 501, body: { errors: [answer.what] } };
    default:
      return answer satisfies never;
  }
}

/** As Rails writes it: an ASCII name and, per RFC 5987, the real one. */
function contentDisposition(filename: string): string {
  const ascii = filename
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\x20-\x7e]/g, '?')
    .replace(/["\\]/g, (character) => `\\${character}`);
  const encoded = encodeURIComponent(filename).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
