/** A person's decision of a conflict: kept first, then carried out. */
import type { Conflict, Link } from '../../core/link';
import type { FieldRow, Mapping } from '../../core/mapping';
import type { SyncJob } from '../../ports';
import { jobForLink } from '../new-job';
import { runSyncJob } from '../run-job';
import type { SyncPorts } from '../sync-ports';
import { composeDecision, type Kept } from './compose-decision';

export interface Decision {
  readonly linkId: string;
  readonly field: string;
  readonly keep: Kept;
  /** Who decided. */
  readonly accountId: string;
}

/** An open conflict and what it is decided with. */
export interface OpenConflict {
  readonly link: Link;
  readonly conflict: Conflict;
  readonly mapping: Mapping;
  readonly row: FieldRow;
}

/** `null` where it is decided already, or its field is mapped no more. */
export async function findConflict(
  ports: SyncPorts,
  linkId: string,
  field: string,
): Promise<OpenConflict | null> {
  const stored = await ports.store.findLink(linkId);
  const conflict = stored?.link.conflicts.find((open) => open.field === field);
  if (!stored || !conflict) return null;
  const { link } = stored;
  const { mapping } = await ports.store.loadRun(link.mappingId, null);
  const row = mapping?.fields.find((candidate) => candidate.field === field);
  return mapping && row ? { link, conflict, mapping, row } : null;
}

/** @returns why it could not be decided, for the person, or `null` */
export async function decideConflict(ports: SyncPorts, decision: Decision): Promise<string | null> {
  const kept = await keepDecision(ports, decision);
  if (kept.kind === 'refused') return kept.reason;
  const outcome = await runSyncJob(ports, kept.job);
  return outcome.kind === 'failed' || outcome.kind === 'retry' ? outcome.message : null;
}

/** Keeps a decision; the job carries it out, as would any other of that link. */
export async function keepDecision(
  ports: SyncPorts,
  decision: Decision,
): Promise<
  | { readonly kind: 'kept'; readonly job: SyncJob }
  | { readonly kind: 'refused'; readonly reason: string }
> {
  const { linkId, field, keep, accountId } = decision;
  const found = await findConflict(ports, linkId, field);
  if (!found) return { kind: 'refused', reason: 'This conflict is decided already.' };
  const { link, conflict, mapping, row } = found;
  const texts = keep.kind === 'side' ? {} : await ports.store.loadTexts(linkId, [field]);
  const composed = composeDecision(mapping, row, conflict, texts[field], keep);
  if (composed === null) {
    return { kind: 'refused', reason: 'Only one side’s value can be kept of this field.' };
  }
  const saved = await ports.store.saveLink({
    link: {
      ...link,
      conflicts: link.conflicts.map((open) =>
        open === conflict ? { ...open, decision: composed } : open,
      ),
    },
    audit: [
      {
        atMs: ports.clock.nowMs(),
        kind: 'conflict-decided',
        linkId,
        mappingId: link.mappingId,
        side: keep.kind === 'side' ? keep.side : null,
        field,
        from: null,
        to: keep.kind === 'side' ? keep.side : keep.kind,
        cause: accountId,
      },
    ],
  });
  if (!saved) {
    return {
      kind: 'refused',
      reason: 'The issue was just synced; look again and decide once more.',
    };
  }
  return {
    kind: 'kept',
    job: jobForLink(link, accountId),
  };
}
