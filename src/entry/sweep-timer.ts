/**
 * Every five minutes: what no bell told us, what the log collector was not told yet, the pulse, and
 * what people are to be told.
 */
import { noticePorts } from '../app/notices';
import { syncPorts } from '../app/sync';
import { upkeepPorts } from '../app/upkeep';
import { startCollecting } from '../sync/audit/collect-audit';
import { takePulse } from '../sync/audit/take-pulse';
import { tellNotices } from '../sync/notices/tell-notices';
import { sweep } from '../sync/sweep/sweep';

export async function onSweepTimer(): Promise<void> {
  await startCollecting(upkeepPorts);
  await sweep(syncPorts);
  await takePulse(upkeepPorts, (records) =>
    tellNotices(
      noticePorts,
      records.map(({ entries }) => ({ entries: entries.map(({ entry }) => entry) })),
    ),
  );
}
