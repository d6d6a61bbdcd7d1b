/**
 * The product in this process, for benchmarks: the app's real entry points in the local Forge host,
 * both doubles, no sockets.
 */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { MovableClock } from '../clock';
import { demoConfiguration } from '../demo/demo-configuration';
import {
  createForgeHost,
  type ForgeHost,
  type ForgeHostOptions,
} from '../forge-host/create-forge-host';
import { parseManifest } from '../forge-host/manifest';
import { createJiraDouble, type JiraDouble } from '../jira/double';
import { createEmbeddedRedmine } from '../redmine/embedded';
import { ADMIN_API_KEY, apiKeyOf, DEMO_SEED } from '../redmine/seed/demo-seed';
import { createMemoryStore } from '../store/memory-store';

const JIRA_URL = 'http://127.0.0.1:8421';
const REDMINE_URL = 'http://127.0.0.1:8422';
const WEBHOOK_SECRET = 'local-demo-webhook-secret';

const problemsAnswer = z.object({
  deadLetters: z.array(z.object({ id: z.string(), mappingId: z.string(), kind: z.string() })),
  conflicts: z.array(z.unknown()),
});

type Problems = z.output<typeof problemsAnswer>;

const resolverAnswer = z.object({
  value: z.object({
    ok: z.boolean(),
    value: z.unknown().optional(),
    reason: z.string().optional(),
  }),
});

/** What people do in them. */
export interface Trackers {
  /** As Ada. @returns the parsed body */
  askJira(method: string, path: string, body?: unknown): Promise<unknown>;
  attachInJira(issueKey: string, name: string, content: string): Promise<unknown>;
  /** As Redmine's administrator, who is not the user that the app writes as. */
  askRedmine(method: string, path: string, body?: unknown): Promise<unknown>;
  uploadToRedmine(name: string, content: string): Promise<unknown>;
}

export interface BenchWorld extends Trackers {
  readonly host: ForgeHost;
  /** As Jira's administrator, who may delete. */
  deleteInJira(issueKey: string): Promise<unknown>;
  /** Rings as Redmine 7 does. @returns the answer's status */
  ringRedmine(bell: {
    issueId: number;
    projectId: number;
    journalId: number | null;
  }): Promise<number>;
  /** A call of the admin page. @throws Error where it is refused */
  askAdmin(call: string, payload?: object): Promise<unknown>;
  /** What the admin sees that wants a person. */
  listProblems(): Promise<Problems>;
  /** Until nothing is left to do. */
  settle(): Promise<void>;
}

export interface BenchWorldOptions {
  readonly clock: MovableClock;
  /** Called before each call of the app to a tracker. */
  readonly delay?: () => Promise<void>;
  /** Whether Jira refuses what is over its limits, and Redmine rings by itself. Default: neither. */
  readonly isStrict?: boolean;
  /** Whether Redmine's bells are heard now. Default: always. */
  readonly isHeard?: () => boolean;
  readonly random?: () => number;
  readonly searchLagSeconds?: number;
  /** Told of every answer of a tracker to the app. */
  readonly onTrackerAnswer?: (
    tracker: 'jira' | 'redmine',
    request: Request,
    answer: Response,
  ) => void;
  /** Further options of the host. */
  readonly host?: Partial<ForgeHostOptions>;
  /** Called when a function of the app begins and when it ends. */
  readonly onFunction?: (phase: 'begins' | 'ends', name: string) => void;
  /** What happens in both trackers before the app knows of them. */
  readonly before?: (trackers: Trackers) => Promise<void>;
}

/** Builds the product with the demo's configuration imported. */
export async function createBenchWorld(options: BenchWorldOptions): Promise<BenchWorld> {
  const { clock, delay } = options;
  const app = watchFunctions(await loadApp(), options.onFunction ?? (() => {}));
  let host: ForgeHost | undefined;
  let isInstalled = false;
  const jira: JiraDouble = createJiraDouble({
    store: createMemoryStore(),
    clock,
    searchLagSeconds: options.searchLagSeconds ?? 0,
    baseUrl: JIRA_URL,
    ...(options.isStrict ? {} : { rateLimits: false as const }),
    ...(options.random ? { random: options.random } : {}),
    emit: ({ payload }) => {
      // What was there before the app rang for nobody.
      if (isInstalled) host?.deliverEvent(payload as Parameters<ForgeHost['deliverEvent']>[0]);
    },
  });
  const redmine = createEmbeddedRedmine({
    store: createMemoryStore(),
    clock,
    baseUrl: REDMINE_URL,
    ...(options.isStrict
      ? {
          webhook: {
            url: 'http://webhook.invalid/',
            secret: WEBHOOK_SECRET,
            send: async (request: Request) => {
              if (options.isHeard?.() === false) return new Response(null, { status: 202 });
              const url = host?.webTriggers.urls.get('redmine-webhook');
              if (!host || !url) return new Response(null, { status: 503 });
              return host.webTriggers.call(new Request(`${url}/main`, request));
            },
          },
        }
      : {}),
  });
  const seen = (tracker: 'jira' | 'redmine', request: Request, answer: Response) => {
    options.onTrackerAnswer?.(tracker, request, answer);
    return answer;
  };
  host = createForgeHost({
    manifest: parseManifest(readFileSync('manifest.yml', 'utf8')),
    app,
    jira: async (request, caller) => {
      await delay?.();
      return seen('jira', request, await jira.handle(request, caller));
    },
    egress: async (request) => {
      await delay?.();
      return seen('redmine', request, await redmine.fetch(request));
    },
    store: createMemoryStore(),
    clock,
    random: options.random ?? Math.random,
    webTriggerBaseUrl: 'http://127.0.0.1:8420',
    timers: 'manual',
    ...options.host,
  });
  const theHost = host;
  const settle = async () => {
    if (!(await theHost.idle({ timeoutMs: 120_000, advance: false }))) {
      throw new Error('the host did not come to rest');
    }
  };
  const askAdmin = async (call: string, payload?: object) => {
    const asked = theHost.invokeResolver({
      moduleKey: 'admin-page',
      functionKey: call,
      accountId: jira.accounts.admin,
      ...(payload ? { payload } : {}),
    });
    const { ok, value, reason } = resolverAnswer.parse(await asked).value;
    if (!ok) throw new Error(`${call}: ${reason}`);
    return value;
  };
  const askJira = async (method: string, path: string, body?: unknown) => {
    const request = toRequest(`${JIRA_URL}/rest/api/3${path}`, method, body);
    return parse(await jira.handle(request, { kind: 'user', accountId: jira.accounts.ada }));
  };
  const askRedmine = async (method: string, path: string, body?: unknown) => {
    const request = toRequest(`${REDMINE_URL}${path}`, method, body);
    request.headers.set('X-Redmine-API-Key', ADMIN_API_KEY);
    return parse(await redmine.fetch(request));
  };
  const attachInJira = async (issueKey: string, name: string, content: string) => {
    const body = new FormData();
    body.append('file', new Blob([content]), name);
    const url = `${JIRA_URL}/rest/api/3/issue/${issueKey}/attachments`;
    const headers = { 'X-Atlassian-Token': 'no-check' };
    const request = new Request(url, { method: 'POST', headers, body });
    return parse(await jira.handle(request, { kind: 'user', accountId: jira.accounts.ada }));
  };
  const uploadToRedmine = async (name: string, content: string) => {
    const request = new Request(
      `${REDMINE_URL}/uploads.json?filename=${encodeURIComponent(name)}`,
      {
        method: 'POST',
        headers: {
          'Content-Type': 'application/octet-stream',
          'X-Redmine-API-Key': ADMIN_API_KEY,
        },
        body: content,
      },
    );
    return parse(await redmine.fetch(request));
  };
  const trackers: Trackers = { askJira, attachInJira, askRedmine, uploadToRedmine };
  await options.before?.(trackers);
  isInstalled = true;
  await importDemo(theHost, jira, settle);
  return {
    host: theHost,
    settle,
    ...trackers,
    async deleteInJira(issueKey) {
      const request = toRequest(`${JIRA_URL}/rest/api/3/issue/${issueKey}`, 'DELETE', undefined);
      return parse(await jira.handle(request, { kind: 'user', accountId: jira.accounts.admin }));
    },
    askAdmin,
    async listProblems() {
      return problemsAnswer.parse(await askAdmin('listProblems', {}));
    },
    async ringRedmine({ issueId, projectId, journalId }) {
      const body = JSON.stringify({
        type: 'issue.updated',
        timestamp: new Date(clock.nowMs()).toISOString(),
        data: {
          issue: { id: issueId, project: { id: projectId } },
          journal: journalId === null ? undefined : { id: journalId },
        },
      });
      const signature = createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex');
      const url = theHost.webTriggers.urls.get('redmine-webhook') ?? '';
      const request = toRequest(`${url}/main`, 'POST', undefined, body);
      request.headers.set('X-Redmine-Signature-256', `sha256=${signature}`);
      return (await theHost.webTriggers.call(request)).status;
    },
  };
}

/** After the host's globals are installed: `@forge/api` takes `fetch` when it is loaded. */
async function loadApp(): Promise<Readonly<Record<string, unknown>>> {
  return import('../../src/index');
}

function watchFunctions(
  app: Readonly<Record<string, unknown>>,
  tell: (phase: 'begins' | 'ends', name: string) => void,
): Readonly<Record<string, unknown>> {
  const watched = Object.entries(app).map(([name, run]) => [
    name,
    typeof run !== 'function'
      ? run
      : async (...args: unknown[]) => {
          tell('begins', name);
          try {
            return await run(...args);
          } finally {
            tell('ends', name);
          }
        },
  ]);
  return Object.fromEntries(watched);
}

async function importDemo(
  host: ForgeHost,
  jira: JiraDouble,
  settle: () => Promise<void>,
): Promise<void> {
  host.egressGroups.set([
    {
      key: 'bench',
      description: 'Redmine',
      configured: [{ domain: REDMINE_URL, type: ['FETCH_BACKEND_SIDE'] }],
    },
  ]);
  const answer = await host.invokeResolver({
    moduleKey: 'admin-page',
    functionKey: 'importConfiguration',
    payload: { document: demoConfiguration(REDMINE_URL, apiKeyOf(DEMO_SEED, 'jira-sync')) },
    accountId: jira.accounts.admin,
  });
  await settle();
  if (!JSON.stringify(answer).includes('"imported":true')) throw new Error(JSON.stringify(answer));
}

function toRequest(url: string, method: string, body: unknown, text?: string): Request {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Request(url, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    ...(content === undefined ? {} : { body: content }),
  });
}

async function parse(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}
