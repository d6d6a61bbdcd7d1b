import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { PEERS_FOLDER } from './judge/peer-package';

/** Installs the other converters into their own folder, once; without a registry they stay absent. */
export function installPeers(): void {
  if (existsSync(path.join(PEERS_FOLDER, 'node_modules'))) return;
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', options, { cwd: PEERS_FOLDER, stdio: 'inherit' });
  if (status !== 0)
    console.warn('[bench] npm ci in dev/bench-text/peers failed; peers are left out');
}
