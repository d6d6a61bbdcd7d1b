import { createEmbeddedRedmine } from '../../../dev/redmine/embedded';
import { ADMIN_API_KEY } from '../../../dev/redmine/seed/demo-seed';
import { createMemoryStore } from '../../../dev/store/memory-store';
import { describeContract } from './contract';
import { CONTRACT_SEED } from './contract-seed';
import { keysOf, World } from './world';

const START_MS = Date.parse('2026-11-21T09:00:00.250Z');

describeContract({
  name: 'the embedded Redmine',
  open: () => {
    const startedMs = Date.now();
    let aheadMs = 0;
    const baseUrl = 'http://redmine.test';
    const redmine = createEmbeddedRedmine({
      store: createMemoryStore(),
      clock: {
        nowMs: () => START_MS + (Date.now() - startedMs) + aheadMs,
        waitUntil: async () => {},
      },
      baseUrl,
      seed: CONTRACT_SEED,
    });
    return World.open({
      baseUrl,
      fetch: redmine.fetch,
      keys: keysOf(CONTRACT_SEED, ADMIN_API_KEY),
      suffix: '',
      isSeeded: true,
      nextSecond: async () => {
        aheadMs += 1100;
      },
    });
  },
  close: async () => {},
});
