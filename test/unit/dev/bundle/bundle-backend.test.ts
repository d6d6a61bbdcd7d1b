import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleBackend } from '../../../../dev/bundle/bundle-backend';
import { listExports } from '../../../support/read-source';
import '../../../../dev/forge-host/globals';

const MOST_COMPRESSED_BYTES = 400_000;

describe('the bundle of the functions', () => {
  it('exports what src/index.ts does, and is small as it is uploaded', async () => {
    const { file, gzippedBytes } = await bundleBackend(process.cwd());
    const app = createRequire(import.meta.url)(file) as object;
    expect(Object.keys(app).toSorted()).toEqual(listExports('src/index.ts').toSorted());
    expect(gzippedBytes).toBeLessThan(MOST_COMPRESSED_BYTES);
  }, 60_000);

  it('carries of zod what is used: src imports it as a namespace', () => {
    const whole = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .filter((name) =>
        readFileSync(join('src', name), 'utf8').includes("import { z } from 'zod'"),
      );
    expect(whole).toEqual([]);
  });
});
