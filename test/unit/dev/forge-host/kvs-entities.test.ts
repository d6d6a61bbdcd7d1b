import '../../../../dev/forge-host/globals';
import { Filter, FilterConditions, kvs, Sort, WhereConditions } from '@forge/kvs';
import { describe, expect, it } from 'vitest';
import { runAsFunction } from './fixtures/build-host';

interface Person {
  readonly team?: string;
  readonly age?: number;
  readonly height?: number;
  readonly active?: boolean;
  readonly notes?: unknown;
}

const people = kvs.entity<Person>('person');
/** Storage whose queries see every write at once. */
const STRICT = { queryLagMs: 0 };

const refused = (status: number, code: string) =>
  expect.objectContaining({ code, responseDetails: expect.objectContaining({ status }) });

async function addTeam(): Promise<void> {
  await people.set('ada', { team: 'web', age: 36, active: true });
  await people.set('grace', { team: 'web', age: 85, active: true });
  await people.set('linus', { team: 'ops', age: 56, active: false });
  await people.set('alan', { team: 'web', age: 41 });
  await people.set('ageless', { team: 'web' });
}

const keysOf = (page: { results: readonly { key: string }[] }) => page.results.map((r) => r.key);

describe('entity values', () => {
  it('are kept apart from plain keys', async () => {
    const read = await runAsFunction(async () => {
      await people.set('ada', { team: 'web', notes: { any: ['thing'] } });
      return [await people.get('ada'), await kvs.get('ada')];
    });
    expect(read).toEqual([{ team: 'web', notes: { any: ['thing'] } }, undefined]);
  });

  it.each([
    ['a text for an integer', { age: 'old' }],
    ['a fraction for an integer', { age: 1.5 }],
    ['a time in milliseconds for an integer, which has 32 bits', { age: 1_790_584_137_824 }],
    ['an empty string', { team: '' }],
    ['a blank string', { team: '  ' }],
    ['null', { notes: null }],
    ['an attribute that the manifest does not declare', { salary: 1 }],
    ['a range value over 900 bytes... in a partition over 1700', { team: 'x'.repeat(1701) }],
    ['an array', []],
  ])('refuse %s', async (_what, value) => {
    await expect(runAsFunction(() => people.set('ada', value as Person))).rejects.toEqual(
      refused(400, 'INVALID_ENTITY_VALUE'),
    );
  });

  it('refuse an entity that the manifest does not declare', async () => {
    await expect(runAsFunction(() => kvs.entity('robot').get('r2'))).rejects.toEqual(
      refused(400, 'INVALID_ENTITY_TYPE'),
    );
  });
});

describe('entity queries', () => {
  it('list one partition in the order of the range, without entities that lack it', async () => {
    const keys = await runAsFunction(async () => {
      await addTeam();
      const query = () => people.query().index('by-team', { partition: ['web'] });
      return [
        keysOf(await query().getMany()),
        keysOf(await query().sort(Sort.DESC).getMany()),
        keysOf(await query().where(WhereConditions.greaterThan(40)).getMany()),
        keysOf(await query().where(WhereConditions.between(36, 41)).getMany()),
      ];
    }, STRICT);
    expect(keys).toEqual([
      ['ada', 'alan', 'grace'],
      ['grace', 'alan', 'ada'],
      ['alan', 'grace'],
      ['ada', 'alan'],
    ]);
  });

  it('page by cursor, in both directions', async () => {
    const pages = await runAsFunction(async () => {
      await addTeam();
      const read: string[][] = [];
      for (const sort of [Sort.ASC, Sort.DESC]) {
        let cursor: string | undefined;
        do {
          let query = people.query().index('age').sort(sort).limit(2);
          if (cursor !== undefined) query = query.cursor(cursor);
          const page = await query.getMany();
          read.push(keysOf(page));
          cursor = page.nextCursor;
        } while (cursor !== undefined);
      }
      return read;
    }, STRICT);
    expect(pages).toEqual([
      ['ada', 'alan'],
      ['linus', 'grace'],
      ['grace', 'linus'],
      ['alan', 'ada'],
    ]);
  });

  it('filter a page that was read, so it can be empty and still go on', async () => {
    const page = await runAsFunction(async () => {
      await addTeam();
      return people
        .query()
        .index('age')
        .filters(new Filter<Person>().and('team', FilterConditions.equalTo('ops')))
        .limit(2)
        .getMany();
    }, STRICT);
    expect(page).toEqual({ results: [], nextCursor: expect.any(String) });
  });

  it('join conditions by and, or by or', async () => {
    const keys = await runAsFunction(async () => {
      await addTeam();
      const query = () => people.query().index('by-key');
      const either = new Filter<Person>()
        .or('age', FilterConditions.lessThan(40))
        .or('active', FilterConditions.equalTo(false));
      const both = new Filter<Person>()
        .and('active', FilterConditions.notExists())
        .and('team', FilterConditions.contains('we'));
      return [
        keysOf(await query().filters(either).getMany()),
        keysOf(await query().filters(both).getMany()),
      ];
    }, STRICT);
    expect(keys).toEqual([
      ['ada', 'linus'],
      ['ageless', 'alan'],
    ]);
  });

  it('refuse what the platform refuses', async () => {
    const tries: Readonly<Record<string, () => Promise<unknown>>> = {
      'unknown index': () => people.query().index('by-nothing').getMany(),
      'partition missing': () => people.query().index('by-team').getMany(),
      'page too big': () => people.query().index('age').limit(101).getMany(),
      'page of none': () => people.query().index('age').limit(0).getMany(),
      'filter on any': () =>
        people
          .query()
          .index('age')
          .filters(new Filter<Person>().and('notes', FilterConditions.exists()))
          .getMany(),
      'text for a number': () =>
        people.query().index('age').where(WhereConditions.equalTo('x')).getMany(),
      'beginsWith on a number': () =>
        people.query().index('age').where(WhereConditions.beginsWith('1')).getMany(),
      'strange cursor': () => people.query().index('age').cursor('???').getMany(),
    };
    const codes = await runAsFunction(async () => {
      const found: Record<string, unknown> = {};
      for (const [name, attempt] of Object.entries(tries)) {
        found[name] = await attempt().then(
          () => 'taken',
          (error: { code: string; responseDetails: { status: number } }) =>
            `${error.responseDetails.status} ${error.code}`,
        );
      }
      return found;
    });
    expect(codes).toEqual({
      'unknown index': '400 INVALID_ENTITY_INDEX',
      'partition missing': '400 BAD_REQUEST',
      'page too big': '400 COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE',
      'page of none': '400 COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE',
      'filter on any': '422 INVALID_FILTER_CONDITION',
      'text for a number': '400 INVALID_FILTER_VALUES',
      'beginsWith on a number': '422 INVALID_FILTER_CONDITION',
      'strange cursor': '400 BAD_REQUEST',
    });
  });
});
