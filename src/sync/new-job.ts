import type { Link } from '../core/link';
import type { Side } from '../core/model';
import type { SyncJob } from '../ports';

/** A run that no bell asked for: nothing is known but which issue it is about. @param cause who or what asked */
export function newJob(
  about: Pick<SyncJob, 'mappingId' | 'side' | 'issueId' | 'linkId' | 'cause'>,
): SyncJob {
  return { v: 1, kind: 'sync', ...about, entryId: null, atMs: null, deleted: false };
}

/** A run of the whole pair. */
export function jobForLink(link: Link, cause: string, side: Side = 'remote'): SyncJob {
  const { mappingId, id: linkId } = link;
  return newJob({ mappingId, side, issueId: link.sides[side].issueId, linkId, cause });
}
