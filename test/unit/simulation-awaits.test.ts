import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import { listAwaits } from '../simulation/report/awaits';
import { Tally } from '../simulation/tally';

const CACHE = resolve('node_modules', '.cache');

describe('the report of a simulation', () => {
  let folder = '';
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lists the awaits of the sources that were bundled, whatever the files hold by now', async () => {
    mkdirSync(CACHE, { recursive: true });
    folder = mkdtempSync(join(CACHE, 'awaits-'));
    const bundle = join(folder, 'worker.cjs');
    const contents = 'export async function ring(push) {\n  await push(1);\n  await push(2);\n}\n';
    const stdin = { contents, sourcefile: 'src/sync/ring.ts', resolveDir: process.cwd() };
    await build({ stdin, outfile: bundle, format: 'cjs', sourcemap: 'linked' });
    const lines = readFileSync(bundle, 'utf8').split('\n');
    const line = lines.findIndex((text) => text.includes('push(2)'));
    const tally = new Tally([[`killed at before ${line + 1}:${'  await '.length + 1}`, 3]]);

    expect(listAwaits(bundle, tally)).toEqual([
      { place: 'src/sync/ring.ts:2:3', code: 'await push(1)', kills: 0 },
      { place: 'src/sync/ring.ts:3:3', code: 'await push(2)', kills: 3 },
    ]);
  });
});
