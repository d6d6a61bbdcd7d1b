/** Once a day: every link compared in full, and the audit pruned. */
import { doorPorts } from '../app/door';
import { startVerify } from '../sync/start-verify';

export async function onVerifyTimer(): Promise<void> {
  await startVerify(doorPorts);
  await doorPorts.queue.push([{ v: 1, kind: 'prune' }], 'background');
}
