/** Checks that the trail is whole: every stream from its first kept entry to its head. */
import { type ChainWalk, endChain, type TrailHead, walkChain } from '../../core/audit/audit-chain';
import type { AuditRecord, StreamEnds, Trail } from '../../ports/trail';

/** One stream that is not what it was, and the first entry at which it is not. */
export interface BrokenStream {
  readonly stream: string;
  readonly seq: number;
  readonly how: 'missing' | 'altered' | 'added';
}

export interface AuditVerification {
  readonly streams: number;
  readonly entries: number;
  readonly broken: readonly BrokenStream[];
  /** `null`: that was all. */
  readonly cursor: string | null;
}

const RECORDS_PER_PAGE = 50;

/** One page of streams. */
export async function verifyAudit(trail: Trail, cursor: string | null): Promise<AuditVerification> {
  const page = await trail.listStreams(cursor);
  let entries = 0;
  const broken: BrokenStream[] = [];
  for (const ends of page.streams) {
    const result = await verifyStream(trail, ends);
    entries += result.entries;
    if (result.broken) broken.push(result.broken);
  }
  return { streams: page.streams.length, entries, broken, cursor: page.cursor };
}

async function verifyStream(
  trail: Trail,
  { stream, start, end }: StreamEnds,
): Promise<{ readonly entries: number; readonly broken: BrokenStream | null }> {
  let walk: ChainWalk = { kind: 'whole', head: start };
  let cursor: string | null = null;
  do {
    const page = await trail.readStream(stream, start.count, cursor, RECORDS_PER_PAGE);
    walk = walkOn(walk.head, page.records, end);
    cursor = page.cursor;
  } while (walk.kind === 'whole' && cursor !== null);
  // Lists run behind: what they do not show yet is asked for by name.
  while (walk.kind === 'whole' && walk.head.count < end.count) {
    const { head }: { readonly head: TrailHead } = walk;
    const record = await trail.findRecord(stream, head.count);
    walk = walkOn(head, record ? [record] : [], end);
    // It is not there, or somebody emptied it.
    if (walk.kind === 'whole' && walk.head.count === head.count) break;
  }
  const entries = (walk.kind === 'whole' ? walk.head.count : walk.seq) - start.count;
  const ended = walk.kind === 'whole' ? endChain(walk.head, end) : walk;
  return {
    entries,
    broken: ended.kind === 'broken' ? { stream, seq: ended.seq, how: ended.how } : null,
  };
}

/** What was saved after the head was read is for the next time. */
function walkOn(from: TrailHead, records: readonly AuditRecord[], end: TrailHead): ChainWalk {
  const chained = records.flatMap(({ entries }) => entries.flatMap((each) => each.chained ?? []));
  return walkChain(
    from,
    chained.filter(({ seq }) => seq < end.count),
  );
}
