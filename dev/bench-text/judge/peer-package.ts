/**
 * Loads what `dev/bench-text/peers` has installed. The project itself does not depend on these
 * packages, so they are found by path, and an absent one is `undefined`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const PEERS_FOLDER = path.resolve(process.cwd(), 'dev/bench-text/peers');

const requirePeer = createRequire(path.join(PEERS_FOLDER, 'package.json'));

export function isPeerInstalled(name: string): boolean {
  return existsSync(path.join(PEERS_FOLDER, 'node_modules', name, 'package.json'));
}

export function peerVersion(name: string): string {
  const file = path.join(PEERS_FOLDER, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** The CommonJS package, or undefined when it is not installed. */
export function requirePeerPackage(name: string, entry?: string): unknown {
  const target = entry === undefined ? name : `${name}/${entry}`;
  return isPeerInstalled(name) ? requirePeer(target) : undefined;
}

/** The ES module package, or undefined when it is not installed. */
export async function importPeerPackage(name: string, file: string): Promise<unknown> {
  if (!isPeerInstalled(name)) return undefined;
  return import(pathToFileURL(path.join(PEERS_FOLDER, 'node_modules', name, file)).href);
}
