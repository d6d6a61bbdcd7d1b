import type { Link } from '../core/link';
import type { SyncJob } from '../ports';

/** A run of the pair that nobody's bell asked for. @param cause who or what did */
export function jobForLink(link: Link, cause: string): SyncJob {
  return {
    v: 1,
    kind: 'sync',
    mappingId: link.mappingId,
    side: 'remote',
    issueId: link.sides.remote.issueId,
    linkId: link.id,
    entryId: null,
    atMs: null,
    deleted: false,
    cause,
  };
}
