/** The world of background work, and of what only pages read. */
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
import type { UpkeepPorts } from '../sync/sync-ports';
import { syncPorts } from './sync';
import { allowsHttpLoopback, openJira } from './trackers';

/** The audit trail. */
export const trail: Trail = { ...auditReader, ...auditTender };

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
