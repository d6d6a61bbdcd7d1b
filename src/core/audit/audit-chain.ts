/**
 * What makes the trail tamper-evident: entries stand in streams, and each carries the digest of the
 * one before it. Whoever changes, removes or inserts an entry breaks the chain at that place.
 *
 * What may name a person (`from`, `to`, `cause`) goes into the digest only through a salted
 * commitment. When a person is erased, salt and values go and the commitment stays, so the chain
 * holds and nothing can be guessed back.
 */
import { createHash } from 'node:crypto';
import { cutText } from '../cut-text';
import type { AuditEntry } from './audit';

/** A stream up to some place: how many entries, and the digest of the last of them. */
export interface TrailHead {
  readonly count: number;
  readonly digest: string;
}

/** Before a stream's first entry. */
export const TRAIL_START: TrailHead = { count: 0, digest: 'start' };

/** How an entry's personal part is bound into its digest. */
export type Seal =
  | { readonly kind: 'salted'; readonly salt: string }
  /** The person is gone; only what was once committed to is left. */
  | { readonly kind: 'erased'; readonly commitment: string };

export interface ChainedEntry {
  readonly stream: string;
  /** From 0, without a gap. */
  readonly seq: number;
  /** The digest of the entry before. */
  readonly prev: string;
  readonly seal: Seal;
  readonly entry: AuditEntry;
}

/** An entry as it was kept; in no chain where version 0.1 kept it. */
export interface RecordedEntry {
  readonly entry: AuditEntry;
  readonly chained: ChainedEntry | null;
}

/** Longer values are told by their beginning and a digest. */
const MAX_VALUE_LENGTH = 500;

/**
 * Puts entries at the end of a stream.
 * @param newSalt 72 random bits or more, fresh at each call
 */
export function chainEntries(
  stream: string,
  head: TrailHead,
  entries: readonly AuditEntry[],
  newSalt: () => string,
): { readonly chained: readonly ChainedEntry[]; readonly head: TrailHead } {
  const chained: ChainedEntry[] = [];
  let { count, digest } = head;
  for (const entry of entries) {
    const next: ChainedEntry = {
      stream,
      seq: count,
      prev: digest,
      seal: { kind: 'salted', salt: newSalt() },
      entry: { ...entry, from: clip(entry.from), to: clip(entry.to) },
    };
    chained.push(next);
    count += 1;
    digest = digestEntry(next);
  }
  return { chained, head: { count, digest } };
}

/** 128 bits of SHA-256 over everything that an entry says and over the digest before it. */
export function digestEntry({ stream, seq, prev, seal, entry }: ChainedEntry): string {
  const { atMs, kind, linkId, mappingId, side, field } = entry;
  const commitment = seal.kind === 'erased' ? seal.commitment : commit(seal.salt, entry);
  return hash([prev, stream, seq, atMs, kind, linkId, mappingId, side, field, commitment]);
}

/** Where a walk along a stream stands, and whether the stream is whole so far. */
export type ChainWalk =
  | { readonly kind: 'whole'; readonly head: TrailHead }
  | {
      readonly kind: 'broken';
      /** The first entry that is not what it was. */
      readonly seq: number;
      readonly how: 'missing' | 'altered' | 'added';
    };

/**
 * Walks on along one stream.
 * @param from where the walk stands: `TRAIL_START`, a checkpoint, or what the last page came to
 * @param entries in order; those from before `from` do not count
 */
export function walkChain(from: TrailHead, entries: readonly ChainedEntry[]): ChainWalk {
  let { count, digest } = from;
  for (const entry of entries) {
    if (entry.seq < from.count) continue;
    if (entry.seq > count) return { kind: 'broken', seq: count, how: 'missing' };
    if (entry.seq < count) return { kind: 'broken', seq: entry.seq, how: 'added' };
    if (entry.prev !== digest) {
      // The entry before is not the one that this one was put after.
      return { kind: 'broken', seq: Math.max(entry.seq - 1, from.count), how: 'altered' };
    }
    count += 1;
    digest = digestEntry(entry);
  }
  return { kind: 'whole', head: { count, digest } };
}

/** Ends a walk: the stream has to end where its head says. */
export function endChain(reached: TrailHead, end: TrailHead): ChainWalk {
  if (reached.count < end.count) return { kind: 'broken', seq: reached.count, how: 'missing' };
  if (reached.count > end.count) return { kind: 'broken', seq: end.count, how: 'added' };
  if (reached.digest === end.digest) return { kind: 'whole', head: reached };
  return { kind: 'broken', seq: Math.max(end.count - 1, 0), how: 'altered' };
}

/**
 * The entry with a pseudonym where the person stood; the same entry where the person is not in it.
 * @param accountId also found inside of longer values
 */
export function erasePerson(
  chained: ChainedEntry,
  accountId: string,
  pseudonym: string,
): ChainedEntry {
  const { entry, seal } = chained;
  const values = [entry.from, entry.to, entry.cause];
  if (!values.some((value) => value?.includes(accountId))) return chained;
  const replace = (value: string) => value.replaceAll(accountId, pseudonym);
  return {
    ...chained,
    seal: seal.kind === 'erased' ? seal : { kind: 'erased', commitment: commit(seal.salt, entry) },
    entry: {
      ...entry,
      from: entry.from === null ? null : replace(entry.from),
      to: entry.to === null ? null : replace(entry.to),
      cause: replace(entry.cause),
    },
  };
}

function commit(salt: string, { from, to, cause }: AuditEntry): string {
  return hash([salt, from, to, cause]);
}

function clip(value: string | null): string | null {
  if (value === null || value.length <= MAX_VALUE_LENGTH) return value;
  return `${cutText(value, MAX_VALUE_LENGTH)}… (digest:${hash([value])})`;
}

/** Over JSON, in which no two different lists of values look the same. */
function hash(values: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22);
}
