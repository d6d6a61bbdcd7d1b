/** Mappings, their cursors and routes, and the configuration they were made from. */
import { kvs } from '@forge/kvs';
import type { AuditEntry } from '../core/audit/audit';
import type { Configuration, ConfigurationMistake } from '../core/configuration/configuration';
import type { Mapping } from '../core/mapping';
import { SIDES, type Side } from '../core/model';
import type { FloodState, Floods, Store, SweptMapping } from '../ports';
import { APP_STREAM, mappingStream, saveWithAudit } from './audit-store';
import { readCircuits } from './circuit-store';
import { compressLong, expand } from './compress';
import { readFloods } from './flood-store';
import { getAll } from './get-all';
import {
  CIRCUITS_KEY,
  CONFIGURATION_KEY,
  cursorKey,
  FLOODS_KEY,
  mappingKey,
  ROUTES_KEY,
  verifyKey,
} from './keys';
import { findExcess, type Put, putAllButLast, removeAll } from './put-long';
import { readAgain } from './read-again';
import type { Transaction } from './run-transaction';
import { formatMapping, parseMapping, routesSchema } from './stored/mapping';
import { verificationSchema } from './stored/upkeep';
import { versioned } from './stored/versioned';
import { addVersion, listVersions } from './version-store';

type MappingStore = Pick<
  Store,
  | 'listMappings'
  | 'findRoutes'
  | 'loadSweep'
  | 'saveCursor'
  | 'pauseMapping'
  | 'loadVerification'
  | 'saveVerification'
>;

export const mappingStore: MappingStore = {
  async listMappings() {
    const { mappings } = await loadRoutes();
    if (mappings.length === 0) return [];
    const found = await getAll(mappings.map(({ mappingId }) => ({ key: mappingKey(mappingId) })));
    return [...found.values()].map((stored) => parseMapping(stored));
  },

  async findRoutes(jiraProjectId) {
    const found = await getAll([{ key: ROUTES_KEY }, { key: FLOODS_KEY }]);
    const floods = readFloods(found.get(FLOODS_KEY));
    return readRoutes(found.get(ROUTES_KEY))
      .mappings.filter((route) => route.jiraProjectId === jiraProjectId)
      .map((route) => ({ ...route, flood: floodOf(floods, route.mappingId) }));
  },

  async loadSweep() {
    const found = await getAll([{ key: ROUTES_KEY }, { key: FLOODS_KEY }, { key: CIRCUITS_KEY }]);
    const { mappings } = readRoutes(found.get(ROUTES_KEY));
    return {
      floods: readFloods(found.get(FLOODS_KEY)),
      circuits: readCircuits(found.get(CIRCUITS_KEY)),
      mappings: await loadSwept(mappings.map(({ mappingId }) => mappingId)),
    };
  },

  async loadVerification(mappingId) {
    const stored = await readAgain(() => kvs.get(verifyKey(mappingId)));
    return stored === undefined ? { running: null, done: null } : verificationSchema.parse(stored);
  },

  async saveVerification(mappingId, verification) {
    await kvs.set(verifyKey(mappingId), versioned(verification));
  },

  async pauseMapping(mappingId, reason, audit) {
    await setMappingPaused(mappingId, true, audit, reason);
  },

  async saveCursor(mappingId, side, cursor) {
    await kvs.set(cursorKey(mappingId, side), versioned({ cursor }));
  },
};

/** What an import leaves behind. */
export interface ConfigurationSave {
  /** Without secrets. */
  readonly document: Configuration;
  readonly mappings: readonly Mapping[];
  /** Where the sweeps of new mappings start. */
  readonly cursors: readonly {
    readonly mappingId: string;
    readonly side: Side;
    readonly cursor: string;
  }[];
  readonly audit: readonly AuditEntry[];
  readonly atMs: number;
  /** How many changes it brings; 0 keeps no version of its own. */
  readonly changes: number;
}

/**
 * Replaces the configuration as a whole. Links of mappings that are gone stay as they are. Mappings
 * go first, a few at a time: until the routes name them nobody asks for them.
 */
export async function saveConfiguration(save: ConfigurationSave): Promise<void> {
  const { mappings: standing } = await loadRoutes();
  const versions = await listVersions();
  const kept = new Set(save.mappings.map((mapping) => mapping.id));
  const puts = [
    ...save.mappings.map(putMapping),
    ...save.cursors.map(({ mappingId, side, cursor }) => ({
      key: cursorKey(mappingId, side),
      value: versioned({ cursor }),
    })),
  ];
  const last = await putAllButLast(puts);
  await saveWithAudit(APP_STREAM, save.audit, (transaction) => {
    setDocument(transaction, save.document);
    transaction.set(
      ROUTES_KEY,
      versioned({
        mappings: save.mappings.map((mapping) => ({
          mappingId: mapping.id,
          connectionId: mapping.connectionId,
          jiraProjectId: mapping.jira.projectId,
          requestsPerMinute: mapping.limits.remoteRequestsPerMinute,
        })),
      }),
    );
    for (const { key, value } of last) transaction.set(key, value);
    if (save.changes > 0) {
      addVersion(transaction, versions, save.document, { atMs: save.atMs, changes: save.changes });
    }
  });
  const gone = standing.flatMap(({ mappingId }) =>
    kept.has(mappingId)
      ? []
      : [
          mappingKey(mappingId),
          verifyKey(mappingId),
          ...SIDES.map((side) => cursorKey(mappingId, side)),
        ],
  );
  await removeAll(gone);
}

/** What of a configuration is longer than storage takes, as mistakes of its document. */
export function findTooLong(
  document: Configuration,
  mappings: readonly Mapping[],
): readonly ConfigurationMistake[] {
  const parts = [
    {
      path: '(document)',
      value: formatDocument(document),
      cut: 'fewer mappings or shorter tables',
    },
    ...mappings.map((mapping, index) => ({
      path: `mappings[${index}]`,
      value: formatMapping(mapping),
      cut: 'shorter tables, and fewer people under users',
    })),
  ];
  return parts.flatMap(({ path, value, cut }) => {
    const excess = findExcess(value);
    if (!excess) return [];
    const message = `This takes ${excess.is} KB of storage, of which Forge gives ${excess.max}. Valid: ${cut}.`;
    return [{ path, message }];
  });
}

/** A mapping as it is stored. */
export function putMapping(mapping: Mapping): Put {
  return { key: mappingKey(mapping.id), value: formatMapping(mapping) };
}

/** Puts the configuration into a transaction. */
export function setDocument(transaction: Transaction, document: Configuration): void {
  transaction.set(CONFIGURATION_KEY, formatDocument(document));
}

function formatDocument(document: Configuration) {
  return compressLong(versioned({ document }));
}

/** Tells in the audit what an admin did with a mapping and that left no other trace. */
export async function tellOfMapping(mappingId: string, audit: AuditEntry): Promise<void> {
  await saveWithAudit(mappingStream(mappingId), [audit], () => {});
}

/** The same of what concerns the whole app. */
export async function tellOfApp(audit: AuditEntry): Promise<void> {
  await saveWithAudit(APP_STREAM, [audit], () => {});
}

/** The configuration as imported, without secrets; `null` before the first import. */
export async function findConfiguration(): Promise<Configuration | null> {
  const stored = await kvs.get(CONFIGURATION_KEY);
  return stored === undefined ? null : (expand(stored) as { document: Configuration }).document;
}

/** Pauses or resumes one mapping. @returns `null` where there is no such mapping. */
export async function setMappingPaused(
  mappingId: string,
  paused: boolean,
  audit: AuditEntry,
  reason?: string,
): Promise<Mapping | null> {
  const stored = await kvs.get(mappingKey(mappingId));
  if (stored === undefined) return null;
  const { pausedFor: _former, ...standing } = parseMapping(stored);
  const mapping: Mapping = {
    ...standing,
    paused,
    ...(reason === undefined ? {} : { pausedFor: reason }),
    ...(paused ? {} : { resumedAtMs: audit.atMs }),
  };
  await saveWithAudit(mappingStream(mappingId), [audit], (transaction) => {
    transaction.set(mappingKey(mappingId), formatMapping(mapping));
  });
  return mapping;
}

function floodOf(floods: Floods, mappingId: string): FloodState {
  if (floods.mappings[mappingId] === undefined) return 'none';
  return floods.nextSweepAtMs === null ? 'flagged' : 'swept';
}

async function loadSwept(mappingIds: readonly string[]): Promise<readonly SweptMapping[]> {
  const found = await getAll(
    mappingIds.flatMap((id) => [
      { key: mappingKey(id) },
      ...SIDES.map((side) => ({ key: cursorKey(id, side) })),
    ]),
  );
  const cursorOf = (id: string, side: Side) =>
    (found.get(cursorKey(id, side)) as { readonly cursor: string } | undefined)?.cursor ?? null;
  return mappingIds.flatMap((id) => {
    const mapping = found.get(mappingKey(id));
    if (mapping === undefined) return [];
    const cursors = { jira: cursorOf(id, 'jira'), remote: cursorOf(id, 'remote') };
    return [{ mapping: parseMapping(mapping), cursors }];
  });
}

async function loadRoutes() {
  return readRoutes(await readAgain(() => kvs.get(ROUTES_KEY)));
}

function readRoutes(stored: unknown) {
  return stored === undefined ? { v: 1 as const, mappings: [] } : routesSchema.parse(stored);
}
