/** A person lets one pair rest, or go on: nothing crosses in between, and all is caught up after. */
import type { StoredLink } from '../../ports';
import type { SyncPorts } from '../sync-ports';

/**
 * @param cause the accountId of who asked
 * @returns `false` where somebody else changed the link meanwhile
 */
export async function pausePair(
  ports: SyncPorts,
  { link }: StoredLink,
  paused: boolean,
  cause: string,
): Promise<boolean> {
  const saved = await ports.store.saveLink({
    link: { ...link, paused },
    audit: [
      {
        atMs: ports.clock.nowMs(),
        kind: paused ? 'paused' : 'resumed',
        linkId: link.id,
        mappingId: link.mappingId,
        side: null,
        field: null,
        from: null,
        to: null,
        cause,
      },
    ],
  });
  return saved !== null;
}
