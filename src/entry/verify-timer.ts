/** Once a day: every link compared in full, and the audit pruned. */
import { syncPorts } from '../app';
import { startVerify } from '../sync/verify';

export async function onVerifyTimer(): Promise<void> {
  await startVerify(syncPorts);
  await syncPorts.queue.push([{ v: 1, kind: 'prune' }], 'background');
}
