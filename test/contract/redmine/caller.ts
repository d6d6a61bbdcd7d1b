/** What a Redmine answered. `body` is the parsed JSON, or the text where it is none. */
export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the suite asserts what is in it, case by case
  readonly body: any;
  readonly headers: Headers;
}

export type Fetch = (request: Request) => Promise<Response>;

/** Somebody who calls a Redmine over plain HTTP, with one API key or none. */
export class Caller {
  readonly #fetch: Fetch;
  readonly #baseUrl: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(fetch: Fetch, baseUrl: string, headers: Readonly<Record<string, string>>) {
    this.#fetch = fetch;
    this.#baseUrl = baseUrl;
    this.#headers = headers;
  }

  get = (path: string): Promise<Reply> => this.send('GET', path);
  post = (path: string, body: unknown): Promise<Reply> => this.send('POST', path, body);
  put = (path: string, body?: unknown): Promise<Reply> => this.send('PUT', path, body);
  patch = (path: string, body: unknown): Promise<Reply> => this.send('PATCH', path, body);
  delete = (path: string): Promise<Reply> => this.send('DELETE', path);

  /** The same caller with further headers. */
  with(headers: Readonly<Record<string, string>>): Caller {
    return new Caller(this.#fetch, this.#baseUrl, { ...this.#headers, ...headers });
  }

  /** @param body an object is sent as JSON, a text as it is (JSON too, unless headers say otherwise) */
  async send(method: string, path: string, body?: unknown): Promise<Reply> {
    const headers = new Headers({ accept: 'application/json', ...this.#headers });
    const hasBody = body !== undefined;
    if (hasBody && !headers.has('content-type')) headers.set('content-type', 'application/json');
    const url = path.startsWith('http') ? path : `${this.#baseUrl}${path}`;
    const response = await this.#fetch(
      new Request(url, {
        method,
        headers,
        redirect: 'manual',
        ...(hasBody ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
      }),
    );
    const text = await response.text();
    return { status: response.status, body: parseBody(text), headers: response.headers };
  }

  /** Uploads a text as a file. @returns its token, and the whole reply */
  async upload(query: string, content: string): Promise<Reply & { readonly token: string }> {
    const reply = await this.with({ 'content-type': 'application/octet-stream' }).send(
      'POST',
      `/uploads.json?${query}`,
      content,
    );
    return { ...reply, token: reply.body?.upload?.token ?? '' };
  }
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // an empty body, a file, a page
  }
}
