import {
  createEmbeddedRedmine,
  type EmbeddedRedmineOptions,
} from '../../../../dev/redmine/embedded';
import { ADMIN_API_KEY, DEMO_SEED } from '../../../../dev/redmine/seed/demo-seed';
import { createMemoryStore } from '../../../../dev/store/memory-store';

export const BASE_URL = 'http://127.0.0.1:8700';

/** An embedded Redmine with the demo's seed, less its custom fields, at a fixed time, and a way to call it as its administrator. */
export function aRedmine(options: Partial<EmbeddedRedmineOptions> = {}) {
  const redmine = createEmbeddedRedmine({
    store: createMemoryStore(),
    clock: { nowMs: () => Date.parse('2026-11-21T09:00:00Z'), waitUntil: async () => {} },
    baseUrl: BASE_URL,
    seed: { ...DEMO_SEED, customFields: [] },
    ...options,
  });
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const response = await redmine.fetch(
      new Request(`${BASE_URL}${path}`, {
        method,
        headers: {
          'x-redmine-api-key': ADMIN_API_KEY,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return { status: response.status, body: text === '' ? '' : JSON.parse(text), response };
  };
  const createIssue = async (subject = 'An issue'): Promise<number> =>
    (await call('POST', '/issues.json', { issue: { project_id: 'web-shop', subject } })).body.issue
      .id;
  return { redmine, call, createIssue };
}
