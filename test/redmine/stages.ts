/** Where the scenarios of the main job are played with a real Redmine 5.0.4. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRealRedmine } from '../../dev/redmine/real/find-real-redmine';
import {
  type RealRedmine,
  type RealRedmineOptions,
  startRealRedmine,
} from '../../dev/redmine/real/start-real-redmine';
import { claimPorts, REDMINE_PORTS } from '../support/local-host/claim-ports';
import { DEFAULT_FLAGS } from '../support/local-host/host-process';
import { openWorld, type World, type WorldOptions } from '../support/local-host/open-world';
import type { Stage } from '../support/local-host/scenario';

/**
 * Why no real Redmine can be booted here; printed once for each file.
 * @throws Error instead where `REQUIRE_REDMINE=1` says that it has to be there
 */
function findAbsence(): string | undefined {
  const finding = findRealRedmine();
  if (finding.kind === 'bootable') return undefined;
  if (process.env.REQUIRE_REDMINE === '1') {
    throw new Error(`REQUIRE_REDMINE=1, but ${finding.reason}`);
  }
  console.log(`skipped: ${finding.reason}`);
  return finding.reason;
}

export interface RealWorldOptions
  extends Omit<WorldOptions, 'redmine'>,
    Pick<RealRedmineOptions, 'plugins' | 'logLevel'> {}

export interface RealWorld extends World {
  /** The Redmine that runs now. */
  readonly server: RealRedmine;
  /** Starts Redmine again on what it kept, after it was killed. */
  restartRedmine(): Promise<void>;
}

/** A real Redmine that can be killed, and started again on what it kept. */
export interface RedmineToKill {
  /** The one that runs now. */
  readonly server: RealRedmine;
  restart(): Promise<void>;
  /** Stops it, and deletes what it kept. */
  end(): Promise<void>;
}

/** Boots a fresh Redmine with the demo's people and projects. */
export async function bootRedmine(
  options: Pick<RealWorldOptions, 'plugins' | 'logLevel' | 'textFormat'>,
): Promise<RedmineToKill> {
  const ports = await claimPorts(REDMINE_PORTS);
  const dataDir = mkdtempSync(join(tmpdir(), 'redmine-sync-redmine-'));
  const start = () =>
    startRealRedmine({
      port: ports.first,
      dataDir,
      plugins: options.plugins ?? [],
      logLevel: options.logLevel ?? 'warn',
      format: options.textFormat === 'textile' ? 'textile' : 'common_mark',
      say: (text) => console.log(text),
    });
  let server = await start();
  return {
    get server() {
      return server;
    },
    async restart() {
      server = await start();
    },
    async end() {
      await server.stop();
      ports.release();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A fresh Redmine with a host in front of it; both end with the world. */
export async function openRealWorld(options: RealWorldOptions): Promise<RealWorld> {
  const redmine = await bootRedmine(options);
  try {
    const world = await openWorld({ ...options, redmine: { url: redmine.server.url } });
    const close = world.close;
    return Object.defineProperty(
      Object.assign(world, {
        restartRedmine: () => redmine.restart(),
        async close() {
          try {
            await close();
          } finally {
            await redmine.end();
          }
        },
      }),
      'server',
      { get: () => redmine.server },
    ) as RealWorld;
  } catch (error) {
    await redmine.end();
    throw error;
  }
}

export const absent = findAbsence();

/** The key of an administrator who also edits as a person. */
export const REAL_TEXTILE: Stage = {
  open: () => openRealWorld({ textFormat: 'textile', appKey: 'admin' }),
  absent,
};

/** A key without admin rights; the app runs from the bundle that is deployed. */
export const REAL_MARKDOWN: Stage = {
  open: () =>
    openRealWorld({
      textFormat: 'markdown',
      appKey: 'member',
      flags: [...DEFAULT_FLAGS, '--bundle'],
    }),
  absent,
};
