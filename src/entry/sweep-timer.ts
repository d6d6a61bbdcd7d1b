/** Every five minutes: what no bell told us, and what the log collector was not told yet. */
import { syncPorts, upkeepPorts } from '../app';
import { startCollecting } from '../sync/audit/collect-audit';
import { sweep } from '../sync/sweep';

export async function onSweepTimer(): Promise<void> {
  await startCollecting(upkeepPorts);
  await sweep(syncPorts);
}
