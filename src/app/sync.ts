/**
 * The sync's world: real adapters behind its ports. Nothing here is kept between invocations; each
 * call builds what it needs from storage.
 */
import { randomBytes } from 'node:crypto';
import { createCollector } from '../collector/client';
import { auditReader } from '../forge/audit-reader';
import { auditTender } from '../forge/audit-tender';
import { backfillStore } from '../forge/backfill-store';
import { systemClock } from '../forge/clock';
import { peopleStore } from '../forge/people-store';
import { reportPeople } from '../forge/privacy';
import { upkeepStore } from '../forge/upkeep-store';
import { findPerson } from '../jira/people';
import type { Trail } from '../ports/trail';
import type { SyncPorts, UpkeepPorts } from '../sync/sync-ports';
import { doorPorts } from './door';
import { allowsHttpLoopback, openJira, openTrackers } from './trackers';

/** The audit trail. */
export const trail: Trail = { ...auditReader, ...auditTender };

export const syncPorts: SyncPorts = {
  ...doorPorts,
  newNonce: () => randomBytes(12).toString('base64url'),
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
  openTrackers,
};

/** The world of background work. */
export const upkeepPorts: UpkeepPorts = {
  ...syncPorts,
  trail,
  upkeep: upkeepStore,
  people: peopleStore,
  backfill: backfillStore,
  reportPeople,
  findPerson: (accountId) => findPerson(openJira(), accountId),
  openCollector: (settings) =>
    createCollector({
      ...settings,
      clock: systemClock,
      allowHttpLoopback: allowsHttpLoopback(),
    }),
};
