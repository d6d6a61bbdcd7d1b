/** The support bundle: what an admin hands to whoever helps. */
import { pageStore, readVersions } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import { composeBundle } from '../../core/support-bundle';
import type { AdminAnswers } from '../../shared/api';

const MAX_LINKS = 25;
const MAX_LETTERS = 100;

export async function getSupportBundle(): Promise<AdminAnswers['getSupportBundle']> {
  const [connections, mappings, circuits, pulse, conflicts, problems, { letters }] =
    await Promise.all([
      pageStore.loadConnections(),
      syncPorts.store.listMappings(),
      syncPorts.store.loadCircuits(),
      pageStore.loadPulse(),
      pageStore.listLinksInState('conflict', null, MAX_LINKS),
      pageStore.listLinksInState('problem', null, MAX_LINKS),
      pageStore.listDeadLetters(null, MAX_LETTERS),
    ]);
  const bundle = composeBundle({
    nowMs: syncPorts.clock.nowMs(),
    versions: readVersions(),
    connections,
    mappings,
    verifications: await Promise.all(
      mappings.map(({ id }) => syncPorts.store.loadVerification(id)),
    ),
    circuits,
    pulse,
    links: [...conflicts.links, ...problems.links],
    letters,
  });
  return { text: JSON.stringify(bundle, null, 2) };
}
