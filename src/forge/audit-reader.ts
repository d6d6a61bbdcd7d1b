/** Reads the trail: by link, by time, and along a stream. Storage queries may run a little behind. */
import { kvs, type ListResult, Sort, WhereConditions } from '@forge/kvs';
import type { AuditEntry } from '../core/audit/audit';
import { TRAIL_START } from '../core/audit/audit-chain';
import { LINK_STATES } from '../core/link';
import type { AuditPage, Order, StreamEnds, Trail } from '../ports/trail';
import { type AuditEntity, dayOf, decodeRecord, NO_LINK, recordKeyAt } from './audit-record';
import { headOf, type TrailEntity, trailEntitySchema } from './audit-store';
import { getAll } from './get-all';
import { AUDIT_ENTITY, PRUNED_KEY, TRAIL_ENTITY } from './keys';
import { findLinks, listLinksInState } from './link-store';

type AuditReader = Omit<Trail, 'pruneDay' | 'erasePerson'>;

const STREAMS_PER_PAGE = 25;

export const auditReader: AuditReader = {
  readAuditOfDay(span, order, cursor, limit) {
    const query = auditQuery('by-day', dayOf(span.fromMs), order, limit);
    return readPage(query.where(WhereConditions.between(span.fromMs, span.toMs)), cursor);
  },

  readAuditOfLink(linkId, order, cursor, limit) {
    return readPage(auditQuery('by-link', linkId, order, limit), cursor);
  },

  readStream(stream, fromSeq, cursor, limit) {
    const query = auditQuery('by-stream', stream, 'oldest-first', limit);
    return readPage(query.where(WhereConditions.greaterThanEqualTo(fromSeq)), cursor);
  },

  async findRecord(stream, seq) {
    const key = recordKeyAt(stream, seq);
    const stored = await kvs.entity<AuditEntity>(AUDIT_ENTITY).get(key);
    return stored === undefined ? null : decodeRecord(key, stored);
  },

  async findFirstAuditMs() {
    const pruned = await kvs.get<{ atMs: number }>(PRUNED_KEY);
    if (pruned) return pruned.atMs;
    // The first import comes before everything else.
    const query = auditQuery('by-link', NO_LINK, 'oldest-first', 1);
    return (await readPage(query, null)).records[0]?.atMs ?? null;
  },

  async listStreams(cursor) {
    const { stage, inner } = readCursor(cursor);
    const page = stage === 0 ? await listEndedStreams(inner) : await listLinkStreams(stage, inner);
    if (page.cursor !== null) return { ...page, cursor: `${stage} ${page.cursor}` };
    return { ...page, cursor: stage < LINK_STATES.length ? `${stage + 1} ` : null };
  },
};

/** The newest saves of one day, newest first. */
export async function listAuditOfDay(
  atMs: number,
  limit: number,
): Promise<readonly (readonly AuditEntry[])[]> {
  const { records } = await readPage(
    auditQuery('by-day', dayOf(atMs), 'newest-first', limit),
    null,
  );
  return records.map(({ entries }) => entries.map(({ entry }) => entry));
}

/** First streams with a document of their own, then the links, state by state. */
function readCursor(cursor: string | null): {
  readonly stage: number;
  readonly inner: string | null;
} {
  const [stage = '0', ...inner] = (cursor ?? '').split(' ');
  return { stage: Number(stage), inner: inner.join(' ') || null };
}

/** A link that lives again holds its head itself. */
async function listEndedStreams(cursor: string | null) {
  const query = kvs
    .entity<TrailEntity>(TRAIL_ENTITY)
    .query()
    .index('by-key')
    .limit(STREAMS_PER_PAGE);
  const page = await (cursor ? query.cursor(cursor) : query).getMany();
  const living = await findLinks(page.results.map(({ key }) => key));
  const streams = page.results.flatMap(({ key, value }): StreamEnds[] => {
    const trail = trailEntitySchema.parse(value);
    if (living.has(key)) return [];
    return [{ stream: key, start: trail.body.start, end: headOf(trail) }];
  });
  return { streams, cursor: page.nextCursor ?? null };
}

async function listLinkStreams(stage: number, cursor: string | null) {
  const state = LINK_STATES[stage - 1];
  if (!state) return { streams: [], cursor: null };
  const page = await listLinksInState(state, cursor, STREAMS_PER_PAGE);
  const ids = page.links.map(({ id }) => id);
  // Where a link stands by now: the list may be older than the trail.
  const [links, trails] = await Promise.all([
    findLinks(ids),
    getAll(ids.map((key) => ({ key, entityName: TRAIL_ENTITY }))),
  ]);
  const streams = [...links.values()].flatMap(({ id, trail }): StreamEnds[] => {
    const own = trails.get(id);
    const start = own === undefined ? TRAIL_START : trailEntitySchema.parse(own).body.start;
    return trail ? [{ stream: id, start, end: trail }] : [];
  });
  return { streams, cursor: page.cursor };
}

function auditQuery(
  index: 'by-day' | 'by-link' | 'by-stream',
  partition: string,
  order: Order,
  limit: number,
) {
  return kvs
    .entity<AuditEntity>(AUDIT_ENTITY)
    .query()
    .index(index, { partition: [partition] })
    .sort(order === 'oldest-first' ? Sort.ASC : Sort.DESC)
    .limit(limit);
}

async function readPage(
  query: ReturnType<typeof auditQuery>,
  cursor: string | null,
): Promise<AuditPage> {
  const page: ListResult<AuditEntity> = await (cursor ? query.cursor(cursor) : query).getMany();
  return {
    records: page.results.map(({ key, value }) => decodeRecord(key, value)),
    cursor: page.nextCursor ?? null,
  };
}
