/** Runs a piece of code as one of the app's functions, over storage as somebody left it. */
import '../../../dev/forge-host/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createForgeHost } from '../../../dev/forge-host/create-forge-host';
import { parseManifest } from '../../../dev/forge-host/manifest';
import { createMemoryStore } from '../../../dev/store/memory-store';
import { createVirtualClock } from '../../../dev/virtual-clock';
import * as app from '../../../src/index';
import { NOW_MS } from '../builders';
import { fillStorage } from './app-storage';

const MANIFEST = parseManifest(readFileSync(join(__dirname, '../../../manifest.yml'), 'utf8'));

export interface StoredDocument {
  readonly key: string;
  readonly value: unknown;
}

/** @throws whatever the work throws */
export async function runInApp<T>(
  documents: readonly StoredDocument[],
  work: () => Promise<T>,
): Promise<T> {
  const store = createMemoryStore();
  fillStorage(store, documents, NOW_MS);
  let result: { readonly value: T } | undefined;
  const nobody = () => Promise.reject(new Error('nobody is out there'));
  const host = createForgeHost({
    manifest: MANIFEST,
    app: {
      ...app,
      onSweepTimer: async () => {
        result = { value: await work() };
      },
    },
    jira: nobody,
    egress: nobody,
    store,
    clock: createVirtualClock(NOW_MS),
    random: Math.random,
    webTriggerBaseUrl: 'http://127.0.0.1:8420',
    timers: 'manual',
    queryLagMs: 0,
    onNotice: () => {},
  });
  const outcome = await host.timers.run('sweep');
  host.stop();
  if (outcome?.kind === 'threw') throw outcome.error;
  if (!result) throw new Error(`the function ended: ${outcome?.kind}`);
  return result.value;
}
