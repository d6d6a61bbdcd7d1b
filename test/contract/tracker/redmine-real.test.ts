/**
 * The same on a real Redmine: the one that REDMINE_URL and REDMINE_API_KEY (an admin's) name, else
 * one booted for the purpose, else skipped with the reason.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, it } from 'vitest';
import { runOutside } from '../../../dev/forge-host/globals';
import { findRealRedmine } from '../../../dev/redmine/real/find-real-redmine';
import { startRealRedmine } from '../../../dev/redmine/real/start-real-redmine';
import { openRedmineWorld, type RedmineServer } from './redmine-world';
import { describeTrackerContract } from './tracker-contract';

const PORT = Number(process.env.TRACKER_CONTRACT_REDMINE_PORT ?? 3951);

/** A bare puma tells no time; the server in front of REDMINE_URL may. */
const SETTLE_SECONDS = process.env.REDMINE_URL ? 3 : 1.1;

const wire = {
  fetch: (request: Request) => fetch(request),
  // Inside of Forge `Date.now` asks us for the time.
  nowMs: () => runOutside(() => Date.now()),
  settleSeconds: SETTLE_SECONDS,
  waitSeconds: (seconds: number) => sleep(seconds * 1000),
};

async function reach(port: number): Promise<RedmineServer> {
  const { REDMINE_URL: url, REDMINE_API_KEY: adminKey } = process.env;
  if (url && adminKey) return { ...wire, url, adminKey, close: async () => {} };
  const dataDir = await mkdtemp(join(tmpdir(), 'tracker-contract-'));
  const redmine = await startRealRedmine({ port, dataDir });
  return {
    ...wire,
    url: redmine.url,
    adminKey: redmine.apiKey,
    async close() {
      await redmine.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const finding = process.env.REDMINE_URL ? { kind: 'bootable' as const } : findRealRedmine();

if (finding.kind === 'absent') {
  describe.skip(`the Tracker port on a real Redmine: ${finding.reason}`, () => {
    it('is not run');
  });
} else {
  let server: Promise<RedmineServer> | undefined;
  // One Redmine serves both; each makes its own project and people in it.
  const open = async (keyOf: 'admin' | 'manager') => {
    server ??= reach(PORT);
    return openRedmineWorld({ ...(await server), close: async () => {} }, keyOf);
  };
  afterAll(async () => {
    await (await server)?.close();
  });
  describeTrackerContract('a real Redmine, with an admin’s key', () => open('admin'));
  describeTrackerContract('a real Redmine, with a key without admin rights', () => open('manager'));
}
