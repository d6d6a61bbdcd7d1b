/**
 * The whole product in one process, without sockets and on a virtual clock: how a simulation runs
 * many worlds side by side.
 */
import '../../dev/forge-host/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEMO_API_KEY, demoConfiguration } from '../../dev/demo/demo-configuration';
import { createForgeHost, type ForgeHost } from '../../dev/forge-host/create-forge-host';
import { parseManifest } from '../../dev/forge-host/manifest';
import { importConfiguration } from '../../dev/host-server/import-configuration';
import { createJiraDouble } from '../../dev/jira/double';
import { createEmbeddedRedmine } from '../../dev/redmine/embedded';
import { ADMIN_API_KEY } from '../../dev/redmine/seed/demo-seed';
import { createMemoryStore } from '../../dev/store/memory-store';
import { createVirtualClock } from '../../dev/virtual-clock';
import * as app from '../../src/index';

const MANIFEST = parseManifest(readFileSync(join(__dirname, '../../manifest.yml'), 'utf8'));
const REDMINE_URL = 'https://redmine.example';

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

async function createWorld(seed: number) {
  const store = createMemoryStore();
  const clock = createVirtualClock(Date.UTC(2026, 8, 1) + seed * 86_400_000);
  const random = createRandom(seed);
  let host: ForgeHost | undefined;
  const jira = createJiraDouble({
    store,
    clock,
    random,
    searchLagSeconds: 2,
    baseUrl: 'https://jira.example',
    emit: ({ payload }) => host?.deliverEvent({ eventType: String(payload.eventType), ...payload }),
  });
  const redmine = createEmbeddedRedmine({ store, clock, random, baseUrl: REDMINE_URL });
  host = createForgeHost({
    manifest: MANIFEST,
    app,
    store,
    clock,
    random,
    jira: (request, caller) => jira.handle(request, caller),
    egress: (request) => redmine.fetch(request),
    webTriggerBaseUrl: 'https://triggers.example',
    timers: 'manual',
    countsPoints: false,
  });
  const source = { name: 'demo', document: demoConfiguration(REDMINE_URL, DEMO_API_KEY) };
  await importConfiguration(host, source, jira.accounts.admin);

  return {
    host,
    clock,
    async createJiraIssue(summary: string) {
      const fields = { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary };
      const request = new Request('https://jira.example/rest/api/3/issue', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ fields }),
      });
      const response = await jira.handle(request, { kind: 'user', accountId: jira.accounts.ada });
      expect(response.status).toBe(201);
    },
    async readSubjects() {
      const request = new Request(`${REDMINE_URL}/issues.json?status_id=*&limit=100`, {
        headers: { 'x-redmine-api-key': ADMIN_API_KEY },
      });
      const body = (await (await redmine.fetch(request)).json()) as {
        issues: { subject: string; created_on: string }[];
      };
      return body.issues.map(({ subject, created_on }) => `${subject} ${created_on}`).sort();
    },
  };
}

it('runs several worlds at once, each with its own data and day', async () => {
  const worlds = await Promise.all([1, 2, 3].map(createWorld));
  await Promise.all(worlds.map((world, at) => world.createJiraIssue(`Issue of world ${at + 1}`)));
  const idles = await Promise.all(
    worlds.map(({ host }) => host.idle({ timeoutMs: 10_000, advance: true })),
  );
  expect(idles).toEqual([true, true, true]);
  expect(await Promise.all(worlds.map((world) => world.readSubjects()))).toEqual([
    ['Issue of world 1 2026-09-02T00:00:00Z'],
    ['Issue of world 2 2026-09-03T00:00:00Z'],
    ['Issue of world 3 2026-09-04T00:00:00Z'],
  ]);
});

it('plays the same world twice, call by call', async () => {
  const play = async () => {
    const world = await createWorld(7);
    for (const summary of ['one', 'two', 'three']) await world.createJiraIssue(summary);
    await world.host.idle({ timeoutMs: 10_000, advance: true });
    await world.host.advance(3_600_000);
    return { ledger: world.host.ledger.read(), issues: await world.readSubjects() };
  };
  const first = await play();
  expect(first.issues).toHaveLength(3);
  expect(await play()).toEqual(first);
});
