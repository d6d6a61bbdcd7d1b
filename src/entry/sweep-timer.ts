/** Every five minutes: what no bell told us, what the log collector was not told yet, and the pulse. */
import { syncPorts, upkeepPorts } from '../app/sync';
import { startCollecting } from '../sync/audit/collect-audit';
import { takePulse } from '../sync/audit/take-pulse';
import { sweep } from '../sync/sweep/sweep';

export async function onSweepTimer(): Promise<void> {
  await startCollecting(upkeepPorts);
  await sweep(syncPorts);
  await takePulse(upkeepPorts);
}
