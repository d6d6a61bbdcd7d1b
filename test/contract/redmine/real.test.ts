import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { findRealRedmine } from '../../../dev/redmine/real/find-real-redmine';
import { type RealRedmine, startRealRedmine } from '../../../dev/redmine/real/start-real-redmine';
import { describeContract } from './contract';
import { CONTRACT_SEED } from './contract-seed';
import { provisionWorld } from './provision-world';
import { keysOf, World } from './world';

/** A running Redmine to use; otherwise one is booted where that is possible. */
const given = { url: process.env.REDMINE_URL ?? '', key: process.env.REDMINE_API_KEY ?? '' };
const port = Number(process.env.REDMINE_CONTRACT_PORT ?? 3919);
const nextSecond = async (): Promise<void> => void (await sleep(1100));

if (given.url !== '' && given.key !== '') {
  const { url, key } = { url: given.url.replace(/\/$/, ''), key: given.key };
  describeContract({
    name: `the Redmine at ${url}`,
    open: () => provisionWorld({ url, adminKey: key, nextSecond }),
    close: async () => {},
  });
} else {
  const finding = findRealRedmine();
  if (finding.kind === 'bootable') describeBooted();
  else describeAbsent(finding.reason);
}

function describeBooted(): void {
  let redmine: RealRedmine | undefined;
  let dataDir: string | undefined;
  describeContract({
    name: 'a real Redmine booted for it',
    open: async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'redmine-contract-'));
      const say = (text: string): void => console.log(text);
      redmine = await startRealRedmine({ port, dataDir, seed: CONTRACT_SEED, say });
      return World.open({
        baseUrl: redmine.url,
        fetch,
        keys: keysOf(CONTRACT_SEED, redmine.apiKey),
        suffix: '',
        isSeeded: true,
        nextSecond,
      });
    },
    close: async () => {
      await redmine?.stop();
      if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
    },
  });
}

function describeAbsent(reason: string): void {
  const message = `the REST contract is not checked on a real Redmine: ${reason}`;
  describe('the REST contract of Redmine 5.0.4, on a real Redmine', () => {
    it('is checked', (context) => {
      if (process.env.REQUIRE_REDMINE === '1') throw new Error(message);
      console.log(message);
      context.skip(message);
    });
  });
}
