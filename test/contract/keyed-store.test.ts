/** What every `KeyedStore` guarantees, held against each of them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createLmdbStore } from '../../dev/store/lmdb-store';
import { createMemoryStore } from '../../dev/store/memory-store';
import type { KeyedStore } from '../../dev/store/store';

const folder = mkdtempSync(join(tmpdir(), 'keyed-store-'));
let folders = 0;

function nextFolder(): string {
  folders += 1;
  return join(folder, String(folders));
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const implementations: readonly [string, () => KeyedStore][] = [
  ['memory', createMemoryStore],
  ['LMDB', () => createLmdbStore(nextFolder())],
];

describe.each(implementations)('a store in %s', (_name, create) => {
  it('gives back JSON documents, and undefined for what it does not have', () => {
    const store = create();
    const document = { text: 'ü', list: [1, null, { deep: true }], zero: 0, empty: '' };
    store.put('a', document);
    store.put('null', null);
    expect([store.get('a'), store.get('null'), store.get('b')]).toEqual([
      document,
      null,
      undefined,
    ]);
  });

  it('shares no reference with its users', () => {
    const store = create();
    const document = { list: [1] };
    store.put('a', document);
    document.list.push(2);
    (store.get('a') as typeof document).list.push(3);
    expect(store.get('a')).toEqual({ list: [1] });
  });

  it('leaves out what is undefined', () => {
    const store = create();
    store.put('a', { b: undefined, c: 1 });
    expect(Object.keys(store.get('a') as object)).toEqual(['c']);
  });

  it.each([
    ['a function', () => 1],
    ['a Date', new Date()],
    ['a Map', new Map()],
    ['a number that JSON lacks', Number.NaN],
  ])('refuses %s', (_what, value) => {
    expect(() => create().put('a', { value })).toThrow(TypeError);
  });

  it('removes, and does not mind what is absent', () => {
    const store = create();
    store.put('a', 1);
    store.remove('a');
    store.remove('a');
    expect([...store.range('')]).toEqual([]);
  });

  it('lists a prefix in code-unit order, from after a key where asked', () => {
    const store = create();
    // U+FF5E sorts above the surrogates of U+1F600 by code point, and by code unit too.
    for (const key of ['b', 'a/\u{1F600}', 'a/2', 'a/～', 'a/10', 'a', 'a0', 'a/\uE000']) {
      store.put(key, key);
    }
    const keys = (prefix: string, after?: string) =>
      [...store.range(prefix, after)].map(([key]) => key);
    expect([keys('a/'), keys('a/', 'a/2'), keys('a/', 'a/11'), keys('a/', 'A'), keys('c')]).toEqual(
      [
        ['a/10', 'a/2', 'a/\u{1F600}', 'a/\uE000', 'a/～'],
        ['a/\u{1F600}', 'a/\uE000', 'a/～'],
        ['a/2', 'a/\u{1F600}', 'a/\uE000', 'a/～'],
        ['a/10', 'a/2', 'a/\u{1F600}', 'a/\uE000', 'a/～'],
        [],
      ],
    );
  });

  it('can be changed while it is listed', () => {
    const store = create();
    for (const key of ['a', 'b', 'c', 'd']) store.put(key, key);
    const seen: string[] = [];
    for (const [key] of store.range('')) {
      seen.push(key);
      store.remove(key);
    }
    expect([seen, [...store.range('')]]).toEqual([['a', 'b', 'c', 'd'], []]);
  });

  it('applies a batch as a whole, or not at all', () => {
    const store = create();
    store.put('a', 1);
    store.batch([
      { kind: 'remove', key: 'a' },
      { kind: 'put', key: 'b', value: 2 },
    ]);
    expect(() =>
      store.batch([
        { kind: 'put', key: 'c', value: 3 },
        { kind: 'put', key: 'd', value: () => 4 },
      ]),
    ).toThrow(TypeError);
    expect([...store.range('')]).toEqual([['b', 2]]);
  });

  it('does what a sorted map would do', () => {
    const key = fc.string({ unit: 'grapheme', maxLength: 3 });
    const change = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), key, value: fc.jsonValue() }),
      fc.record({ kind: fc.constant('remove' as const), key }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 8 }),
        key,
        (batches, prefix) => {
          const store = create();
          const model = new Map<string, unknown>();
          for (const batch of batches) {
            store.batch(batch);
            for (const one of batch) {
              if (one.kind === 'put') model.set(one.key, JSON.parse(JSON.stringify(one.value)));
              else model.delete(one.key);
            }
          }
          const expected = [...model]
            .filter(([name]) => name.startsWith(prefix))
            .sort(([left], [right]) => (left < right ? -1 : 1));
          expect([...store.range(prefix)]).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** Writes one key after the other and names each on standard output once it is written. */
const ENDLESS_WRITER = `
  const { writeSync } = require('node:fs');
  const { createLmdbStore } = require('./dev/store/lmdb-store');
  const store = createLmdbStore(process.argv[1]);
  for (let count = 1; ; count += 1) {
    if (count % 2) store.put('k' + count, { count });
    else store.batch([{ kind: 'put', key: 'k' + count, value: { count } }]);
    writeSync(1, count + '\\n');
  }
`;

describe('a store in LMDB', () => {
  it('has lost nothing that was written when its process is killed', async () => {
    const path = nextFolder();
    const output = `${path}.written`;
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', ENDLESS_WRITER, path], {
      cwd: join(__dirname, '..', '..'),
      stdio: ['ignore', openSync(output, 'w'), 'inherit'],
    });
    while (statSync(output).size < 20_000) await pause(5);
    child.kill('SIGKILL');
    await once(child, 'close');
    const written = readFileSync(output, 'utf8').split('\n').slice(0, -1).map(Number);
    expect(written.length).toBeGreaterThan(1000);
    const store = createLmdbStore(path);
    expect(written.filter((count) => store.get(`k${count}`) === undefined)).toEqual([]);
    await store.close();
  });

  it('keeps everything for the next process', async () => {
    const path = nextFolder();
    const first = createLmdbStore(path);
    first.put('a', { b: 1 });
    await first.close();
    const second = createLmdbStore(path);
    expect(second.get('a')).toEqual({ b: 1 });
    await second.close();
  });
});
