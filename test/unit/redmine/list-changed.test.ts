import { describe, expect, it } from 'vitest';
import { createRedmineClient } from '../../../src/redmine/client';
import { createRedmineTracker } from '../../../src/redmine/tracker';
import { aFullMapping, REDMINE_URL } from '../../support/a-full-mapping';
import { insideForge } from '../../support/forge-globals';

const T0 = Date.parse('2026-11-21T10:00:00Z');
const seconds = (count: number) => T0 + count * 1000;

interface Row {
  readonly id: number;
  updatedMs: number;
}

/**
 * A Redmine that lists as the real one does on a database that keeps fractions of a second: sorted
 * by them, shown without them; pages of 100, `>=` on `updated_on`.
 */
class FakeList {
  readonly queries: string[] = [];
  nowMs = seconds(600);

  constructor(
    readonly rows: Row[],
    private readonly tellsTime: boolean,
  ) {}

  readonly answer = async (request: Request): Promise<Response> => {
    const query = new URL(request.url).searchParams;
    this.queries.push([...query].map(([key, value]) => `${key}=${value}`).join(' '));
    const from = Date.parse(query.get('updated_on')?.slice(2) ?? '1970-01-01T00:00:00Z');
    const sign = query.get('sort')?.includes('desc') ? -1 : 1;
    const sorted = this.rows
      .filter(({ updatedMs }) => updatedMs >= from)
      .sort((a, b) => sign * (a.updatedMs - b.updatedMs || a.id - b.id));
    const offset = Number(query.get('offset') ?? 0);
    const page = sorted.slice(offset, offset + Number(query.get('limit')));
    const issues = page.map(({ id, updatedMs }) => ({
      id,
      description: null,
      created_on: iso(T0),
      updated_on: iso(updatedMs),
    }));
    return new Response(JSON.stringify({ issues, total_count: sorted.length }), {
      headers: {
        'Content-Type': 'application/json',
        ...(this.tellsTime ? { Date: new Date(this.nowMs).toUTCString() } : {}),
      },
    });
  };
}

function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function sweeper(redmine: FakeList) {
  const clock = { nowMs: () => 0 };
  const client = createRedmineClient({
    baseUrl: REDMINE_URL,
    apiKey: 'k',
    clock,
    allowHttpLoopback: false,
  });
  const tracker = createRedmineTracker(aFullMapping(), { client, clock, ownAuthorId: '9' });
  return async (cursor: string | null) => {
    const page = await insideForge({ egress: redmine.answer }, () => tracker.listChanged(cursor));
    return { ...page, ids: page.issues.map(({ id }) => id) };
  };
}

/** Goes on until there is no more. */
async function drain(list: ReturnType<typeof sweeper>, start: string) {
  const ids: string[] = [];
  let page = await list(start);
  for (; page.more; page = await list(page.cursor)) ids.push(...page.ids);
  return { ids: [...ids, ...page.ids], cursor: page.cursor };
}

describe('listing what changed in a Redmine project', () => {
  it('starts after the newest change of any project, and lists closed issues, and none of subprojects', async () => {
    const redmine = new FakeList([{ id: 1, updatedMs: seconds(5) }], true);
    const list = sweeper(redmine);
    const start = await list(null);
    const next = await list(start.cursor);
    expect({ start: start.ids, next: next.ids, queries: redmine.queries }).toEqual({
      start: [],
      next: [],
      queries: [
        'status_id=* sort=updated_on:desc limit=1',
        'project_id=1 subproject_id=!* status_id=* updated_on=>=2026-11-21T10:00:06Z sort=updated_on:asc,id:asc limit=100 offset=0',
      ],
    });
  });

  it('hands out each change once where the server tells the time', async () => {
    const redmine = new FakeList([{ id: 1, updatedMs: seconds(5) }], true);
    const list = sweeper(redmine);
    const start = await list(null);
    redmine.rows.push({ id: 2, updatedMs: seconds(9) }, { id: 3, updatedMs: seconds(9) });
    const first = await list(start.cursor);
    expect({ first: first.ids, again: (await list(first.cursor)).ids }).toEqual({
      first: ['2', '3'],
      again: [],
    });
  });

  it('hands an issue out again that was read within the second of its change', async () => {
    const redmine = new FakeList([{ id: 1, updatedMs: seconds(5) }], true);
    const list = sweeper(redmine);
    const start = await list(null);
    redmine.rows.push({ id: 2, updatedMs: seconds(600) });
    const first = await list(start.cursor);
    redmine.nowMs = seconds(900);
    const second = await list(first.cursor);
    const third = await list(second.cursor);
    expect([first.ids, second.ids, third.ids]).toEqual([['2'], ['2'], []]);
  });

  it('looks twice at the newest second where the server tells no time', async () => {
    const redmine = new FakeList([], false);
    const list = sweeper(redmine);
    const start = await list(null);
    redmine.rows.push({ id: 1, updatedMs: seconds(8) }, { id: 2, updatedMs: seconds(9) });
    const first = await list(start.cursor);
    const second = await list(first.cursor);
    const third = await list(second.cursor);
    expect([first.ids, second.ids, third.ids]).toEqual([['1', '2'], ['2'], []]);
  });

  it('finds an issue with a lower id that changed later within the same second', async () => {
    const redmine = new FakeList(
      [
        { id: 9, updatedMs: seconds(600) },
        { id: 1, updatedMs: T0 },
      ],
      true,
    );
    const list = sweeper(redmine);
    const start = await list(null);
    const first = await list(start.cursor);
    redmine.rows[1] = { id: 1, updatedMs: seconds(600) };
    redmine.nowMs = seconds(900);
    expect((await list(first.cursor)).ids).toEqual(['1', '9']);
  });

  it('is not misled by the order within a second', async () => {
    const redmine = new FakeList([], true);
    const list = sweeper(redmine);
    const start = await list(null);
    const falling = Array.from({ length: 150 }, (_, index) => ({
      id: 150 - index,
      updatedMs: seconds(7) + index,
    }));
    redmine.rows.push(...falling);
    const { ids, cursor } = await drain(list, start.cursor);
    expect({ ids, again: (await list(cursor)).ids }).toEqual({
      ids: falling.map(({ id }) => String(id)),
      again: [],
    });
  });

  it('takes up each page after the last issue of the one before', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => ({
      id: index + 1,
      updatedMs: seconds(index),
    }));
    const redmine = new FakeList([], true);
    const list = sweeper(redmine);
    const start = await list(null);
    redmine.rows.push(...rows);
    const { ids, cursor } = await drain(list, start.cursor);
    expect({ ids, again: (await list(cursor)).ids }).toEqual({
      ids: rows.map(({ id }) => String(id)),
      again: [],
    });
  });

  it('gets past a second that more than a page of issues share', async () => {
    const redmine = new FakeList([], true);
    const list = sweeper(redmine);
    const start = await list(null);
    redmine.rows.push(
      ...Array.from({ length: 250 }, (_, index) => ({ id: index + 1, updatedMs: seconds(7) })),
    );
    const { ids, cursor } = await drain(list, start.cursor);
    expect({
      count: new Set(ids).size,
      given: ids.length,
      again: (await list(cursor)).ids,
    }).toEqual({
      count: 250,
      given: 250,
      again: [],
    });
  });

  it('fails on a cursor that is none', async () => {
    const list = sweeper(new FakeList([], true));
    await expect(list('x')).rejects.toMatchObject({ name: 'PermanentError' });
  });
});
