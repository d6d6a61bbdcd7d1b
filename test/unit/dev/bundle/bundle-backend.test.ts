import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleBackend } from '../../../../dev/bundle/bundle-backend';
import { listExports } from '../../../support/read-source';
import '../../../../dev/forge-host/globals';

const MOST_COMPRESSED_BYTES = 400_000;
/** Of what a door loads, which has to be quick. */
const MOST_DOOR_BYTES = 250_000;
const DOORS = ['src/entry/jira-event.ts', 'src/entry/redmine-webhook.ts'];

describe('the bundle of the functions', () => {
  it('exports what src/index.ts does, is small as it is uploaded, and lets no bell wait for code of pages and jobs', async () => {
    const { file, gzippedBytes, loads } = await bundleBackend(process.cwd());
    const app = createRequire(import.meta.url)(file) as object;
    expect(Object.keys(app).toSorted()).toEqual(listExports('src/index.ts').toSorted());
    expect(gzippedBytes).toBeLessThan(MOST_COMPRESSED_BYTES);
    const doors = loads.filter(({ door }) => DOORS.includes(door));
    expect(doors.filter(({ bytes }) => bytes < MOST_DOOR_BYTES)).toHaveLength(DOORS.length);
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
