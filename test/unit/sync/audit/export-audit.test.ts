import { describe, expect, it } from 'vitest';
import { chainEntries, digestEntry, TRAIL_START } from '../../../../src/core/audit/audit-chain';
import type { AuditRecord } from '../../../../src/ports/trail';
import { exportAudit, listAudit } from '../../../../src/sync/audit/export-audit';
import type { AuditPosition, AuditQuery } from '../../../../src/sync/audit/read-audit';
import { aRecord, aTrail, DAY_MS, TODAY_MS } from '../../../support/a-trail';
import { anAuditEntry } from '../../../support/an-audit-entry';

const QUERY: AuditQuery = {
  linkId: null,
  fromMs: TODAY_MS,
  toMs: TODAY_MS + DAY_MS - 1,
  order: 'oldest-first',
};
const THREE = [
  aRecord('a', TODAY_MS, [{ field: 'a1' }, { field: 'a2' }]),
  aRecord('b', TODAY_MS + 1),
  aRecord('c', TODAY_MS + 2),
];

/** Whole, in as many pieces as it takes. */
async function exportAll(records: readonly AuditRecord[], format: 'csv' | 'jsonl', query = QUERY) {
  const { trail } = aTrail(records);
  const pieces: string[] = [];
  let from: AuditPosition | null = null;
  do {
    const piece = await exportAudit(trail, query, format, from);
    pieces.push(piece.text);
    from = piece.next;
  } while (from !== null);
  return pieces;
}

describe('an export of the trail', () => {
  it('is every entry, in one piece where it fits', async () => {
    const pieces = await exportAll(THREE, 'jsonl');
    const fields = (pieces[0] ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).field);
    expect([pieces.length, fields]).toEqual([1, ['a1', 'a2', 'b', 'c']]);
  });

  it('has one head, in several pieces as well', async () => {
    // Each quote of a value is two in CSV, and each of those two as it is answered.
    const long = { to: '"'.repeat(30_000) };
    const pieces = await exportAll(
      [aRecord('a', TODAY_MS, [long, long]), aRecord('b', TODAY_MS)],
      'csv',
    );
    expect([pieces.length, pieces.map((piece) => piece.split('time,kind').length - 1)]).toEqual([
      2,
      [1, 0],
    ]);
    expect(pieces.join('').split('\r\n')).toHaveLength(5);
  });

  it('begins its next piece with the entry that had no room, and the head counts', async () => {
    const line = (to: string) =>
      JSON.stringify(
        `{"time":"${new Date(TODAY_MS).toISOString()}","kind":"field-written","link":"main:12","mapping":"web","side":"jira","field":"a","to":"${to}","cause":"remote"}\n`,
      ).length;
    const fits = 'x'.repeat(190_000 - line(''));
    const sizes = async (to: string) => {
      const record = aRecord('a', TODAY_MS, [{}, { to }].slice(1));
      const pieces = await exportAll(
        [aRecord('a', TODAY_MS, []), record, aRecord('b', TODAY_MS + 1)],
        'jsonl',
      );
      return pieces.map((piece) => piece.split('\n').length - 1);
    };
    expect(await sizes(fits)).toEqual([1, 1]);
  });

  it('is a piece after sixty pages at the latest', async () => {
    const query = { ...QUERY, fromMs: TODAY_MS - 61 * DAY_MS };
    const { trail, asked } = aTrail([]);
    const piece = await exportAudit(trail, query, 'jsonl', null);
    expect([piece, asked.length]).toEqual([
      { text: '', next: { dayMs: TODAY_MS - DAY_MS, page: null, skip: 0 } },
      60,
    ]);
  });
});

describe('a list of the trail', () => {
  const list = async (
    limit: number,
    isWanted?: (field: string | null) => boolean,
    from: AuditPosition | null = null,
    query = QUERY,
  ) => {
    const { trail, asked } = aTrail(THREE);
    const page = await listAudit(
      trail,
      query,
      limit,
      from,
      isWanted && (({ field }) => isWanted(field)),
    );
    const fields = page.entries.map(({ recorded }) => recorded.entry.field);
    return { fields, next: page.next, asked: asked.length };
  };

  it('is cut where it is full, and goes on there', async () => {
    const first = await list(1);
    const second = await list(2, undefined, first.next);
    const last = await list(2, undefined, second.next);
    expect([first, second, last].map(({ fields, next }) => [fields, next])).toEqual([
      [['a1'], { dayMs: TODAY_MS, page: null, skip: 1 }],
      [['a2', 'b'], { dayMs: TODAY_MS, page: '2', skip: 0 }],
      [['c'], null],
    ]);
  });

  it('leaves out what is not wanted', async () => {
    expect(await list(2, (field) => field !== 'a2')).toMatchObject({ fields: ['a1', 'b'] });
    expect(await list(3, (field) => field !== 'a2')).toMatchObject({
      fields: ['a1', 'b', 'c'],
      next: null,
    });
  });

  it('reads eight pages at most, whatever they hold: a person waits', async () => {
    const query = { ...QUERY, fromMs: TODAY_MS - 20 * DAY_MS };
    const { fields, next, asked } = await list(5, undefined, null, query);
    expect([fields, next, asked]).toEqual([
      [],
      { dayMs: TODAY_MS - 12 * DAY_MS, page: null, skip: 0 },
      8,
    ]);
  });

  it('is empty where the span is', async () => {
    const query = { ...QUERY, toMs: TODAY_MS - 1 };
    expect(await list(5, undefined, null, query)).toEqual({ fields: [], next: null, asked: 0 });
  });

  it('tells the digest of an entry that stands in a chain', async () => {
    const { chained } = chainEntries('s', TRAIL_START, [anAuditEntry()], () => 'salt');
    const [one] = chained;
    if (!one) throw new Error('there is one');
    const recorded = [{ entry: one.entry, chained: one }];
    const records = [
      { key: 'a', atMs: TODAY_MS, lagMs: null, entries: recorded },
      ...THREE.slice(1),
    ];
    const { entries } = await listAudit(aTrail(records).trail, QUERY, 2, null);
    expect(entries.map(({ digest }) => digest)).toEqual([digestEntry(one), null]);
  });
});
