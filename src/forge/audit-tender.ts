/** Prunes the trail and erases people from it; neither breaks its chains. */
import { kvs } from '@forge/kvs';
import {
  type ChainedEntry,
  digestEntry,
  erasePerson,
  TRAIL_START,
  type TrailHead,
} from '../core/audit/audit-chain';
import type { AuditRecord, Trail } from '../ports/trail';
import { auditReader } from './audit-reader';
import { type AuditEntity, encodeRecord } from './audit-record';
import { setTrail, type TrailEntity, trailEntitySchema } from './audit-store';
import { getAll } from './get-all';
import { AUDIT_ENTITY, TRAIL_ENTITY } from './keys';
import { runTransaction, type Transaction } from './run-transaction';

/** With a checkpoint for each, still within one transaction. */
const PRUNED_AT_ONCE = 12;

export const auditTender: Pick<Trail, 'pruneDay' | 'erasePerson'> = {
  async pruneDay(span, from) {
    const { records, cursor } = await auditReader.readAuditOfDay(
      span,
      'oldest-first',
      from,
      PRUNED_AT_ONCE,
    );
    if (records.length === 0) return { left: 0, cursor };
    const transaction = kvs.transact();
    for (const { key } of records) transaction.delete(key, { entityName: AUDIT_ENTITY });
    await addCheckpoints(transaction, records);
    const isDone = await runTransaction(transaction);
    return { left: isDone ? 0 : records.length, cursor };
  },

  async erasePerson(records, accountId, pseudonym) {
    let found = 0;
    for (const record of records) {
      const chained = record.entries.flatMap((each) => each.chained ?? []);
      const erased = chained.map((each) => erasePerson(each, accountId, pseudonym));
      if (erased.every((each, index) => each === chained[index])) continue;
      found += 1;
      await kvs
        .entity<AuditEntity>(AUDIT_ENTITY)
        .set(record.key, encodeRecord(erased, record.atMs, record.lagMs));
    }
    return found;
  },
};

/** Where a stream goes on from after its first saves are gone. */
async function addCheckpoints(
  transaction: Transaction,
  records: readonly AuditRecord[],
): Promise<void> {
  const last = new Map<string, ChainedEntry>();
  for (const { chained } of records.flatMap(({ entries }) => entries)) {
    if (chained && chained.seq >= (last.get(chained.stream)?.seq ?? 0)) {
      last.set(chained.stream, chained);
    }
  }
  const stored = await getAll([...last.keys()].map((key) => ({ key, entityName: TRAIL_ENTITY })));
  for (const [stream, entry] of last) {
    const found = stored.get(stream);
    const before: TrailEntity | null = found === undefined ? null : trailEntitySchema.parse(found);
    const start: TrailHead = { count: entry.seq + 1, digest: digestEntry(entry) };
    if (start.count <= (before?.body.start ?? TRAIL_START).count) continue;
    setTrail(transaction, stream, before, { head: null, ...before?.body, start });
  }
}
