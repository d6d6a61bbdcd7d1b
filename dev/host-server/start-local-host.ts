/**
 * Puts the product together on one machine: the app's functions in the local Forge host, the Jira
 * double, the embedded Redmine or a real one, and the pages. Everything listens on loopback only.
 */
import { z } from 'zod';
import type { MovableClock } from '../clock';
import { DEMO_API_KEY, demoConfiguration } from '../demo/demo-configuration';
import { createDemoIssues } from '../demo/demo-issues';
import { createForgeHost, type ForgeHost } from '../forge-host/create-forge-host';
import { listIndexedProperties, type Manifest } from '../forge-host/manifest';
import { createJiraDouble, type JiraDouble } from '../jira/double';
import { createOpenApiCheck, type OpenApiCheck, OpenApiViolation } from '../jira/openapi/check';
import { createPages } from '../pages/pages';
import { createEmbeddedRedmine } from '../redmine/embedded';
import { noteJiraCalls } from '../scopes/note-calls';
import type { KeyedStore } from '../store/store';
import { createAppServer } from './app-server';
import { createBridgeApi } from './bridge-api';
import { checkRedmine } from './check-redmine';
import { createControlApi } from './control-api';
import { createEmbeddedWebhook } from './embedded-webhook';
import {
  type ConfigurationSource,
  importConfiguration,
  readConfigurationFile,
} from './import-configuration';
import { getAccountId, isJiraAdmin, rememberAccounts } from './jira-directory';
import { keepPanels } from './kept-panels';
import { type Listening, listen } from './listen';
import { redirectFromJira, redirectFromRedmine } from './redirect-people';
import type { StartOptions } from './start-options';

export interface LocalHostParts {
  readonly options: StartOptions;
  readonly manifest: Manifest;
  /** The exports of `src/index.ts`. */
  readonly app: Readonly<Record<string, unknown>>;
  readonly store: KeyedStore;
  readonly clock: MovableClock;
  /** Where `manifest.yml` and `src` are. */
  readonly projectRoot: string;
}

export interface LocalHost {
  readonly url: string;
  close(): Promise<void>;
}

const productEvent = z.looseObject({ eventType: z.string() });

const STARTED_KEY = 'host/started';
const ADMIN = 'admin@example.com';
/** The issue panel's key in the manifest. */
const PANEL_MODULE = 'issue-panel';

/** The configuration to begin with; none where this data was in use before, or nothing is wanted. */
function findSource(options: StartOptions, redmineUrl: string): ConfigurationSource | undefined {
  if (options.configFile !== undefined) return readConfigurationFile(options.configFile);
  if (options.empty) return undefined;
  const apiKey = options.redmine?.apiKey ?? DEMO_API_KEY;
  const name = options.redmine
    ? 'the demo configuration (with a Redmine of your own, use --config FILE or --empty)'
    : 'the demo configuration';
  return { name, document: demoConfiguration(redmineUrl, apiKey) };
}

/** What Jira's own document would refuse is told on stderr; tests take it for a failure. */
function openCheck(documentPath: string): Promise<OpenApiCheck> {
  return createOpenApiCheck(documentPath, (violation) => {
    console.error(new OpenApiViolation(violation).message);
  });
}

/**
 * Starts everything, and resolves once it answers.
 * @throws {StartError} for what the person who starts it can mend
 */
export async function startLocalHost(parts: LocalHostParts): Promise<LocalHost> {
  const { options, manifest, app, store, clock } = parts;
  const url = `http://127.0.0.1:${options.port}`;
  const jiraUrl = `http://127.0.0.1:${options.port + 1}`;
  const redmineUrl = options.redmine?.url ?? `http://127.0.0.1:${options.port + 2}`;
  const isFresh = store.get(STARTED_KEY) === undefined;
  const source = isFresh ? findSource(options, redmineUrl) : undefined;
  if (!isFresh && options.configFile !== undefined) {
    console.error(`[host] ${options.dataFolder} was in use before: --config is not imported`);
  }
  if (options.redmine) await checkRedmine(options.redmine.url, options.redmine.apiKey);

  let host: ForgeHost | undefined;
  const findHost = (): ForgeHost => {
    if (!host) throw new Error('the host is still starting');
    return host;
  };
  const check = options.jiraOpenApiFile ? await openCheck(options.jiraOpenApiFile) : undefined;
  const jira: JiraDouble = createJiraDouble({
    ...(check ? { check } : {}),
    appScopes: manifest.permissions.scopes,
    ...noteJiraCalls(options.jiraCallsFolder),
    indexedProperties: listIndexedProperties(manifest),
    store,
    clock,
    searchLagSeconds: options.searchLagSeconds,
    baseUrl: jiraUrl,
    emit: ({ payload }) => findHost().deliverEvent(productEvent.parse(payload)),
  });
  const webhook = createEmbeddedWebhook(store, redmineUrl, (path, request) => {
    const { webTriggers } = findHost();
    const door = webTriggers.urls.get('redmine-webhook') ?? '';
    return webTriggers.call(new Request(door + path, request));
  });
  const redmine = options.redmine
    ? undefined
    : createEmbeddedRedmine({
        store,
        clock,
        baseUrl: redmineUrl,
        ...(options.redmineRings ? { webhook: webhook.target } : {}),
      });
  host = createForgeHost({
    manifest,
    app,
    store,
    clock,
    timers: options.timers,
    jira: (request, caller) => jira.handle(request, caller),
    egress: (request) => fetch(request),
    random: Math.random,
    webTriggerBaseUrl: url,
  });

  const server = createAppServer({
    host,
    controlApi: createControlApi({
      host,
      clock,
      async settleOthers() {
        await jira.resumeEvents();
        await redmine?.webhooksSettled();
      },
    }),
    bridgeApi: createBridgeApi({
      host,
      isEgressConfigurable: manifest.permissions.external?.configurable?.enabled === true,
      isAdmin: (accountId) => isJiraAdmin(jira, accountId),
      findAccountId: rememberAccounts((email) => getAccountId(jira, email)),
      onImported: webhook.follow,
    }),
    pages: createPages({
      projectRoot: parts.projectRoot,
      jiraUrl,
      redmineUrl,
      panels: keepPanels(store, (projectKey) => jira.isPanelPinned(PANEL_MODULE, projectKey)),
    }),
  });

  const listening: Listening[] = [];
  const close = async () => {
    host?.stop();
    await Promise.all(listening.map((each) => each.close()));
    await store.close();
  };
  try {
    listening.push(
      await listen(options.port, (request, bindings) => server.fetch(request, bindings)),
    );
    listening.push(
      await listen(
        options.port + 1,
        redirectFromJira(url, (request) => jira.fetch(request)),
      ),
    );
    if (redmine)
      listening.push(
        await listen(
          options.port + 2,
          redirectFromRedmine(url, (request) => redmine.fetch(request)),
        ),
      );
    await jira.resumeEvents();
    if (source) {
      await importConfiguration(host, source, await getAccountId(jira, ADMIN));
      webhook.follow(source.document);
    }
    // From here on the data counts as in use: a start that is cut short makes no demo twice.
    store.put(STARTED_KEY, true);
    if (isFresh && !options.empty && options.configFile === undefined) {
      await createDemoIssues(jira, redmineUrl, options.redmine?.apiKey ?? DEMO_API_KEY);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}
