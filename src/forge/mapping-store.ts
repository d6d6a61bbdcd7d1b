/** Mappings, their cursors and routes, and the configuration they were made from. */
import { kvs } from '@forge/kvs';
import type { AuditEntry } from '../core/audit/audit';
import type { Configuration } from '../core/configuration/configuration';
import type { Mapping } from '../core/mapping';
import { SIDES, type Side } from '../core/model';
import type { FloodState, Floods, Store, SweptMapping } from '../ports';
import { APP_STREAM, mappingStream, saveWithAudit } from './audit-store';
import { readCircuits } from './circuit-store';
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
import { readAgain } from './read-again';
import { mappingSchema, routesSchema, verificationSchema, versioned } from './stored';

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
    return [...found.values()].map((stored) => mappingSchema.parse(stored));
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
}

/** Replaces the configuration as a whole. Links of mappings that are gone stay as they are. */
export async function saveConfiguration(save: ConfigurationSave): Promise<void> {
  const { mappings: standing } = await loadRoutes();
  const kept = new Set(save.mappings.map((mapping) => mapping.id));
  await saveWithAudit(APP_STREAM, save.audit, (transaction) => {
    transaction.set(CONFIGURATION_KEY, versioned({ document: save.document }));
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
    for (const mapping of save.mappings) transaction.set(mappingKey(mapping.id), mapping);
    for (const { mappingId, side, cursor } of save.cursors) {
      transaction.set(cursorKey(mappingId, side), versioned({ cursor }));
    }
    for (const { mappingId } of standing) {
      if (kept.has(mappingId)) continue;
      transaction.delete(mappingKey(mappingId));
      transaction.delete(verifyKey(mappingId));
      for (const side of SIDES) transaction.delete(cursorKey(mappingId, side));
    }
  });
}

/** Tells in the audit what an admin did with a mapping and that left no other trace. */
export async function tellOfMapping(mappingId: string, audit: AuditEntry): Promise<void> {
  await saveWithAudit(mappingStream(mappingId), [audit], () => {});
}

/** The configuration as imported, without secrets; `null` before the first import. */
export async function findConfiguration(): Promise<Configuration | null> {
  const stored = await kvs.get<{ document: Configuration }>(CONFIGURATION_KEY);
  return stored?.document ?? null;
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
  const { pausedFor: _former, ...standing } = mappingSchema.parse(stored);
  const mapping: Mapping = {
    ...standing,
    paused,
    ...(reason === undefined ? {} : { pausedFor: reason }),
    ...(paused ? {} : { resumedAtMs: audit.atMs }),
  };
  await saveWithAudit(mappingStream(mappingId), [audit], (transaction) => {
    transaction.set(mappingKey(mappingId), mapping);
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
    return [{ mapping: mappingSchema.parse(mapping), cursors }];
  });
}

async function loadRoutes() {
  return readRoutes(await readAgain(() => kvs.get(ROUTES_KEY)));
}

function readRoutes(stored: unknown) {
  return stored === undefined ? { v: 1 as const, mappings: [] } : routesSchema.parse(stored);
}
