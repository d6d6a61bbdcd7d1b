/** What a door works with: it looks up whom a bell concerns, and pushes a job. No tracker is loaded for it. */
import { systemClock } from '../forge/clock';
import { forgeLog } from '../forge/log';
import { forgeQueue } from '../forge/queue';
import { forgeStore } from '../forge/store';
import type { DoorPorts } from '../sync/sync-ports';

export { loadBells, saveBells } from '../forge/bell-store';
export { loadConnections } from '../forge/connection-store';

export const doorPorts: DoorPorts = {
  store: forgeStore,
  queue: forgeQueue,
  clock: systemClock,
  log: forgeLog,
};
