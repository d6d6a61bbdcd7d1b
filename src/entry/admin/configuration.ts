/** The admin's calls around the configuration: import and export. */
import { findOwnJiraAccountId, openReaders, pageStore } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import { trackersOf } from '../../app/trackers';
import type { AuditEntry } from '../../core/audit/audit';
import type {
  Configuration,
  ConfigurationMistake,
  ConfiguredConnection,
} from '../../core/configuration/configuration';
import { describeChanges } from '../../core/configuration/describe-changes';
import { remoteTrackerId } from '../../core/failing/circuit';
import type { Mapping } from '../../core/mapping';
import { SIDES } from '../../core/model';
import { rotateSecrets } from '../../core/rotate-secrets';
import type { Connection } from '../../ports';
import type { NoticeSettings } from '../../ports/notices';
import type { CollectorSettings } from '../../ports/upkeep';
import type { AdminAnswers } from '../../shared/api';
import { parseConfiguration } from '../../shared/configuration';
import type { ImportPorts } from '../../sync/configuration/import-ports';
import { type Imported, matchConfiguration } from '../../sync/configuration/match-configuration';
import { parseJson } from '../parse-json';
import { matchCollector, withoutToken } from './collector';
import { matchNotices } from './notices';

type ImportAnswer = AdminAnswers['importConfiguration'];

const importPorts: ImportPorts = {
  openReaders,
  findMapping: async (id) => (await syncPorts.store.loadRun(id, null)).mapping,
};

/** Of a document that is wrong elsewhere, so that all is told at once. */
async function findNameMistakes(rest: Configuration): Promise<readonly ConfigurationMistake[]> {
  const configuration = fillKeys(rest, await pageStore.loadConnections());
  const matched = await matchConfiguration(importPorts, configuration);
  return matched.kind === 'mistakes' ? matched.mistakes : [];
}

/** A document that may be imported as it is, or all of its mistakes. */
export type CheckedDocument =
  | {
      readonly kind: 'checked';
      readonly configuration: Configuration;
      readonly matched: Extract<Imported, { readonly kind: 'imported' }>;
      readonly collector: CollectorSettings | null;
      readonly notices: NoticeSettings | null;
      readonly standing: readonly Connection[];
    }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly ConfigurationMistake[] };

/** Matches a document with both trackers. Nothing is stored here. */
export async function matchDocument(given: unknown): Promise<CheckedDocument> {
  const document = readDocument(given);
  if (document === undefined) return refuse([{ path: '(document)', message: 'This is not JSON.' }]);
  const parsed = parseConfiguration(document);
  if (parsed.kind === 'mistakes') {
    const named = parsed.rest ? await findNameMistakes(parsed.rest) : [];
    const places = new Set(parsed.mistakes.map(({ path }) => path));
    return refuse([...parsed.mistakes, ...named.filter(({ path }) => !places.has(path))]);
  }
  const collector = await matchCollector(parsed.configuration);
  if (collector.kind === 'mistakes') return refuse(collector.mistakes);
  const standing = await pageStore.loadConnections();
  const configuration = fillKeys(parsed.configuration, standing);
  const matched = await matchConfiguration(importPorts, configuration);
  if (matched.kind === 'mistakes') return refuse(matched.mistakes);
  const tooLong = pageStore.findTooLong(withoutSecrets(configuration), matched.mappings);
  if (tooLong.length > 0) return refuse(tooLong);
  const notices = await matchNotices(configuration, matched.mappings);
  if (notices.kind === 'mistakes') return refuse(notices.mistakes);
  return {
    kind: 'checked',
    configuration,
    matched,
    collector: collector.settings,
    notices: notices.settings,
    standing,
  };
}

/** Takes a document over, or names every mistake and changes nothing. */
export async function importConfiguration(
  request: { readonly document?: unknown },
  accountId: string,
): Promise<ImportAnswer> {
  const checked = await matchDocument(request.document);
  if (checked.kind === 'mistakes') return { imported: false, mistakes: checked.mistakes };
  const { configuration, matched, collector, notices, standing } = checked;
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
      ...watchOf(findStanding(standing, configured)),
      remoteUserId: remoteUser.id,
      jiraAccountId,
      requestsPerMinute: configured.requestsPerMinute ?? null,
      routes: matched.mappings
        .filter((mapping) => mapping.connectionId === configured.id)
        .map((mapping) => ({ mappingId: mapping.id, remoteProjectId: mapping.remote.projectId })),
    }),
  );
  const started = await start(matched.mappings, connections, configuration);
  await pageStore.saveConnections(connections);
  await pageStore.saveCollector(collector);
  await pageStore.saveNoticeSettings(notices);
  const document = withoutSecrets(configuration);
  const changes = describeChanges(await pageStore.findConfiguration(), document);
  await pageStore.saveConfiguration({
    document,
    atMs: syncPorts.clock.nowMs(),
    changes: changes.length,
    ...started,
    audit: [adminEntry('configuration', tellCount(started.mappings.length), accountId)],
  });
  await forgetCircuits(connections.map(({ id }) => remoteTrackerId(id)));
  return { imported: true, mappings: started.mappings.length };
}

function tellCount(mappings: number): string {
  return mappings === 1 ? '1 mapping' : `${mappings} mappings`;
}

function watchOf(standing: Connection | undefined): Pick<Connection, 'bellsWatchedUntilMs'> {
  const untilMs = standing?.bellsWatchedUntilMs;
  return untilMs === undefined ? {} : { bellsWatchedUntilMs: untilMs };
}

type Save = Parameters<typeof pageStore.saveConfiguration>[0];

/**
 * New mappings' sweeps and their idea of "new" start now, the cursors first so that none is missed.
 * One moment serves all mappings of a connection.
 */
async function start(
  mappings: readonly Mapping[],
  connections: readonly Connection[],
  configuration: Configuration,
): Promise<Pick<Save, 'mappings' | 'cursors'>> {
  const isStanding = await Promise.all(
    mappings.map(async ({ id }) => (await syncPorts.store.loadRun(id, null)).mapping !== null),
  );
  const fresh = mappings.filter((_mapping, index) => !isStanding[index]);
  const cursors = await Promise.all(
    connections.map((connection) =>
      startSweeps(
        fresh.filter(({ connectionId }) => connectionId === connection.id),
        connection,
      ),
    ),
  );
  const marks = new Map<string, Mapping['enabledAt']>();
  for (const id of new Set(fresh.map(({ connectionId }) => connectionId))) {
    const configured = configuration.connections.find((connection) => connection.id === id);
    if (configured) marks.set(id, await (await openReaders(configured)).markNow());
  }
  return {
    mappings: mappings.map((mapping) => {
      const enabledAt = fresh.includes(mapping) ? marks.get(mapping.connectionId) : undefined;
      return enabledAt ? { ...mapping, enabledAt } : mapping;
    }),
    cursors: cursors.flat(),
  };
}

async function startSweeps(
  mappings: readonly Mapping[],
  connection: Connection,
): Promise<Save['cursors']> {
  const [first] = mappings;
  if (!first) return [];
  const trackers = trackersOf(first, connection);
  const starts = await Promise.all(
    SIDES.map(async (side) => {
      const { cursor } = await trackers[side].listChanged(null);
      return mappings.map(({ id }) => ({ mappingId: id, side, cursor }));
    }),
  );
  return starts.flat();
}

/** The document as it was imported, without the two secrets. */
export async function exportConfiguration(): Promise<AdminAnswers['exportConfiguration']> {
  const document = await pageStore.findConfiguration();
  return { document: document ?? { version: 1, connections: [], mappings: [], users: [] } };
}

/** Calls these trackers again at once. */
export async function forgetCircuits(trackerIds: readonly string[]): Promise<void> {
  const circuits = await syncPorts.store.loadCircuits();
  const kept = Object.entries(circuits).filter(([id]) => !trackerIds.includes(id));
  if (kept.length === Object.keys(circuits).length) return;
  await syncPorts.store.saveCircuits(Object.fromEntries(kept));
}

/** The page hands over what the admin pasted: text, or a document. */
function readDocument(document: unknown): unknown {
  return typeof document === 'string' ? parseJson(document) : (document ?? null);
}

function refuse(mistakes: readonly ConfigurationMistake[]) {
  return { kind: 'mistakes', mistakes } as const;
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
