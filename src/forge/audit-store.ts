/** The trail: one document for each save, written in the same transaction. */
import { kvs, Sort } from '@forge/kvs';
import { z } from 'zod';
import type { AuditEntry } from '../core/audit';
import { AUDIT_ENTITY } from './keys';
import type { Transaction } from './run-transaction';
import { auditEntrySchema } from './stored';

type AuditEntity = {
  readonly link: string;
  readonly day: string;
  readonly at: number;
  readonly body: readonly AuditEntry[];
};

const auditEntitySchema = z.object({ body: z.array(auditEntrySchema) });

/** The stream of what concerns no link. */
const NO_LINK = 'none';

/**
 * Adds a save's entries to its transaction; none, no write.
 * @param key unique to the save, and the same when the save is tried again
 */
export function addAudit(
  transaction: Transaction,
  key: string,
  entries: readonly AuditEntry[],
): void {
  const first = entries[0];
  if (!first) return;
  const entity: AuditEntity = {
    link: first.linkId ?? NO_LINK,
    day: dayOf(first.atMs),
    at: first.atMs,
    body: entries,
  };
  transaction.set<AuditEntity>(key, entity, { entityName: AUDIT_ENTITY });
}

/** The newest saves of one day, newest first. */
export async function listAuditOfDay(
  atMs: number,
  limit: number,
): Promise<readonly (readonly AuditEntry[])[]> {
  return list('by-day', dayOf(atMs), limit);
}

/** The newest saves of one link, newest first. */
export async function listAuditOfLink(
  linkId: string,
  limit: number,
): Promise<readonly (readonly AuditEntry[])[]> {
  return list('by-link', linkId, limit);
}

async function list(
  index: 'by-day' | 'by-link',
  partition: string,
  limit: number,
): Promise<readonly (readonly AuditEntry[])[]> {
  const page = await kvs
    .entity<AuditEntity>(AUDIT_ENTITY)
    .query()
    .index(index, { partition: [partition] })
    .sort(Sort.DESC)
    .limit(limit)
    .getMany();
  return page.results.map((result) => auditEntitySchema.parse(result.value).body);
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
