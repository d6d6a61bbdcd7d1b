import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedRedmine } from '../../../dev/redmine/embedded';
import { findRealRedmine } from '../../../dev/redmine/real/find-real-redmine';
import { type RealRedmine, startRealRedmine } from '../../../dev/redmine/real/start-real-redmine';
import { ADMIN_API_KEY } from '../../../dev/redmine/seed/demo-seed';
import { createMemoryStore } from '../../../dev/store/memory-store';
import { type ClaimedPorts, claimPorts, REDMINE_PORTS } from '../../support/local-host/claim-ports';
import { CONTRACT_SEED } from './contract-seed';
import { drawStep, KEPT_ISSUE, randomFrom } from './random-step';
import { keysOf, World } from './world';

/**
 * What no case of the contract names: random requests, sent to the embedded Redmine and to a real one,
 * are answered alike. `REDMINE_WALKS=first-last` chooses the seeds.
 */
const [firstSeed = 1, lastSeed = firstSeed] = (process.env.REDMINE_WALKS ?? '1-3')
  .split('-')
  .map(Number);
const STEPS = 100;

const finding = findRealRedmine();
const isSkipped = finding.kind === 'absent' && process.env.REQUIRE_REDMINE !== '1';
if (finding.kind === 'absent') console.log(`no real Redmine to compare with: ${finding.reason}`);

describe.skipIf(isSkipped)('random requests, on the embedded Redmine and on a real one', () => {
  let real: RealRedmine;
  let dataDir: string;
  let ports: ClaimedPorts;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'redmine-walks-'));
    ports = await claimPorts(REDMINE_PORTS);
    const { first: port } = ports;
    real = await startRealRedmine({ port, dataDir, seed: CONTRACT_SEED, say: console.log });
  }, 240_000);
  afterAll(async () => {
    await real?.stop();
    ports?.release();
    await rm(dataDir, { recursive: true, force: true });
  });

  const seeds = Array.from({ length: lastSeed - firstSeed + 1 }, (_, at) => firstSeed + at);
  it(`${seeds.length} times ${STEPS} of them are answered alike`, {
    timeout: 3_600_000,
  }, async () => {
    const worlds = [await openEmbedded(), await openReal(real)] as const;
    const [embedded] = worlds;
    for (const world of worlds) await world.newIssue();
    for (const seed of seeds) {
      const random = randomFrom(seed);
      const told: string[] = [];
      for (let step = 0; step < STEPS; step += 1) {
        const newest = await embedded.admin.get('/issues.json?status_id=*&sort=id:desc&limit=1');
        const { told: what, run } = drawStep(random, newest.body.issues[0]?.id ?? KEPT_ISSUE);
        told.push(what);
        const [given, expected] = [await run(worlds[0]), await run(worlds[1])];
        expect(given, `seed ${seed}:\n${told.join('\n')}`).toEqual(expected);
      }
    }
  });
});

function openEmbedded(): Promise<World> {
  const baseUrl = 'http://redmine.test';
  const clock = { nowMs: Date.now, waitUntil: async () => {} };
  const store = createMemoryStore();
  const redmine = createEmbeddedRedmine({ store, clock, baseUrl, seed: CONTRACT_SEED });
  return World.open({
    baseUrl,
    fetch: redmine.fetch,
    keys: keysOf(CONTRACT_SEED, ADMIN_API_KEY),
    suffix: '',
    isSeeded: true,
    nextSecond: async () => {},
  });
}

function openReal({ url, apiKey }: RealRedmine): Promise<World> {
  return World.open({
    baseUrl: url,
    fetch,
    keys: keysOf(CONTRACT_SEED, apiKey),
    suffix: '',
    isSeeded: true,
    nextSecond: async () => {},
  });
}
