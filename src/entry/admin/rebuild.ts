/** The admin's call to link again what the app once created. */
import { pageStore } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import type { Seed } from '../../core/twins/new-link';
import { CallRefused } from '../answer-call';
import { adminEntry } from './configuration';

/** Starts it; it goes on in the background, and the audit tells of each pair. */
export async function rebuildLinks(
  request: { readonly mappingId: string; readonly seed: Seed },
  accountId: string,
): Promise<null> {
  const { mappingId, seed } = request;
  const { mapping } = await syncPorts.store.loadRun(mappingId, null);
  if (!mapping) throw new CallRefused(`There is no mapping "${mappingId}".`);
  const kept = await syncPorts.queue.push(
    [
      {
        v: 1,
        kind: 'rebuild',
        mappingId,
        side: 'jira',
        cursor: null,
        seed,
        cause: accountId,
        linked: 0,
      },
    ],
    'background',
  );
  if (kept === 'refused') throw new CallRefused('The queue is full; try again in a minute.');
  await pageStore.tellOfMapping(mappingId, {
    ...adminEntry('rebuild-links', seed, accountId),
    mappingId,
  });
  return null;
}
