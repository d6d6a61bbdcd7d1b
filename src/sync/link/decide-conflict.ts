/** A person's decision of a conflict: kept first, then carried out. */
import type { Side } from '../../core/model';
import { runSyncJob } from '../run-job';
import type { SyncPorts } from '../sync-ports';

export interface Decision {
  readonly linkId: string;
  readonly field: string;
  readonly keep: Side;
  /** Who decided. */
  readonly accountId: string;
}

/** @returns why it could not be decided, for the person, or `null` */
export async function decideConflict(ports: SyncPorts, decision: Decision): Promise<string | null> {
  const stored = await ports.store.findLink(decision.linkId);
  const conflict = stored?.link.conflicts.find(({ field }) => field === decision.field);
  if (!stored || !conflict) return 'This conflict is decided already.';
  const { link } = stored;
  const saved = await ports.store.saveLink({
    link: {
      ...link,
      conflicts: link.conflicts.map((open) =>
        open === conflict ? { ...open, decision: decision.keep } : open,
      ),
    },
    audit: [
      {
        atMs: ports.clock.nowMs(),
        kind: 'conflict-decided',
        linkId: link.id,
        mappingId: link.mappingId,
        side: decision.keep,
        field: decision.field,
        from: null,
        to: decision.keep,
        cause: decision.accountId,
      },
    ],
  });
  if (!saved) return 'The issue was just synced; look again and decide once more.';
  const outcome = await runSyncJob(ports, {
    v: 1,
    kind: 'sync',
    mappingId: link.mappingId,
    side: 'remote',
    issueId: link.sides.remote.issueId,
    linkId: link.id,
    entryId: null,
    atMs: null,
    deleted: false,
    cause: decision.accountId,
  });
  return outcome.kind === 'failed' || outcome.kind === 'retry' ? outcome.message : null;
}
