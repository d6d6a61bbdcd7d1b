/** What tending the audit keeps: settings, how far it is pruned, how far the collector is told. */
import { kvs } from '@forge/kvs';
import * as z from 'zod';
import type { Pulse } from '../core/pulse';
import type { AuditUpkeepStore, CollectorSettings, CollectState } from '../ports/upkeep';
import { APP_STREAM, saveWithAudit } from './audit-store';
import { COLLECT_KEY, COLLECTOR_SECRET, PRUNED_KEY, PULSE_KEY } from './keys';
import { findConfiguration } from './mapping-store';
import { versioned } from './stored/versioned';

export const DEFAULT_RETENTION_DAYS = 365;

const collectorSchema: z.ZodType<CollectorSettings> = z.object({
  kind: z.enum(['splunk', 'datadog', 'json']),
  url: z.string(),
  token: z.string(),
});

const stateSchema: z.ZodType<CollectState> = z.object({
  atMs: z.number(),
  toldKeys: z.array(z.string()),
  failure: z.object({ message: z.string(), sinceMs: z.number() }).nullable(),
});

const pulseSchema: z.ZodType<Pulse> = z.object({
  sweptAtMs: z.number(),
  countedToMs: z.number(),
  days: z.array(
    z.object({
      day: z.string(),
      toJira: z.number(),
      toRemote: z.number(),
      conflicts: z.number(),
      failures: z.number(),
    }),
  ),
  lagsMs: z.array(z.number()),
  bellsAtMs: z.record(z.string(), z.number()),
});

export const upkeepStore: AuditUpkeepStore = {
  async findRetentionDays() {
    return (await findConfiguration())?.audit?.retentionDays ?? DEFAULT_RETENTION_DAYS;
  },

  async savePrunedTo(atMs, audit) {
    if (audit === null) return kvs.set(PRUNED_KEY, versioned({ atMs }));
    await saveWithAudit(APP_STREAM, [audit], (transaction) => {
      transaction.set(PRUNED_KEY, versioned({ atMs }));
    });
  },

  async loadCollector() {
    const stored = await kvs.getSecret(COLLECTOR_SECRET);
    return stored === undefined ? null : collectorSchema.parse(stored);
  },

  async loadCollectState() {
    const stored = await kvs.get(COLLECT_KEY);
    return stored === undefined ? null : stateSchema.parse(stored);
  },

  async loadPulse() {
    const stored = await kvs.get(PULSE_KEY);
    return stored === undefined ? null : pulseSchema.parse(stored);
  },

  async savePulse(pulse) {
    await kvs.set(PULSE_KEY, versioned(pulse));
  },

  async saveCollectState(state) {
    await kvs.set(COLLECT_KEY, versioned(state));
  },
};

/** `null`: nothing is pushed any more. */
export async function saveCollector(settings: CollectorSettings | null): Promise<void> {
  if (settings) await kvs.setSecret(COLLECTOR_SECRET, versioned(settings));
  else await kvs.deleteSecret(COLLECTOR_SECRET);
}
