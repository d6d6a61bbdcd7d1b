/** Once a day: every link compared in full. */
import { syncPorts } from '../app';
import { startVerify } from '../sync/verify';

export async function onVerifyTimer(): Promise<void> {
  await startVerify(syncPorts);
}
