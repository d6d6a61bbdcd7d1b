import '../../../../dev/forge-host/globals';
import { kvs, MetadataField } from '@forge/kvs';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../dev/store/memory-store';
import { createVirtualClock } from '../../../../dev/virtual-clock';
import { runAsFunction, START_MS } from './fixtures/build-host';

/** The status and code of what storage refuses. */
const refused = (status: number, code: string) =>
  expect.objectContaining({ code, responseDetails: expect.objectContaining({ status }) });

describe('plain keys', () => {
  it('gives back what was set, and undefined for what was not', async () => {
    const read = await runAsFunction(async () => {
      await kvs.set('a:b.c_d-e#1', { list: [1, 'two', null], text: 'ü' });
      return [await kvs.get('a:b.c_d-e#1'), await kvs.get('absent')];
    });
    expect(read).toEqual([{ list: [1, 'two', null], text: 'ü' }, undefined]);
  });

  it('removes a key, and does not mind one that is absent', async () => {
    const read = await runAsFunction(async () => {
      await kvs.set('key', 1);
      await kvs.delete('key');
      await kvs.delete('absent');
      return kvs.get('key');
    });
    expect(read).toBeUndefined();
  });

  it.each([
    ['', 'KEY_TOO_SHORT'],
    ['x'.repeat(501), 'KEY_TOO_LONG'],
    ['a/b', 'INVALID_KEY'],
    ['   ', 'INVALID_KEY'],
    ['ümlaut', 'INVALID_KEY'],
  ])('refuses the key %j', async (key, code) => {
    await expect(runAsFunction(() => kvs.set(key, 1))).rejects.toEqual(refused(400, code));
  });

  it('refuses a value over 240 KiB and takes one just below', async () => {
    const fits = 'x'.repeat(240 * 1024 - 2);
    await expect(runAsFunction(() => kvs.set('key', fits))).resolves.toBeUndefined();
    await expect(runAsFunction(() => kvs.set('key', `${fits}x`))).rejects.toEqual(
      refused(400, 'MAX_SIZE'),
    );
  });

  it('refuses a value nested deeper than 31', async () => {
    const nest = (depth: number): unknown => (depth === 0 ? 1 : [nest(depth - 1)]);
    await expect(runAsFunction(() => kvs.set('key', nest(31)))).resolves.toBeUndefined();
    await expect(runAsFunction(() => kvs.set('key', nest(32)))).rejects.toEqual(
      refused(400, 'MAX_DEPTH'),
    );
  });

  it('refuses a null value', async () => {
    await expect(runAsFunction(() => kvs.set('key', null))).rejects.toEqual(
      refused(400, 'BAD_REQUEST'),
    );
  });

  it('refuses storage to an app without its scope', async () => {
    const { FIXTURE_MANIFEST } = await import('./fixtures/manifest');
    const manifest = { ...FIXTURE_MANIFEST, permissions: { scopes: [] } };
    await expect(runAsFunction(() => kvs.get('key'), { manifest })).rejects.toEqual(
      refused(403, 'FORBIDDEN'),
    );
  });
});

describe('key policies', () => {
  it('fails with a conflict where the key must not exist and does', async () => {
    const store = createMemoryStore();
    const claim = () => kvs.set('claim', 'mine', { keyPolicy: 'FAIL_IF_EXISTS' });
    await runAsFunction(claim, { store });
    await expect(runAsFunction(claim, { store })).rejects.toEqual(refused(409, 'KEY_CONFLICT'));
  });

  it('returns the value before or after an override', async () => {
    const read = await runAsFunction(async () => {
      const set = (value: string, returnValue: 'PREVIOUS' | 'LATEST') =>
        kvs.set('key', value, { keyPolicy: 'OVERRIDE', returnValue });
      return [await set('one', 'PREVIOUS'), await set('two', 'PREVIOUS'), await set('3', 'LATEST')];
    });
    expect(read).toEqual([undefined, { key: 'key', value: 'one' }, { key: 'key', value: '3' }]);
  });
});

describe('metadata and time to live', () => {
  it('keeps the time of creation and moves the time of the update', async () => {
    const clock = createVirtualClock(START_MS);
    const store = createMemoryStore();
    await runAsFunction(() => kvs.set('key', 1), { clock, store });
    clock.moveTo(START_MS + 5000);
    await runAsFunction(() => kvs.set('key', 2), { clock, store });
    const read = await runAsFunction(
      () =>
        kvs.get('key', { metadataFields: [MetadataField.CREATED_AT, MetadataField.UPDATED_AT] }),
      { clock, store },
    );
    expect(read).toEqual({
      key: 'key',
      value: 2,
      createdAt: START_MS,
      updatedAt: START_MS + 5000,
    });
  });

  it('still gives an expired value for two days, with its expiry on request', async () => {
    const clock = createVirtualClock(START_MS);
    const store = createMemoryStore();
    const run = <T>(code: () => Promise<T>) => runAsFunction(code, { clock, store });
    await run(() => kvs.set('key', 1, { ttl: { value: 1, unit: 'HOURS' } }));
    clock.moveTo(START_MS + 2 * 3_600_000);
    expect(
      await run(() => kvs.get('key', { metadataFields: [MetadataField.EXPIRE_TIME] })),
    ).toEqual({ key: 'key', value: 1, expireTime: '2026-09-01T11:00:00.000Z' });
    clock.moveTo(START_MS + 50 * 3_600_000);
    expect(await run(() => kvs.get('key'))).toBeUndefined();
  });

  it('refuses a time to live of more than a year', async () => {
    await expect(
      runAsFunction(() => kvs.set('key', 1, { ttl: { value: 400, unit: 'DAYS' } })),
    ).rejects.toEqual(refused(400, 'BAD_REQUEST'));
  });
});

describe('secrets', () => {
  it('are kept apart from plain keys and found by no query', async () => {
    const read = await runAsFunction(async () => {
      await kvs.setSecret('key', 'hush');
      return [
        await kvs.get('key'),
        await kvs.getSecret('key'),
        (await kvs.query().getMany()).results,
      ];
    });
    expect(read).toEqual([undefined, 'hush', []]);
  });
});

describe('rate limits', () => {
  it('refuses the 1001st request of a second', async () => {
    const reads = await runAsFunction(async () => {
      for (let count = 0; count < 1000; count += 1) await kvs.get('key');
      return kvs.get('key').catch((error: unknown) => error);
    });
    expect(reads).toEqual(refused(429, 'RATE_LIMIT_EXCEEDED'));
  });

  it('counts writes in units of 10 KB', async () => {
    const outcome = await runAsFunction(async () => {
      const value = 'x'.repeat(230 * 1024);
      for (let count = 0; count < 1000; count += 1) {
        try {
          await kvs.set(`key${count}`, value);
        } catch (error) {
          return { count, error };
        }
      }
      return undefined;
    });
    // 24 units each
    expect(outcome).toEqual({ count: 166, error: refused(429, 'RATE_LIMIT_EXCEEDED') });
  });

  it('refuses more than 1 MB a second on one key', async () => {
    const outcome = await runAsFunction(async () => {
      const value = 'x'.repeat(230 * 1024);
      for (let count = 0; count < 4; count += 1) await kvs.set('key', value);
      return kvs.set('key', value).catch((error: unknown) => error);
    });
    expect(outcome).toEqual(refused(429, 'RATE_LIMIT_EXCEEDED'));
  });
});
