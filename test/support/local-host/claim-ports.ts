/**
 * Ports for one test file: several files run at the same time, so each claims its own by a file in
 * the temporary folder. A claim whose process is gone counts no more.
 */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PortRange {
  readonly from: number;
  readonly to: number;
  /** How many in a row. */
  readonly count: number;
}

/** A host takes three: itself, the Jira double, the embedded Redmine. */
export const HOST_PORTS: PortRange = { from: 8900, to: 8990, count: 3 };
export const REDMINE_PORTS: PortRange = { from: 3960, to: 3990, count: 1 };

export interface ClaimedPorts {
  readonly first: number;
  release(): void;
}

/** @throws Error where every port of the range is taken */
export async function claimPorts({ from, to, count }: PortRange): Promise<ClaimedPorts> {
  for (let first = from; first + count - 1 <= to; first += count) {
    const path = join(tmpdir(), `redmine-sync-test-port-${first}`);
    if (!takeClaim(path)) continue;
    const ports = Array.from({ length: count }, (_, offset) => first + offset);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return { first, release: () => rmSync(path, { force: true }) };
    rmSync(path, { force: true });
  }
  throw new Error(`no ${count} free ports in a row between ${from} and ${to}`);
}

function takeClaim(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (isHeld(path)) return false;
    rmSync(path, { force: true });
    return takeClaim(path);
  }
}

function isHeld(path: string): boolean {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    // Not written yet: somebody is claiming it right now.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
