import { describe, expect, it } from 'vitest';
import {
  type ChainedEntry,
  chainEntries,
  TRAIL_START,
  type TrailHead,
} from '../../../../src/core/audit/audit-chain';
import type { AuditRecord, StreamEnds, Trail } from '../../../../src/ports/trail';
import { verifyAudit } from '../../../../src/sync/audit/verify-audit';
import { anAuditEntry } from '../../../support/an-audit-entry';

/** A stream of so many saves of two entries each. */
function aStream(stream: string, saves: number) {
  let head = TRAIL_START;
  const heads: TrailHead[] = [head];
  const records: AuditRecord[] = [];
  for (let save = 0; save < saves; save += 1) {
    const entries = ['a', 'b'].map((field) => anAuditEntry({ field: `${field}${save}` }));
    const next = chainEntries(stream, head, entries, () => 'salt');
    head = next.head;
    heads.push(head);
    records.push(toRecord(next.chained));
  }
  return { ends: { stream, start: TRAIL_START, end: head }, heads, records };
}

function toRecord(chained: readonly ChainedEntry[]): AuditRecord {
  const [first] = chained;
  const entries = chained.map((one) => ({ entry: one.entry, chained: one }));
  return { key: `${first?.stream}#${first?.seq}`, atMs: 0, lagMs: null, entries };
}

/** Saves as lists show them, two at a time, and what lists do not show yet. */
function trailOf(
  streams: readonly { readonly ends: StreamEnds; readonly records: readonly AuditRecord[] }[],
  unlisted: readonly AuditRecord[] = [],
) {
  const asked: (readonly unknown[])[] = [];
  const trail = {
    async listStreams(cursor: string | null) {
      asked.push(['streams', cursor]);
      return { streams: streams.map(({ ends }) => ends), cursor: cursor === null ? 'more' : null };
    },
    async readStream(stream: string, fromSeq: number, cursor: string | null, limit: number) {
      asked.push([stream, fromSeq, cursor, limit]);
      const found = streams.find(({ ends }) => ends.stream === stream)?.records ?? [];
      const from = Number(cursor ?? 0);
      const next = from + 2 < found.length ? String(from + 2) : null;
      return { records: found.slice(from, from + 2), cursor: next };
    },
    async findRecord(stream: string, seq: number) {
      asked.push(['record', stream, seq]);
      return unlisted.find(({ key }) => key === `${stream}#${seq}`) ?? null;
    },
  } as unknown as Trail;
  return { trail, asked };
}

const broken = (seq: number, how: string) => [{ stream: 's', seq, how }];

describe('the trail is verified', () => {
  it('stream by stream, from its first kept entry to its head', async () => {
    const [one, other] = [aStream('s', 3), aStream('t', 1)];
    const { trail, asked } = trailOf([one, other]);
    expect(await verifyAudit(trail, null)).toEqual({
      streams: 2,
      entries: 8,
      broken: [],
      cursor: 'more',
    });
    expect(asked).toEqual([
      ['streams', null],
      ['s', 0, null, 50],
      ['s', 0, '2', 50],
      ['t', 0, null, 50],
    ]);
  });

  it('the last page as well', async () => {
    const { trail, asked } = trailOf([]);
    const verified = await verifyAudit(trail, 'more');
    expect([verified, asked]).toEqual([
      { streams: 0, entries: 0, broken: [], cursor: null },
      [['streams', 'more']],
    ]);
  });

  it('from a checkpoint, where what came before was pruned', async () => {
    const { ends, heads, records } = aStream('s', 3);
    const start = heads[1] ?? TRAIL_START;
    const { trail, asked } = trailOf([{ ends: { ...ends, start }, records: records.slice(1) }]);
    expect(await verifyAudit(trail, null)).toMatchObject({ entries: 4, broken: [] });
    expect(asked[1]).toEqual(['s', 2, null, 50]);
  });

  it('with what lists do not show yet: it is asked for by name', async () => {
    const { ends, records } = aStream('s', 3);
    const { trail, asked } = trailOf([{ ends, records: records.slice(0, 1) }], records.slice(1));
    expect(await verifyAudit(trail, null)).toMatchObject({ entries: 6, broken: [] });
    expect(asked.slice(2)).toEqual([
      ['record', 's', 2],
      ['record', 's', 4],
    ]);
  });

  it('without what was saved since the head was read', async () => {
    const { ends, heads, records } = aStream('s', 3);
    const { trail } = trailOf([{ ends: { ...ends, end: heads[2] ?? TRAIL_START }, records }]);
    expect(await verifyAudit(trail, null)).toMatchObject({ entries: 4, broken: [] });
  });

  it('entries of the first version stand in no chain', async () => {
    const { ends, records } = aStream('s', 1);
    const former = { ...toRecord([]), entries: [{ entry: anAuditEntry(), chained: null }] };
    const { trail } = trailOf([{ ends, records: [former, ...records] }]);
    expect(await verifyAudit(trail, null)).toMatchObject({ entries: 2, broken: [] });
  });

  it('and tells of a stream that misses entries at its end', async () => {
    const { ends, records } = aStream('s', 3);
    const { trail } = trailOf([{ ends, records: records.slice(0, 1) }]);
    expect(await verifyAudit(trail, null)).toMatchObject({
      entries: 2,
      broken: broken(2, 'missing'),
    });
  });

  it('or whose last save somebody emptied', async () => {
    const { ends, records } = aStream('s', 2);
    const emptied = { key: 's#2', atMs: 0, lagMs: null, entries: [] };
    const { trail, asked } = trailOf([{ ends, records: records.slice(0, 1) }], [emptied]);
    expect(await verifyAudit(trail, null)).toMatchObject({
      entries: 2,
      broken: broken(2, 'missing'),
    });
    expect(asked.slice(2)).toEqual([['record', 's', 2]]);
  });

  it('or in between, and reads no further', async () => {
    const { ends, records } = aStream('s', 5);
    const gap = records.filter((_record, at) => at !== 1);
    const { trail, asked } = trailOf([{ ends, records: gap }]);
    expect(await verifyAudit(trail, null)).toMatchObject({
      entries: 2,
      broken: broken(2, 'missing'),
    });
    expect(asked).toHaveLength(2);
  });

  it('or whose last entry is not what it was', async () => {
    const { ends, records } = aStream('s', 1);
    const changed = records.map(({ entries, ...record }) => ({
      ...record,
      entries: entries.map(({ entry, chained }) => ({
        entry,
        chained: chained && { ...chained, entry: { ...entry, to: 'forged' } },
      })),
    }));
    const { trail } = trailOf([{ ends, records: changed.slice(0, 1) }, aStream('t', 1)]);
    expect(await verifyAudit(trail, null)).toMatchObject({
      streams: 2,
      entries: 2,
      broken: broken(0, 'altered'),
    });
  });
});
