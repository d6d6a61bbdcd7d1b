/**
 * One seeded world: the app's real entry points on unmodified `@forge/*` packages, a Jira double and
 * an embedded Redmine in this process, a clock that moves only when it is told to. No sockets.
 */
import { readFileSync } from 'node:fs';
import type { MovableClock } from '../../dev/clock';
import { createForgeHost, type ForgeHost } from '../../dev/forge-host/create-forge-host';
import { type Manifest, parseManifest } from '../../dev/forge-host/manifest';
import { createJiraDouble, type JiraDouble } from '../../dev/jira/double';
import { createEmbeddedRedmine, type EmbeddedRedmine } from '../../dev/redmine/embedded';
import { apiKeyOf, DEMO_SEED } from '../../dev/redmine/seed/demo-seed';
import { createMemoryStore } from '../../dev/store/memory-store';
import { createVirtualClock } from '../../dev/virtual-clock';
import * as app from '../../src/index';
import {
  chooseConfiguration,
  JIRA_URL,
  REDMINE_URL,
  WEBHOOK_SECRET,
  type WorldConfiguration,
} from './configuration';
import { Faults } from './faults';
import { type Chance, createChance } from './random';
import type { Tally } from './tally';

const START_MS = Date.parse('2026-11-21T08:00:00Z');
const SYNC_LOGIN = 'jira-sync';

let manifest: Manifest | undefined;

export interface World {
  readonly seed: number;
  readonly chance: Chance;
  readonly clock: MovableClock;
  readonly configuration: WorldConfiguration;
  readonly faults: Faults;
  readonly host: ForgeHost;
  readonly jira: JiraDouble;
  readonly redmine: EmbeddedRedmine;
  /** Notices of the host: failures of functions, for the trace. */
  readonly notices: string[];
  /** A Jira person's request, by e-mail. */
  asJira(email: string, method: string, path: string, body?: unknown): Promise<Reply>;
  /** A Redmine person's request, by login. */
  asRedmine(login: string, method: string, path: string, body?: unknown): Promise<Reply>;
  /** The Redmine issue that the panel shows on a Jira issue. */
  findTwin(jiraIssueId: string): Promise<string | null>;
  /** A page's call as the Jira admin. */
  asAdmin(call: string, payload?: object): Promise<unknown>;
}

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of doubles, read by tests only
  readonly body: any;
}

/** Builds a world and enables its mapping; nothing goes wrong yet. */
export async function createWorld(seed: number, tally: Tally): Promise<World> {
  manifest ??= parseManifest(readFileSync('manifest.yml', 'utf8'));
  const chance = createChance(seed);
  const clock = createVirtualClock(START_MS);
  const configuration = chooseConfiguration(chance, apiKeyOf(DEMO_SEED, SYNC_LOGIN));
  const faults = new Faults(chance, tally, () => clock.nowMs(), {
    rate: chance.pick([0, 0.01, 0.03, 0.06]),
  });
  const notices: string[] = [];
  let host: ForgeHost | undefined;
  const getHost = () => {
    if (!host) throw new Error('the world is still being built');
    return host;
  };

  const jira = createJiraDouble({
    store: createMemoryStore(),
    clock,
    searchLagSeconds: chance.pick([0, 2, 30, 120]),
    baseUrl: JIRA_URL,
    random: chance.next,
    skewMs: chance.between(-60, 60) * 1000,
    rateLimits: false,
    emit: ({ payload }) =>
      getHost().deliverEvent(payload as Parameters<ForgeHost['deliverEvent']>[0]),
  });
  const hasWebhook = chance.happens(0.7);
  const redmine = createEmbeddedRedmine({
    store: createMemoryStore(),
    clock,
    baseUrl: REDMINE_URL,
    textFormat: configuration.textFormat === 'textile' ? 'textile' : 'common_mark',
    skewMs: chance.between(-60, 60) * 1000,
    random: chance.next,
    ...(hasWebhook
      ? {
          webhook: {
            url: 'http://webhook.invalid/',
            secret: WEBHOOK_SECRET,
            send: (request: Request) => ring(request),
          },
        }
      : {}),
  });

  /** Redmine's bells come twice or never as well. */
  async function ring(request: Request): Promise<Response> {
    if (faults.active && chance.happens(0.1)) {
      tally.add('bell: webhook lost');
      return new Response(null, { status: 503 });
    }
    const url = getHost().webTriggers.urls.get('redmine-webhook') ?? '';
    if (faults.active && chance.happens(0.1)) {
      tally.add('bell: webhook twice');
      await getHost().webTriggers.call(new Request(url, request.clone()));
    }
    return getHost().webTriggers.call(new Request(url, request));
  }

  host = createForgeHost({
    manifest,
    app,
    jira: (request, caller) => jira.handle(request, caller),
    egress: (request) => redmine.fetch(request),
    store: createMemoryStore(),
    clock,
    random: chance.next,
    webTriggerBaseUrl: 'http://127.0.0.1:8420',
    timers: 'auto',
    noise: faults.noise,
    onCall: faults.decide,
    onNotice: (notice) => {
      if (notices.length < 2_000) notices.push(JSON.stringify(notice));
    },
    countsPoints: false,
  });
  grantEgress(host, REDMINE_URL);

  const accountIds = new Map(
    Object.entries(jira.accounts).map(([name, accountId]) => [`${name}@example.com`, accountId]),
  );
  const accountOf = (email: string) => {
    const accountId = accountIds.get(email);
    if (!accountId) throw new Error(`nobody is ${email}`);
    return accountId;
  };

  async function callResolver(
    moduleKey: string,
    call: string,
    payload?: object,
    context?: Record<string, unknown>,
  ) {
    const answered = getHost().invokeResolver({
      moduleKey,
      functionKey: call,
      accountId: accountOf('admin@example.com'),
      ...(payload ? { payload } : {}),
      ...(context ? { context } : {}),
    });
    await getHost().idle({ timeoutMs: 20_000, advance: false });
    const answer = await answered;
    if (answer.kind === 'failed') throw new Error(`${call}: ${answer.message}`);
    const { ok, value, reason } = answer.value as { ok: boolean; value?: unknown; reason?: string };
    if (!ok) throw new Error(`${call}: ${reason}`);
    return value;
  }

  const world: World = {
    seed,
    chance,
    clock,
    configuration,
    faults,
    host,
    jira,
    redmine,
    notices,
    async asJira(email, method, path, body) {
      const request = jsonRequest(`${JIRA_URL}/rest/api/3${path}`, method, body);
      return toReply(await jira.handle(request, { kind: 'user', accountId: accountOf(email) }));
    },
    async asRedmine(login, method, path, body) {
      const request = jsonRequest(`${REDMINE_URL}${path}`, method, body);
      request.headers.set('X-Redmine-API-Key', apiKeyOf(DEMO_SEED, login));
      return toReply(await redmine.fetch(request));
    },
    asAdmin: (call, payload) => callResolver('admin-page', call, payload),
    async findTwin(jiraIssueId) {
      const context = {
        extension: {
          issue: { id: jiraIssueId, key: 'WEB-1' },
          project: { id: projectId, key: 'WEB' },
        },
      };
      const view = (await callResolver('issue-panel', 'getPanel', undefined, context)) as {
        twin: { key: string } | null;
      };
      return view.twin?.key.replace('#', '') ?? null;
    },
  };
  const project = await world.asJira('admin@example.com', 'GET', '/project/WEB');
  const projectId: string = project.body.id;
  const imported = await world.asAdmin('importConfiguration', { document: configuration.document });
  if (!(imported as { imported: boolean }).imported) throw new Error(JSON.stringify(imported));
  return world;
}

function grantEgress(host: ForgeHost, url: string): void {
  host.egressGroups.set([
    {
      key: 'redmine',
      description: 'Redmine',
      configured: [{ domain: url, type: ['FETCH_BACKEND_SIDE'] }],
    },
  ]);
}

function jsonRequest(url: string, method: string, body: unknown): Request {
  return new Request(url, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function toReply(response: Response): Promise<Reply> {
  const text = await response.text();
  return {
    status: response.status,
    body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null,
  };
}
