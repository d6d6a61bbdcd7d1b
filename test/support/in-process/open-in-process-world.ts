/**
 * The whole product in this process: the app's real entry points on unmodified `@forge/*` packages,
 * a Jira double and an embedded Redmine, on a clock that moves only when it is told to. No sockets,
 * and the app's storage lies open.
 */
import '../../../dev/forge-host/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MovableClock } from '../../../dev/clock';
import type { CallHook } from '../../../dev/forge-host/call-gate';
import { createForgeHost, type ForgeHost } from '../../../dev/forge-host/create-forge-host';
import { listIndexedProperties, parseManifest } from '../../../dev/forge-host/manifest';
import { createJiraDouble, type JiraDouble } from '../../../dev/jira/double';
import { createEmbeddedRedmine, type EmbeddedRedmine } from '../../../dev/redmine/embedded';
import { ADMIN_API_KEY, apiKeyOf, DEMO_SEED } from '../../../dev/redmine/seed/demo-seed';
import type { RedmineSeed } from '../../../dev/redmine/seed/seed';
import { createMemoryStore } from '../../../dev/store/memory-store';
import type { KeyedStore } from '../../../dev/store/store';
import { createVirtualClock } from '../../../dev/virtual-clock';
import * as app from '../../../src/index';
import type {
  AdminAnswers,
  AdminCall,
  Answer,
  PanelAnswers,
  PanelCall,
} from '../../../src/shared/api';
import { APP_CALLS } from '../app-calls';
import { aConfiguration, type ConfigurationParts } from '../local-host/a-configuration';

export const JIRA_URL = 'http://127.0.0.1:8421';
export const REDMINE_URL = 'http://127.0.0.1:8422';
export const APP_KEY = apiKeyOf(DEMO_SEED, 'jira-sync');

export type PersonName = 'admin' | 'ada' | 'grace' | 'linus';

export type ConfigurationChanges = Partial<ConfigurationParts> & {
  readonly audit?: object;
  readonly matchPeople?: 'email';
  readonly notices?: object;
};

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of doubles, read by tests only
  readonly body: any;
}

export interface InProcessWorld {
  readonly host: ForgeHost;
  readonly clock: MovableClock;
  readonly jira: JiraDouble;
  readonly redmine: EmbeddedRedmine;
  /** What Forge keeps for the app and for itself. */
  readonly store: KeyedStore;
  /** Every line that the app's functions printed, and how failed ones failed. */
  readonly logs: readonly string[];
  asJira(person: PersonName, method: string, path: string, body?: unknown): Promise<Reply>;
  asRedmine(login: string, method: string, path: string, body?: unknown): Promise<Reply>;
  /** A call of the admin page, by the Jira admin unless said otherwise. */
  askAdmin<C extends AdminCall>(
    call: C,
    payload?: unknown,
    as?: PersonName,
  ): Promise<Answer<AdminAnswers[C]>>;
  /** @throws Error with the reason of a refusal */
  callAdmin<C extends AdminCall>(call: C, payload?: unknown): Promise<AdminAnswers[C]>;
  askPanel<C extends PanelCall>(
    issue: { readonly id: string; readonly projectId: string },
    call: C,
    payload?: unknown,
    as?: PersonName,
  ): Promise<Answer<PanelAnswers[C]>>;
  /** Imports the configuration, with changes. */
  configure(changes?: ConfigurationChanges): Promise<void>;
  /** Runs a scheduled trigger now, and all that comes of it. */
  runTimer(key: string): Promise<void>;
  /** Until nothing is left to do; delayed work runs by moving the clock. */
  settle(): Promise<void>;
}

export interface InProcessOptions {
  readonly startMs?: number;
  readonly store?: KeyedStore;
  /** What lies behind the app's `fetch` besides Redmine; `undefined` leaves a request to Redmine. */
  readonly elsewhere?: (request: Request) => Promise<Response> | undefined;
  /** What Redmine holds from the start, in place of the demo's. */
  readonly redmineSeed?: RedmineSeed;
  /** Whether the app may administer Jira's projects. Default: no. */
  readonly appIsProjectAdmin?: boolean;
  /** Decides over single calls of running functions: a kill, say. */
  readonly onCall?: CallHook;
  /** Further hosts that the app may reach. */
  readonly egress?: readonly string[];
}

const MANIFEST_FILE = join(__dirname, '../../../manifest.yml');
const START_MS = Date.parse('2026-11-21T12:00:00Z');

export function openInProcessWorld(options: InProcessOptions = {}): InProcessWorld {
  const store = options.store ?? createMemoryStore();
  const clock = createVirtualClock(options.startMs ?? START_MS);
  const manifest = parseManifest(readFileSync(MANIFEST_FILE, 'utf8'));
  const logs: string[] = [];
  let host: ForgeHost | undefined;
  const jira = createJiraDouble({
    store: createMemoryStore(),
    clock,
    searchLagSeconds: 0,
    indexedProperties: listIndexedProperties(manifest),
    baseUrl: JIRA_URL,
    rateLimits: false,
    ...APP_CALLS,
    appIsProjectAdmin: options.appIsProjectAdmin ?? false,
    emit: ({ payload }) => host?.deliverEvent({ eventType: String(payload.eventType), ...payload }),
  });
  const redmine = createEmbeddedRedmine({
    store: createMemoryStore(),
    clock,
    baseUrl: REDMINE_URL,
    ...(options.redmineSeed ? { seed: options.redmineSeed } : {}),
  });
  const theHost = createForgeHost({
    manifest,
    app,
    jira: (request, caller) => jira.handle(request, caller),
    egress: (request) => options.elsewhere?.(request) ?? redmine.fetch(request),
    store,
    clock,
    random: Math.random,
    webTriggerBaseUrl: 'http://127.0.0.1:8420',
    timers: 'manual',
    ...(options.onCall ? { onCall: options.onCall } : {}),
    countsPoints: false,
    onNotice: (notice) => {
      if (notice.kind === 'log') logs.push(notice.text);
      else if (notice.kind === 'function-failed' && notice.outcome.kind === 'threw') {
        logs.push(`${notice.functionKey} threw ${String(notice.outcome.error)}`);
      } else logs.push(JSON.stringify(notice));
    },
  });
  host = theHost;
  const domains = [REDMINE_URL, ...(options.egress ?? [])];
  theHost.egressGroups.set([
    {
      key: 'test',
      description: 'what the test allows',
      configured: domains.map((domain) => ({ domain, type: ['FETCH_BACKEND_SIDE'] })),
    },
  ]);

  const settle = async () => {
    if (!(await theHost.idle({ timeoutMs: 60_000, advance: true }))) {
      throw new Error(`the host did not come to rest\n${logs.join('\n')}`);
    }
    // Storage queries run behind what was written.
    await theHost.advance(1000);
  };
  async function invoke(
    moduleKey: string,
    call: string,
    payload: unknown,
    as: PersonName,
    context?: Record<string, unknown>,
  ): Promise<unknown> {
    const answer = await theHost.invokeResolver({
      moduleKey,
      functionKey: call,
      accountId: jira.accounts[as],
      ...(payload === undefined ? {} : { payload }),
      ...(context ? { context } : {}),
    });
    if (answer.kind === 'failed') throw new Error(`${call}: ${answer.message}`);
    return answer.value;
  }
  const askAdmin: InProcessWorld['askAdmin'] = async (call, payload, as = 'admin') =>
    (await invoke('admin-page', call, payload, as)) as Answer<AdminAnswers[typeof call]>;
  const callAdmin: InProcessWorld['callAdmin'] = async (call, payload) => {
    const answer = await askAdmin(call, payload);
    if (answer.ok) return answer.value;
    throw new Error(`${call}: ${answer.reason}`);
  };

  return {
    host: theHost,
    clock,
    jira,
    redmine,
    store,
    logs,
    settle,
    askAdmin,
    callAdmin,
    async asJira(person, method, path, body) {
      // The double's own switches stand beside Jira's API.
      const root = path.startsWith('/__double') ? JIRA_URL : `${JIRA_URL}/rest/api/3`;
      const request = toRequest(`${root}${path}`, method, body);
      const caller = { kind: 'user', accountId: jira.accounts[person] } as const;
      return toReply(await jira.handle(request, caller));
    },
    async asRedmine(login, method, path, body) {
      const request = toRequest(`${REDMINE_URL}${path}`, method, body);
      const key = login === 'admin' ? ADMIN_API_KEY : apiKeyOf(DEMO_SEED, login);
      request.headers.set('X-Redmine-API-Key', key);
      return toReply(await redmine.fetch(request));
    },
    askPanel: async ({ id, projectId }, call, payload, as = 'ada') =>
      (await invoke('issue-panel', call, payload, as, {
        extension: {
          type: 'jira:issuePanel',
          issue: { id, key: `WEB-${id}` },
          project: { id: projectId },
        },
      })) as Answer<PanelAnswers[typeof call]>,
    async configure(changes = {}) {
      const { audit, matchPeople, notices, ...parts } = changes;
      const document = {
        ...aConfiguration({ redmineUrl: REDMINE_URL, apiKey: APP_KEY, ...parts }),
        ...(audit ? { audit } : {}),
        ...(matchPeople ? { matchPeople } : {}),
        ...(notices ? { notices } : {}),
      };
      const answer = await callAdmin('importConfiguration', { document });
      if (!answer.imported) throw new Error(`not imported: ${JSON.stringify(answer.mistakes)}`);
      // A mapping counts issues as new from the second on in which it was made.
      await theHost.advance(2000);
    },
    async runTimer(key) {
      await theHost.advance(1000);
      const run = theHost.timers.run(key);
      if (!run) throw new Error(`there is no timer ${key}`);
      await run;
      await settle();
    },
  };
}

function toRequest(url: string, method: string, body: unknown): Request {
  return new Request(url, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function toReply(response: Response): Promise<Reply> {
  const text = await response.text();
  return { status: response.status, body: /^[[{]/.test(text) ? JSON.parse(text) : null };
}
