/** The configuration as files: what an import would change, earlier versions, tables. */
import { pageStore } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import type { Configuration, ConfiguredMapping } from '../../core/configuration/configuration';
import { describeChanges } from '../../core/configuration/describe-changes';
import { noteExistingPairs } from '../../core/configuration/note-existing-pairs';
import {
  readTables as readFiles,
  writeFieldTable,
  writeValueTable,
} from '../../core/configuration/tables';
import type { AdminAnswers } from '../../shared/api';
import { CallRefused } from '../answer-call';
import { matchDocument } from './configuration';

/** More than anybody reads before saying yes, and far below what an answer may hold. */
const MAX_TOLD = 300;

/** What an import would do; nothing is stored. */
export async function previewImport(request: {
  readonly document?: unknown;
}): Promise<AdminAnswers['previewImport']> {
  const checked = await matchDocument(request.document);
  if (checked.kind === 'mistakes') return { valid: false, mistakes: checked.mistakes };
  // Keys that go on being used are no change.
  const before = await pageStore.findConfiguration();
  const after = withoutStandingKeys(checked.configuration, request.document);
  const changes = describeChanges(before, after);
  const existing = await Promise.all(
    checked.matched.mappings.map(async (mapping) => {
      const { mapping: standing } = await syncPorts.store.loadRun(mapping.id, null);
      const notes = standing ? noteExistingPairs(standing, mapping) : [];
      return notes.length > 0 ? [{ mappingId: mapping.id, notes }] : [];
    }),
  );
  return {
    valid: true,
    changes: changes.slice(0, MAX_TOLD),
    moreChanges: Math.max(0, changes.length - MAX_TOLD),
    existing: existing.flat(),
  };
}

export async function listVersions(): Promise<AdminAnswers['listVersions']> {
  return { versions: (await pageStore.listVersions()).toReversed() };
}

/** With the people of today: those of then are not kept. */
export async function findVersion(request: {
  readonly version: number;
}): Promise<AdminAnswers['findVersion']> {
  const kept = await pageStore.findVersion(request.version);
  if (!kept) throw new CallRefused(`Version ${request.version} is not kept any more.`);
  const { users } = await getConfiguration();
  return { document: { ...kept, users } };
}

export async function exportTable(request: {
  readonly mappingId: string;
  readonly table: 'fields' | 'values';
}): Promise<AdminAnswers['exportTable']> {
  const mapping = getConfigured(await getConfiguration(), request.mappingId);
  return { text: request.table === 'fields' ? writeFieldTable(mapping) : writeValueTable(mapping) };
}

/** The stored configuration with the files' rows in it, to be previewed and imported. */
export async function readTables(request: {
  readonly mappingId: string;
  readonly fields?: string | undefined;
  readonly values?: string | undefined;
}): Promise<AdminAnswers['readTables']> {
  const document = await getConfiguration();
  const read = readFiles(getConfigured(document, request.mappingId), request);
  if (read.kind === 'mistakes') return { read: false, mistakes: read.mistakes };
  const mappings = document.mappings.map((mapping) =>
    mapping.id === read.mapping.id ? read.mapping : mapping,
  );
  return { read: true, document: { ...document, mappings } };
}

async function getConfiguration(): Promise<Configuration> {
  const document = await pageStore.findConfiguration();
  if (!document) throw new CallRefused('Nothing was imported yet.');
  return document;
}

function getConfigured(document: Configuration, mappingId: string): ConfiguredMapping {
  const mapping = document.mappings.find(({ id }) => id === mappingId);
  if (!mapping) throw new CallRefused(`There is no mapping "${mappingId}".`);
  return mapping;
}

/** The stored keys were filled in for the match; only given ones are told of. */
function withoutStandingKeys(configuration: Configuration, given: unknown): Configuration {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  return {
    ...configuration,
    connections: configuration.connections.map(({ apiKey, ...connection }) =>
      apiKey !== undefined && text.includes(apiKey) ? { ...connection, apiKey } : connection,
    ),
  };
}
