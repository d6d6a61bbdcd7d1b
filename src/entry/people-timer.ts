/** Once a week: Atlassian is told whose personal data we keep. */
import { syncPorts } from '../app';

export async function onPeopleTimer(): Promise<void> {
  await syncPorts.queue.push([{ v: 1, kind: 'report-people' }], 'background');
}
