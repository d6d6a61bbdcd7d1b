import '../../../../dev/forge-host/globals';
import { Filter, FilterConditions, kvs, WhereConditions } from '@forge/kvs';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../dev/store/memory-store';
import { createVirtualClock } from '../../../../dev/virtual-clock';
import { buildHost, runAsFunction, runInHost, START_MS } from './fixtures/build-host';

const refused = (status: number, code: string) =>
  expect.objectContaining({ code, responseDetails: expect.objectContaining({ status }) });

describe('transactions', () => {
  it('write, delete and check together', async () => {
    const read = await runAsFunction(async () => {
      await kvs.set('old', 1);
      await kvs.entity('person').set('ada', { age: 36 });
      await kvs
        .transact()
        .set('new', { a: 1 })
        .set('grace', { age: 85 }, { entityName: 'person' })
        .delete('old')
        .check('ada', {
          entityName: 'person',
          conditions: new Filter<{ age: number }>().and('age', FilterConditions.equalTo(36)),
        })
        .execute();
      return [await kvs.get('new'), await kvs.get('old'), await kvs.entity('person').get('grace')];
    });
    expect(read).toEqual([{ a: 1 }, undefined, { age: 85 }]);
  });

  it('write nothing where a condition does not hold', async () => {
    const read = await runAsFunction(async () => {
      await kvs.entity('person').set('ada', { age: 36 });
      const failure = await kvs
        .transact()
        .set('plain', 1)
        .set(
          'ada',
          { age: 37 },
          {
            entityName: 'person',
            conditions: new Filter<{ age: number }>().and('age', FilterConditions.equalTo(35)),
          },
        )
        .execute()
        .catch((error: unknown) => error);
      return [failure, await kvs.get('plain'), await kvs.entity('person').get('ada')];
    });
    expect(read).toEqual([refused(400, 'CONDITIONAL_CHECK_FAILED'), undefined, { age: 36 }]);
  });

  it('hold an entity that is absent to "not exists"', async () => {
    const create = () =>
      kvs
        .transact()
        .set(
          'ada',
          { age: 36 },
          {
            entityName: 'person',
            conditions: new Filter<{ age: number }>().and('age', FilterConditions.notExists()),
          },
        )
        .execute();
    const store = createMemoryStore();
    await runAsFunction(create, { store });
    await expect(runAsFunction(create, { store })).rejects.toEqual(
      refused(400, 'CONDITIONAL_CHECK_FAILED'),
    );
  });

  it('take 25 operations and no more, each key once, and 4 MB', async () => {
    const fill = (count: number, value: unknown) => {
      const transaction = kvs.transact();
      for (let at = 0; at < count; at += 1) transaction.set(`key${at}`, value);
      return transaction.execute();
    };
    await expect(runAsFunction(() => fill(25, 1))).resolves.toBeUndefined();
    await expect(runAsFunction(() => fill(26, 1))).rejects.toEqual(refused(400, 'BAD_REQUEST'));
    await expect(runAsFunction(() => fill(20, 'x'.repeat(230 * 1024)))).rejects.toEqual(
      refused(400, 'BAD_REQUEST'),
    );
    await expect(
      runAsFunction(() => kvs.transact().set('a', 1).delete('a').execute()),
    ).rejects.toEqual(refused(400, 'BAD_REQUEST'));
  });

  it('refuse conditions on plain keys', async () => {
    const { resolves } = expect(
      runAsFunction(async () => {
        const response = await (
          globalThis as unknown as {
            __forge_fetch__: (target: object, path: string, init: object) => Promise<Response>;
          }
        ).__forge_fetch__({ type: 'kvs' }, '/api/v1/transaction', {
          method: 'POST',
          body: JSON.stringify({
            delete: [
              {
                key: 'a',
                conditions: { and: [{ property: 'x', condition: 'EXISTS', values: [true] }] },
              },
            ],
          }),
        });
        return response.status;
      }),
    );
    await resolves.toBe(400);
  });

  it('set a time to live by their fourth argument', async () => {
    const store = createMemoryStore();
    const clock = createVirtualClock(START_MS);
    await runAsFunction(
      () =>
        kvs
          .transact()
          .set('key', 1, undefined, { ttl: { value: 1, unit: 'HOURS' } })
          .execute(),
      { store, clock },
    );
    clock.moveTo(START_MS + 50 * 3_600_000);
    expect(await runAsFunction(() => kvs.get('key'), { store, clock })).toBeUndefined();
  });
});

describe('batches', () => {
  it('set, get and delete, and say what failed', async () => {
    const read = await runAsFunction(async () => [
      await kvs.batchSet<unknown>([
        { key: 'a', value: 1 },
        { key: 'b/', value: 2 },
        { key: 'ada', value: { age: 36 }, entityName: 'person' },
      ]),
      await kvs.batchGet([{ key: 'a' }, { key: 'absent' }, { key: 'ada', entityName: 'person' }]),
      await kvs.batchDelete([{ key: 'a' }]),
      await kvs.get('a'),
    ]);
    const times = { createdAt: START_MS, updatedAt: START_MS };
    expect(read).toEqual([
      {
        successfulKeys: [{ key: 'a' }, { key: 'ada', entityName: 'person' }],
        failedKeys: [{ key: 'b/', error: { code: 'INVALID_KEY', message: expect.any(String) } }],
      },
      {
        successfulKeys: [
          { key: 'a', value: 1, ...times },
          { key: 'ada', entityName: 'person', value: { age: 36 }, ...times },
        ],
        failedKeys: [
          { key: 'absent', error: { code: 'KEY_NOT_FOUND', message: expect.any(String) } },
        ],
      },
      { successfulKeys: [{ key: 'a' }], failedKeys: [] },
      undefined,
    ]);
  });

  it.each([
    ['no key', []],
    ['26 keys', Array.from({ length: 26 }, (_, at) => ({ key: `k${at}` }))],
    ['a key twice', [{ key: 'a' }, { key: 'a' }]],
  ])('refuse %s', async (_what, items) => {
    await expect(runAsFunction(() => kvs.batchGet([...items]))).rejects.toEqual(
      refused(400, 'BAD_REQUEST'),
    );
  });

  it('cost one unit where their values are small', async () => {
    const written = await runAsFunction(async () => {
      for (let batch = 0; batch < 900; batch += 1) {
        await kvs.batchSet(
          Array.from({ length: 25 }, (_, at) => ({ key: `k${batch}-${at}`, value: 1 })),
        );
      }
      return (await kvs.get('k899-24')) === 1;
    });
    expect(written).toBe(true);
  });
});

describe('plain queries', () => {
  it('find keys by their beginning, page by page', async () => {
    const pages = await runAsFunction(
      async () => {
        for (const key of ['a#3', 'a#1', 'b#1', 'a#2']) await kvs.set(key, key);
        const first = await kvs
          .query()
          .where('key', WhereConditions.beginsWith('a#'))
          .limit(2)
          .getMany();
        const second = await kvs
          .query()
          .where('key', WhereConditions.beginsWith('a#'))
          .limit(2)
          .cursor(first.nextCursor ?? '')
          .getMany();
        return [
          first.results.map((r) => r.key),
          second.results.map((r) => r.key),
          second.nextCursor,
        ];
      },
      { queryLagMs: 0 },
    );
    expect(pages).toEqual([['a#1', 'a#2'], ['a#3'], undefined]);
  });

  it('give 10 where no limit is asked for, and refuse more than 100', async () => {
    const outcome = await runAsFunction(
      async () => {
        for (let at = 0; at < 12; at += 1) await kvs.set(`k${at}`, at);
        return [
          (await kvs.query().getMany()).results.length,
          await kvs
            .query()
            .limit(101)
            .getMany()
            .catch((error: unknown) => error),
        ];
      },
      { queryLagMs: 0 },
    );
    expect(outcome).toEqual([10, refused(400, 'LIST_QUERY_LIMIT_EXCEEDED')]);
  });
});

describe('queries run behind', () => {
  it('and show values of some time ago, while reads by key do not', async () => {
    const built = buildHost();
    const store = createMemoryStore();
    const values = async () => (await kvs.query().getMany()).results.map((r) => r.value);
    const inHost = <T>(code: () => Promise<T>) =>
      runInHost(built, code, { store, queryLagMs: 1000 });
    const seen = await inHost(async () => {
      await kvs.set('a', 1);
      const before = await values();
      built.clock.moveTo(START_MS + 1500);
      const settled = await values();
      await kvs.set('a', 2);
      await kvs.set('b', 1);
      const stale = await values();
      await kvs.delete('a');
      const byKey = [await kvs.get('a'), await kvs.get('b')];
      built.clock.moveTo(START_MS + 3000);
      return { before, settled, stale, byKey, later: await values() };
    });
    expect(seen).toEqual({
      before: [],
      settled: [1],
      stale: [1],
      byKey: [undefined, 1],
      later: [1],
    });
  });
});
