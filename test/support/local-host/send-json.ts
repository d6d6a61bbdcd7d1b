/** One HTTP call of a test: JSON there and back, and an error that says what was answered. */

export interface JsonCall {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * @returns the parsed answer; `null` for an empty one
 * @throws Error where the status is not one of 2xx
 */
export async function sendJson(url: string, call: JsonCall = {}): Promise<unknown> {
  const method = call.method ?? 'GET';
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return text.trim() === '' ? null : JSON.parse(text);
}
