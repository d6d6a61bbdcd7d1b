import { describe, expect, it } from 'vitest';
import {
  type AuditPosition,
  type AuditQuery,
  firstPosition,
  readAudit,
} from '../../../../src/sync/audit/read-audit';
import { aRecord, aTrail, DAY_MS, TODAY_MS } from '../../../support/a-trail';

const NOON_MS = TODAY_MS + DAY_MS / 2;

/** Four days of saves; the third is empty. */
const RECORDS = [
  aRecord('a', NOON_MS - 3 * DAY_MS, [{ field: 'a1' }, { field: 'a2' }]),
  aRecord('b', NOON_MS - 2 * DAY_MS),
  aRecord('c', NOON_MS - 2 * DAY_MS + 1),
  aRecord('d', NOON_MS - 2 * DAY_MS + 2),
  aRecord('e', NOON_MS),
];

const ALL: AuditQuery = {
  linkId: null,
  fromMs: NOON_MS - 3 * DAY_MS,
  toMs: NOON_MS,
  order: 'oldest-first',
};

/** From page to page, to the end. */
async function walk(query: Partial<AuditQuery>, from?: AuditPosition) {
  const whole = { ...ALL, ...query };
  const { trail, asked } = aTrail(RECORDS);
  const pages: string[] = [];
  let position = from ?? firstPosition(whole);
  while (position !== null) {
    const step = await readAudit(trail, whole, position);
    pages.push(step.entries.map(({ entry }) => entry.field).join(' '));
    position = step.next;
  }
  return { pages, asked };
}

const day = (daysAgo: number) => TODAY_MS - daysAgo * DAY_MS;

describe('a walk through the trail', () => {
  it('goes by time, day by day and page by page, from moment to moment', async () => {
    const { pages, asked } = await walk({});
    expect(pages).toEqual(['a1 a2', 'b c', 'd', '', 'e']);
    expect(asked).toEqual([
      [NOON_MS - 3 * DAY_MS, day(2) - 1, 'oldest-first', null, 50],
      [day(2), day(1) - 1, 'oldest-first', null, 50],
      [day(2), day(1) - 1, 'oldest-first', '2', 50],
      [day(1), day(0) - 1, 'oldest-first', null, 50],
      [day(0), NOON_MS, 'oldest-first', null, 50],
    ]);
  });

  it('or the newest first, in a save as well', async () => {
    const { pages, asked } = await walk({ order: 'newest-first' });
    expect([pages, asked[0], asked.at(-1)]).toEqual([
      ['e', '', 'd c', 'b', 'a2 a1'],
      [day(0), NOON_MS, 'newest-first', null, 50],
      [NOON_MS - 3 * DAY_MS, day(2) - 1, 'newest-first', null, 50],
    ]);
  });

  it.each([
    ['ends with the day of its first moment', { fromMs: day(2), order: 'newest-first' }, 4],
    ['and does not begin the day before', { fromMs: day(2) - 1, order: 'newest-first' }, 5],
    ['or with the day of its last', { toMs: day(1) }, 4],
    ['and does not begin the day after', { toMs: day(1) - 1 }, 3],
  ] as const)('%s', async (_what, query, days) => {
    expect((await walk(query)).pages).toHaveLength(days);
  });

  it('or by link, whose saves of other times are left out', async () => {
    const { pages, asked } = await walk({
      linkId: 'main:12',
      fromMs: NOON_MS - 2 * DAY_MS,
      toMs: NOON_MS - 2 * DAY_MS + 1,
    });
    expect([pages, asked]).toEqual([
      ['b', 'c', ''],
      [
        ['main:12', 'oldest-first', null, 50],
        ['main:12', 'oldest-first', '2', 50],
        ['main:12', 'oldest-first', '4', 50],
      ],
    ]);
  });

  it('goes on after the entries of a page that were seen', async () => {
    const from = { dayMs: day(2), page: null, skip: 1 };
    expect((await walk({}, from)).pages).toEqual(['c', 'd', '', 'e']);
  });

  it('of one moment is a walk, and of none is none', async () => {
    const moment = { fromMs: NOON_MS, toMs: NOON_MS };
    expect([
      (await walk(moment)).pages,
      firstPosition({ ...ALL, fromMs: NOON_MS + 1 }),
      firstPosition({ ...ALL, linkId: 'main:12' }),
    ]).toEqual([['e'], null, { dayMs: 0, page: null, skip: 0 }]);
  });
});
