/** A server for tests: answers by a function and keeps what it was asked. */

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface RecordingHttp {
  readonly requests: RecordedRequest[];
  readonly handle: (request: Request) => Promise<Response>;
}

/** @param answer may also reject, as a broken connection does */
export function recordingHttp(
  answer: (request: RecordedRequest, index: number) => Response | Promise<Response>,
): RecordingHttp {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    async handle(request) {
      const url = new URL(request.url);
      const text = await request.text();
      const recorded = {
        method: request.method,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: Object.fromEntries(request.headers),
        body: text === '' ? undefined : JSON.parse(text),
      };
      requests.push(recorded);
      return answer(recorded, requests.length - 1);
    },
  };
}

/** A JSON answer with a `Date` header. */
export function json(
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', Date: SERVER_DATE, ...headers },
  });
}

/** An answer without a body. */
export function empty(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { Date: SERVER_DATE, ...headers } });
}

export const SERVER_DATE = 'Sat, 21 Nov 2026 12:00:00 GMT';
export const SERVER_MS = Date.parse(SERVER_DATE);
