/** Writes the trail: one document for each save, in the same transaction as what it tells of. */
import { randomBytes } from 'node:crypto';
import { Filter, FilterConditions, kvs } from '@forge/kvs';
import * as z from 'zod';
import type { AuditEntry } from '../core/audit/audit';
import { chainEntries, TRAIL_START, type TrailHead } from '../core/audit/audit-chain';
import { RetryLaterError } from '../ports';
import { type AuditEntity, encodeRecord, recordKeyAt } from './audit-record';
import { systemClock } from './clock';
import { AUDIT_ENTITY, TRAIL_ENTITY } from './keys';
import { runTransaction, type Transaction } from './run-transaction';
import { trailHeadSchema } from './stored/link';

/** Where a stream stands that no link holds, and from where on it is kept. */
export type TrailEntity = {
  /** Of `head`, for conditions; -1 while a link holds the head. */
  readonly count: number;
  /** Of `start`, likewise. */
  readonly pruned: number;
  readonly body: {
    readonly head: TrailHead | null;
    readonly start: TrailHead;
    /** Of the link that was parted: the pair's next life counts on from it. */
    readonly linkVersion?: number | undefined;
  };
};

export const trailEntitySchema: z.ZodType<TrailEntity> = z.object({
  count: z.number(),
  pruned: z.number(),
  body: z.object({
    head: trailHeadSchema.nullable(),
    start: trailHeadSchema,
    linkVersion: z.number().optional(),
  }),
});

/** Several runs may come for the same stream at once. */
const MAX_TRIES = 10;

/** What an admin does that concerns the whole app. */
export const APP_STREAM = '.app';

/** What an admin does with one mapping. */
export const mappingStream = (mappingId: string): string => `.mapping:${mappingId}`;

/**
 * Adds a save's entries to its transaction, at the end of a stream whose head somebody else keeps.
 * @returns the stream's new head, to be saved in the same transaction
 */
export function addAudit(
  transaction: Transaction,
  stream: string,
  head: TrailHead,
  entries: readonly AuditEntry[],
  lagMs: number | null = null,
): TrailHead {
  const next = chainEntries(stream, head, entries, newSalt);
  const [first] = next.chained;
  if (!first) return head;
  transaction.set<AuditEntity>(
    recordKeyAt(first.stream, first.seq),
    encodeRecord(next.chained, systemClock.nowMs(), lagMs),
    { entityName: AUDIT_ENTITY },
  );
  return next.head;
}

/**
 * Saves something with its entries in a stream of its own.
 * @param fill puts in what is saved; called again where another run was quicker
 * @throws RetryLaterError where other runs were quicker each time
 */
export async function saveWithAudit(
  stream: string,
  entries: readonly AuditEntry[],
  fill: (transaction: Transaction) => void,
): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const trail = await findTrail(stream);
    const transaction = kvs.transact();
    fill(transaction);
    const head = addAudit(transaction, stream, headOf(trail), entries);
    setTrail(transaction, stream, trail, { start: TRAIL_START, ...trail?.body, head });
    if (await runTransaction(transaction)) return;
  }
  throw new RetryLaterError(`[kvs] the audit stream ${stream} is busy`, 1, 'not-done');
}

/** A stream's own document; `null` where there is none: the stream is new, or a link holds it. */
export async function findTrail(stream: string): Promise<TrailEntity | null> {
  const stored = await kvs.entity<TrailEntity>(TRAIL_ENTITY).get(stream);
  return stored === undefined ? null : trailEntitySchema.parse(stored);
}

/** Where a stream goes on. */
export function headOf(trail: TrailEntity | null): TrailHead {
  return trail?.body.head ?? trail?.body.start ?? TRAIL_START;
}

/** Saves a stream's own document on condition that it is as it was read. */
export function setTrail(
  transaction: Transaction,
  stream: string,
  before: TrailEntity | null,
  body: TrailEntity['body'],
): void {
  transaction.set<TrailEntity>(
    stream,
    { count: body.head?.count ?? -1, pruned: body.start.count, body },
    { entityName: TRAIL_ENTITY, conditions: isStill(before) },
  );
}

function isStill(before: TrailEntity | null) {
  const filter = new Filter<TrailEntity>();
  return before
    ? filter
        .and('count', FilterConditions.equalTo(before.count))
        .and('pruned', FilterConditions.equalTo(before.pruned))
    : filter.and('count', FilterConditions.notExists());
}

function newSalt(): string {
  return randomBytes(9).toString('base64url');
}
