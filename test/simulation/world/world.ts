/**
 * One world: the app's real entry points on unmodified `@forge/*` packages, a Jira double and an
 * embedded Redmine in this process, a clock that moves only when it is told to. No sockets.
 */
import { readFileSync } from 'node:fs';
import type { HostClock } from '../../../dev/clock';
import { createForgeHost, type ForgeHost } from '../../../dev/forge-host/create-forge-host';
import { type Manifest, parseManifest } from '../../../dev/forge-host/manifest';
import { createJiraDouble, type JiraDouble } from '../../../dev/jira/double';
import { createEmbeddedRedmine, type EmbeddedRedmine } from '../../../dev/redmine/embedded';
import { apiKeyOf } from '../../../dev/redmine/seed/demo-seed';
import { createMemoryStore } from '../../../dev/store/memory-store';
import type { KeyedStore } from '../../../dev/store/store';
import { createVirtualClock } from '../../../dev/virtual-clock';
import * as app from '../../../src/index';
import { watchTrail } from '../check/append-only';
import { createPluginBells } from '../families/plugin/plugin-bells';
import type { Row } from '../families/rows/row-spec';
import type { Bells } from '../faults/bells';
import { createChanceAt } from '../random';
import type { WorldChoice } from '../script/configuration';
import { JIRA_URL, REDMINE_URL, WEBHOOK_SECRET } from '../script/document';
import type { Side, Who } from '../script/steps';
import type { Tally } from '../tally';
import type { Ask, Reply } from './ask';
import { Book, wordsOf } from './book';
import { REDMINE_SEED, SYNC_LOGIN } from './redmine-seed';

export const START_MS = Date.parse('2026-11-21T08:00:00Z');

let manifest: Manifest | undefined;

/** What decides over calls and bells; it is made after the world that it decides over. */
export interface Fate {
  readonly onCall: NonNullable<Parameters<typeof createForgeHost>[0]['onCall']>;
  readonly bells: Bells;
}

export interface World {
  readonly seed: number;
  readonly choice: WorldChoice;
  readonly tally: Tally;
  readonly book: Book;
  /** The further fields that it maps. */
  readonly rows: Row[];
  readonly host: ForgeHost;
  /** Where the host keeps everything, the app's storage among it. */
  readonly store: KeyedStore;
  readonly jira: JiraDouble;
  readonly redmine: EmbeddedRedmine;
  nowMs(): number;
  /** A millisecond passes in the trackers: no two people act in the same one. */
  tick(): void;
  /** As a person of Jira; `admin` administers the site. */
  askJira(who: Who | 'admin', ...call: Parameters<Ask>): Reply;
  /** As a person of Redmine; `admin` is a Manager who sees all. */
  askRedmine(who: Who | 'admin', ...call: Parameters<Ask>): Reply;
  /** What people did and what the host said of it, where it is wanted. */
  readonly trace: string[] | null;
  /** What is broken as it happens: words that people typed and the app printed, lines of the trail that it changed. */
  readonly caught: string[];
}

export interface WorldOptions {
  readonly seed: number;
  readonly choice: WorldChoice;
  readonly tally: Tally;
  readonly traces: boolean;
  /** Asked for each call; nothing goes wrong before there is a fate. */
  readonly getFate: () => Fate | undefined;
}

/** Builds a world without a mapping; nothing goes wrong yet. */
export function createWorld(options: WorldOptions): World {
  const { seed, choice, tally, getFate } = options;
  manifest ??= parseManifest(readFileSync('manifest.yml', 'utf8'));
  const clock = createVirtualClock(START_MS);
  let ticks = 0;
  const trackerClock: HostClock = { ...clock, nowMs: () => clock.nowMs() + ticks };
  const ids = createChanceAt(seed, 2);
  const caught: string[] = [];
  const store = watchTrail(createMemoryStore(), (record) =>
    caught.push(`I8 told: record ${record} of the trail was written over`),
  );
  const trace: string[] | null = options.traces ? [] : null;
  let host: ForgeHost | undefined;
  const getHost = () => {
    if (!host) throw new Error('the world is still being built');
    return host;
  };

  const jira = createJiraDouble({
    store: createMemoryStore(),
    clock: trackerClock,
    searchLagSeconds: choice.searchLagSeconds,
    baseUrl: JIRA_URL,
    random: ids.next,
    skewMs: choice.jiraSkewMs,
    rateLimits: false,
    emit: ({ payload }) =>
      getHost().deliverEvent(payload as Parameters<ForgeHost['deliverEvent']>[0]),
  });

  const ringNow = (request: Request) => {
    const url = getHost().webTriggers.urls.get('redmine-webhook') ?? '';
    return getHost().webTriggers.call(new Request(url, request));
  };
  const keys = keysOf(['ada', 'grace', SYNC_LOGIN]);
  const target = {
    url: 'http://webhook.invalid/',
    secret: WEBHOOK_SECRET,
    send: (request: Request) => getFate()?.bells.ring(request, ringNow, clock) ?? ringNow(request),
  };
  const pluginBells = choice.families.includes('plugin')
    ? createPluginBells(
        target,
        () => trackerClock.nowMs() + choice.redmineSkewMs,
        (path) => redmine.ask(keys.ada ?? '', 'GET', path).body,
      )
    : null;
  const redmine = createEmbeddedRedmine({
    store: createMemoryStore(),
    clock: trackerClock,
    baseUrl: REDMINE_URL,
    seed: REDMINE_SEED,
    textFormat: choice.textFormat === 'textile' ? 'textile' : 'common_mark',
    skewMs: choice.redmineSkewMs,
    random: ids.next,
    ...(pluginBells ? { webhook: { ...target, send: pluginBells.send } } : {}),
    ...(choice.hasWebhook && !pluginBells ? { webhook: target } : {}),
  });

  host = createForgeHost({
    manifest,
    app,
    jira: (request, caller) => jira.handle(request, caller),
    async egress(request) {
      if (!pluginBells || request.method === 'GET') return redmine.fetch(request);
      const sent = await request.clone().text();
      const { pathname } = new URL(request.url);
      const isJson = request.headers.get('content-type')?.includes('json') && sent !== '';
      const ring = pluginBells.before(request.method, pathname, isJson ? JSON.parse(sent) : null);
      const response = await redmine.fetch(request);
      if (response.ok) ring();
      return response;
    },
    store,
    clock,
    random: ids.next,
    webTriggerBaseUrl: 'http://127.0.0.1:8420',
    timers: 'manual',
    noise: {
      copies: (kind) => getFate()?.bells.copies(kind) ?? 1,
      delayMs: (kind) => getFate()?.bells.delayMs(kind) ?? 0,
    },
    onCall: (call) => getFate()?.onCall(call),
    onNotice(notice) {
      trace?.push(`${new Date(clock.nowMs()).toISOString()}   ${tell(notice)}`);
      if (notice.kind !== 'log') return;
      for (const word of wordsOf(notice.text)) {
        caught.push(`I6 private: "${word}" is in a log line`);
      }
    },
    countsPoints: false,
  });
  host.egressGroups.set([
    {
      key: 'redmine',
      description: 'Redmine',
      configured: [{ domain: REDMINE_URL, type: ['FETCH_BACKEND_SIDE'] }],
    },
  ]);

  const { accounts } = jira;
  const jiraAccounts = { ...accounts, 'key-owner': accounts.ada };
  return {
    seed,
    choice,
    tally,
    book: new Book(),
    rows: [],
    host,
    store,
    jira,
    redmine,
    trace,
    caught,
    nowMs: () => clock.nowMs(),
    tick() {
      ticks += 1;
    },
    askJira: (who, method, path, body, file) => {
      const {
        status,
        body: answer,
        content,
      } = jira.ask(
        jiraAccounts[who],
        method,
        `/rest/api/3${path}`,
        body as Parameters<JiraDouble['ask']>[3],
        file && [{ filename: file.name, mimeType: 'text/plain', bytes: encode(file.text) }],
      );
      return { status, body: content ? new TextDecoder().decode(content.bytes) : answer };
    },
    askRedmine: (who, method, path, body, file) => {
      const login = who === 'key-owner' ? SYNC_LOGIN : who === 'admin' ? 'ada' : who;
      const ring = pluginBells?.before(method, path, body);
      const { status, body: answer } = redmine.ask(
        keys[login] ?? '',
        method,
        path,
        body as Parameters<EmbeddedRedmine['ask']>[3],
        file && encode(file.text),
      );
      if (status < 300) ring?.();
      const isFile = answer instanceof Uint8Array;
      return { status, body: isFile ? new TextDecoder().decode(answer) : answer };
    },
  };
}

export function askOn(
  world: World,
  side: Side,
): (who: Who | 'admin', ...call: Parameters<Ask>) => Reply {
  return side === 'jira' ? world.askJira : world.askRedmine;
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function keysOf(logins: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(logins.map((login) => [login, apiKeyOf(REDMINE_SEED, login)]));
}

function tell(
  notice: Parameters<NonNullable<Parameters<typeof createForgeHost>[0]['onNotice']>>[0],
) {
  if (notice.kind !== 'function-failed') return JSON.stringify(notice);
  const { outcome, functionKey } = notice;
  const why = outcome.kind === 'threw' ? String(outcome.error) : outcome.kind;
  return `${functionKey} failed: ${why}`;
}
