/**
 * Answers of the platform's own services. Only `@forge/*` packages read them, and of a response only
 * this much; a real `Response` costs ten times the storage call that it answers.
 */
export type PlatformResponse = Pick<
  Response,
  'ok' | 'status' | 'statusText' | 'headers' | 'text' | 'json'
>;

const JSON_HEADERS = new Headers({ 'content-type': 'application/json' });
const NO_HEADERS = new Headers();

function respond(status: number, headers: Headers, body: string): PlatformResponse {
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText: '',
    headers,
    text: () => Promise.resolve(body),
    json: async () => JSON.parse(body),
  };
}

/** @returns an answer with a JSON body that is already text */
export function respondJson(status: number, json: string): PlatformResponse {
  return respond(status, JSON_HEADERS, json);
}

/** @returns an answer without a body */
export function respondEmpty(status: number): PlatformResponse {
  return respond(status, NO_HEADERS, '');
}
