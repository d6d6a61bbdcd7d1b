/** Builds a Jira double for a test, with people who call it. */
import type { Caller } from '../../../../dev/jira/caller';
import {
  createJiraDouble,
  type JiraDouble,
  type JiraDoubleOptions,
} from '../../../../dev/jira/double';
import type { JsonObject } from '../../../../dev/jira/json';
import { createOpenApiCheck, type OpenApiCheck } from '../../../../dev/jira/openapi/check';
import { createMemoryStore } from '../../../../dev/store/memory-store';
import { createVirtualClock } from '../../../../dev/virtual-clock';

export const BASE_URL = 'http://jira.test';
/** 2026-10-05T12:00:00Z, a Monday. */
export const START_MS = Date.UTC(2026, 9, 5, 12);

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

export interface Client {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  upload(path: string, files: Readonly<Record<string, string>>): Promise<Answer>;
}

export interface JiraSite {
  readonly jira: JiraDouble;
  readonly app: Client;
  readonly admin: Client;
  readonly ada: Client;
  readonly grace: Client;
  readonly linus: Client;
  readonly anonymous: Client;
  as(caller: Caller): Client;
  readonly clock: ReturnType<typeof createVirtualClock>;
  readonly store: ReturnType<typeof createMemoryStore>;
  /** The payloads handed over so far. */
  readonly events: unknown[];
  /** What the tests created, for a second double on the same store. */
  readonly options: JiraDoubleOptions;
}

let openApi: Promise<OpenApiCheck> | undefined;

/** Every test of the double is held against the document where `JIRA_OPENAPI` names one. */
function loadCheck(): Promise<OpenApiCheck> | undefined {
  const path = process.env.JIRA_OPENAPI;
  if (path === undefined || path === '') return undefined;
  openApi ??= createOpenApiCheck(path);
  return openApi;
}

/** A fresh site without rate limits and without search lag, unless a test wants them. */
export async function aJiraSite(overrides: Partial<JiraDoubleOptions> = {}): Promise<JiraSite> {
  const clock = createVirtualClock(START_MS);
  const store = createMemoryStore();
  const events: unknown[] = [];
  const check = await loadCheck();
  const options: JiraDoubleOptions = {
    store,
    clock,
    searchLagSeconds: 0,
    rateLimits: false,
    baseUrl: BASE_URL,
    emit: ({ payload }) => {
      events.push(payload);
    },
    ...(check === undefined ? {} : { check }),
    ...overrides,
  };
  const jira = createJiraDouble(options);
  const as = (caller: Caller) => aClient(jira, caller);
  const person = (accountId: string) => as({ kind: 'user', accountId });
  return {
    jira,
    as,
    app: as({ kind: 'app' }),
    admin: person(jira.accounts.admin),
    ada: person(jira.accounts.ada),
    grace: person(jira.accounts.grace),
    linus: person(jira.accounts.linus),
    anonymous: as({ kind: 'anonymous' }),
    clock,
    store,
    events,
    options,
  };
}

export function aClient(jira: JiraDouble, caller: Caller): Client {
  const send = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
    const url = path.startsWith('/') ? BASE_URL + path : `${BASE_URL}/rest/api/3/${path}`;
    const response = await jira.handle(new Request(url, { method, ...init }), caller);
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const text = await response.text();
    const body: unknown = isJson ? JSON.parse(text) : text === '' ? undefined : text;
    return { status: response.status, body, headers: response.headers };
  };
  const json =
    (method: string) =>
    (path: string, body?: unknown, headers = {}) =>
      send(method, path, {
        headers: { 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
  return {
    get: (path) => send('GET', path, {}),
    post: json('POST'),
    put: json('PUT'),
    delete: (path) => send('DELETE', path, {}),
    upload(path, files) {
      const form = new FormData();
      for (const [name, text] of Object.entries(files)) {
        form.append('file', new Blob([text], { type: 'text/plain' }), name);
      }
      return send('POST', path, { body: form, headers: { 'x-atlassian-token': 'no-check' } });
    },
  };
}

/** A document of one paragraph for each text. */
export function adf(...texts: readonly string[]): JsonObject {
  return {
    type: 'doc',
    version: 1,
    content: texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  };
}

/** Creates a task in WEB and answers its key. */
export async function anIssue(client: Client, fields: JsonObject = {}): Promise<string> {
  const answer = await client.post('issue', {
    fields: { project: { key: 'WEB' }, issuetype: { name: 'Task' }, summary: 'A task', ...fields },
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return String(at(answer.body, 'key'));
}

/** What stands at that place in an answer; `undefined` where there is nothing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const step of path) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined;
  }
  return found;
}
