/** Every five minutes: what no bell told us. */
import { syncPorts } from '../app';
import { sweep } from '../sync/sweep';

export async function onSweepTimer(): Promise<void> {
  await sweep(syncPorts);
}
