/**
 * The sync's world: real adapters behind its ports. Nothing here is kept between invocations; each
 * call builds what it needs from storage.
 */
import { randomBytes } from 'node:crypto';
import { auditReader } from '../forge/audit-reader';
import type { SyncPorts } from '../sync/sync-ports';
import { doorPorts } from './door';
import { openTrackers } from './trackers';

export const syncPorts: SyncPorts = {
  ...doorPorts,
  trail: auditReader,
  newNonce: () => randomBytes(12).toString('base64url'),
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
  openTrackers,
};
