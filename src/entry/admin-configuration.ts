/** The admin's calls around the configuration: import, export, connection test. */
import {
  findOwnJiraAccountId,
  openReaders,
  pageStore,
  syncPorts,
  testRedmine,
  trackersOf,
} from '../app';
import type { AuditEntry } from '../core/audit/audit';
import type {
  Configuration,
  ConfigurationMistake,
  ConfiguredConnection,
} from '../core/configuration/configuration';
import { remoteTrackerId } from '../core/failing/circuit';
import type { Mapping } from '../core/mapping';
import { SIDES, type Side } from '../core/model';
import { rotateSecrets } from '../core/rotate-secrets';
import type { Connection } from '../ports';
import type { AdminAnswers } from '../shared/api';
import { parseConfiguration } from '../shared/configuration';
import { matchConfiguration } from '../sync/import-configuration';
import { matchCollector, withoutToken } from './admin-collector';
import { CallRefused } from './answer-call';
import { parseJson } from './parse-json';

type ImportAnswer = AdminAnswers['importConfiguration'];

/** Takes a document over, or names every mistake and changes nothing. */
export async function importConfiguration(
  request: { readonly document?: unknown },
  accountId: string,
): Promise<ImportAnswer> {
  const document = readDocument(request.document);
  if (document === undefined) return refuse([{ path: '(document)', message: 'This is not JSON.' }]);
  const parsed = parseConfiguration(document);
  if (parsed.kind === 'mistakes') return refuse(parsed.mistakes);

  const collector = await matchCollector(parsed.configuration);
  if (collector.kind === 'mistakes') return refuse(collector.mistakes);
  const standing = await pageStore.loadConnections();
  const configuration = fillKeys(parsed.configuration, standing);
  const matched = await matchConfiguration(
    {
      openReaders,
      findMapping: async (id) => (await syncPorts.store.loadRun(id, null)).mapping,
    },
    configuration,
  );
  if (matched.kind === 'mistakes') return refuse(matched.mistakes);

  const jiraAccountId = await findOwnJiraAccountId();
  const connections = matched.connections.map(
    ({ configured, remoteUser }): Connection => ({
      id: configured.id,
      name: configured.name,
      url: configured.url,
      textFormat: configured.textFormat,
      apiKey: configured.apiKey ?? '',
      webhookSecrets: rotateSecrets(
        configured.webhookSecret,
        findStanding(standing, configured)?.webhookSecrets ?? [],
        syncPorts.clock.nowMs(),
      ),
      remoteUserId: remoteUser.id,
      jiraAccountId,
      requestsPerMinute: configured.requestsPerMinute ?? null,
      routes: matched.mappings
        .filter((mapping) => mapping.connectionId === configured.id)
        .map((mapping) => ({ mappingId: mapping.id, remoteProjectId: mapping.remote.projectId })),
    }),
  );
  const started = await Promise.all(
    matched.mappings.map((mapping) => start(mapping, connections, configuration)),
  );
  await pageStore.saveConnections(connections);
  await pageStore.saveCollector(collector.settings);
  await pageStore.saveConfiguration({
    document: withoutSecrets(configuration),
    mappings: started.map(({ mapping }) => mapping),
    cursors: started.flatMap(({ cursors }) => cursors),
    audit: [adminEntry('configuration', `${started.length} mappings`, accountId)],
  });
  await forgetCircuits(connections.map(({ id }) => remoteTrackerId(id)));
  return { imported: true, mappings: started.length };
}

/** A new mapping's sweeps and its idea of "new" start now, the cursors first so that none is missed. */
async function start(
  mapping: Mapping,
  connections: readonly Connection[],
  configuration: Configuration,
): Promise<{
  readonly mapping: Mapping;
  readonly cursors: readonly {
    readonly mappingId: string;
    readonly side: Side;
    readonly cursor: string;
  }[];
}> {
  const { mapping: standing } = await syncPorts.store.loadRun(mapping.id, null);
  const connection = connections.find(({ id }) => id === mapping.connectionId);
  const configured = configuration.connections.find(({ id }) => id === mapping.connectionId);
  if (standing || !connection || !configured) return { mapping, cursors: [] };
  const trackers = trackersOf(mapping, connection);
  const cursors = await Promise.all(
    SIDES.map(async (side) => {
      const { cursor } = await trackers[side].listChanged(null);
      return { mappingId: mapping.id, side, cursor };
    }),
  );
  const readers = await openReaders(configured);
  return { mapping: { ...mapping, enabledAt: await readers.markNow() }, cursors };
}

/** The document as it was imported, without the two secrets. */
export async function exportConfiguration(): Promise<AdminAnswers['exportConfiguration']> {
  const document = await pageStore.findConfiguration();
  return { document: document ?? { version: 1, connections: [], mappings: [], users: [] } };
}

/** Asks a stored connection everything that a sync needs of it. */
export async function testConnection(request: {
  readonly connectionId: string;
}): Promise<AdminAnswers['testConnection']> {
  const connections = await pageStore.loadConnections();
  const connection = connections.find(({ id }) => id === request.connectionId);
  if (!connection) throw new CallRefused(`There is no connection "${request.connectionId}".`);
  const checks = await testRedmine(connection);
  // What an admin has mended is called again at once; the sweep catches up.
  if (checks.every(({ ok }) => ok)) await forgetCircuits([remoteTrackerId(connection.id)]);
  return { checks };
}

async function forgetCircuits(trackerIds: readonly string[]): Promise<void> {
  const circuits = await syncPorts.store.loadCircuits();
  const kept = Object.entries(circuits).filter(([id]) => !trackerIds.includes(id));
  if (kept.length === Object.keys(circuits).length) return;
  await syncPorts.store.saveCircuits(Object.fromEntries(kept));
}

/** The page hands over what the admin pasted: text, or a document. */
function readDocument(document: unknown): unknown {
  return typeof document === 'string' ? parseJson(document) : (document ?? null);
}

function refuse(mistakes: readonly ConfigurationMistake[]): ImportAnswer {
  return { imported: false, mistakes };
}

/** An exported document comes back without keys: those that are stored go on. */
function fillKeys(configuration: Configuration, standing: readonly Connection[]): Configuration {
  return {
    ...configuration,
    connections: configuration.connections.map((configured) => {
      const known = findStanding(standing, configured);
      return { ...configured, apiKey: configured.apiKey ?? known?.apiKey };
    }),
  };
}

/** A secret that was given for one address is not told to another. */
function findStanding(
  standing: readonly Connection[],
  configured: ConfiguredConnection,
): Connection | undefined {
  return standing.find(({ id, url }) => id === configured.id && url === configured.url);
}

function withoutSecrets(configuration: Configuration): Configuration {
  return {
    ...withoutToken(configuration),
    connections: configuration.connections.map(
      ({ apiKey: _apiKey, webhookSecret: _webhookSecret, ...connection }) => connection,
    ),
  };
}

/** An admin's own doing, for the audit. */
export function adminEntry(what: string, value: string, accountId: string): AuditEntry {
  return {
    atMs: syncPorts.clock.nowMs(),
    kind: 'admin',
    linkId: null,
    mappingId: null,
    side: null,
    field: what,
    from: null,
    to: value,
    cause: accountId,
  };
}
