/** Finds the Redmine that judges: a given one, or one booted for the bench alone. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRealRedmine } from '../redmine/real/find-real-redmine';
import { startRealRedmine } from '../redmine/real/start-real-redmine';
import { openRedmine, type RedmineRenderer } from './textile-redmine';

export type BenchRedmine =
  | ({ readonly kind: 'ready'; readonly close: () => Promise<void> } & RedmineRenderer)
  | { readonly kind: 'absent'; readonly reason: string; readonly close: () => Promise<void> };

const PORT = 3947;

export async function findRedmine(): Promise<BenchRedmine> {
  const { REDMINE_URL, REDMINE_USER = 'admin', REDMINE_PASSWORD = 'admin' } = process.env;
  const login = { user: REDMINE_USER, password: REDMINE_PASSWORD };
  const close = async () => {};
  if (REDMINE_URL) {
    return { kind: 'ready', close, ...(await openRedmine({ url: REDMINE_URL, ...login })) };
  }
  const finding = findRealRedmine();
  if (finding.kind === 'absent') return { kind: 'absent', reason: finding.reason, close };
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bench-text-redmine-'));
  // Without projects and issues, so that references stay the text they are.
  const seed = { users: [], projects: [] };
  const redmine = await startRealRedmine({ port: PORT, dataDir, seed, format: 'textile' });
  return {
    kind: 'ready',
    ...(await openRedmine({ url: redmine.url, ...login })),
    async close() {
      await redmine.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
