/** Conflicts: the list, one of them, and what an admin decides. */
import * as z from 'zod';
import { pageStore } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import type { Link } from '../../core/link';
import type { Side } from '../../core/model';
import type { SyncJob } from '../../ports';
import type { AdminAnswers, ConflictDetail, ConflictView } from '../../shared/api';
import { decideConflict, keepDecision } from '../../sync/link/decide-conflict';
import { CallRefused } from '../answer-call';
import { viewConflict, viewConflicts } from '../conflict-view';
import { type KeepRequest, readKept } from '../keep-request';
import { parseJson } from '../parse-json';

const PAGE = 25;
/** A person waits: further pages are read when asked for. */
const MAX_STEPS = 5;

/** One page of open conflicts, those that wait longest first. */
export async function listConflicts(request: {
  readonly mappingId?: string | undefined;
  readonly field?: string | undefined;
  readonly cursor?: string | undefined;
}): Promise<AdminAnswers['listConflicts']> {
  const isWanted = (view: ConflictView) =>
    (request.mappingId === undefined || view.mappingId === request.mappingId) &&
    (request.field === undefined || view.field === request.field) &&
    !view.isDecided;
  const conflicts: ConflictView[] = [];
  let cursor = readCursor(request.cursor);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const page: { readonly links: readonly Link[]; readonly cursor: string | null } =
      await pageStore.listLinksInState('conflict', cursor, PAGE);
    conflicts.push(...page.links.flatMap(viewConflicts).filter(isWanted));
    cursor = page.cursor;
    if (cursor === null || conflicts.length >= PAGE) break;
  }
  return { conflicts, cursor: cursor === null ? null : JSON.stringify({ page: cursor }) };
}

/** One conflict whole. */
export function getConflict(request: {
  readonly linkId: string;
  readonly field: string;
}): Promise<ConflictDetail> {
  return viewConflict(request.linkId, request.field);
}

/** Decides one and carries it out at once. */
export async function resolveConflict(
  request: KeepRequest & { readonly linkId: string; readonly field: string },
  accountId: string,
): Promise<null> {
  const { linkId, field } = request;
  const reason = await decideConflict(syncPorts, {
    linkId,
    field,
    keep: readKept(request),
    accountId,
  });
  if (reason) throw new CallRefused(reason);
  return null;
}

/** Keeps one side's value in each; the queue carries them out. */
export async function resolveConflicts(
  request: {
    readonly conflicts: readonly { readonly linkId: string; readonly field: string }[];
    readonly keep: Side;
  },
  accountId: string,
): Promise<AdminAnswers['resolveConflicts']> {
  const jobs = new Map<string, SyncJob>();
  const refused: { linkId: string; field: string; reason: string }[] = [];
  // One after the other: several may be of one link.
  for (const { linkId, field } of request.conflicts) {
    const keep = { kind: 'side', side: request.keep } as const;
    const kept = await keepDecision(syncPorts, { linkId, field, keep, accountId });
    if (kept.kind === 'kept') jobs.set(linkId, kept.job);
    else refused.push({ linkId, field, reason: kept.reason });
  }
  const pushed = jobs.size === 0 ? 'kept' : await syncPorts.queue.push([...jobs.values()], 'live');
  if (pushed === 'refused') {
    throw new CallRefused('The decisions are kept, and carried out with the next daily check.');
  }
  return { decided: request.conflicts.length - refused.length, refused };
}

const cursorSchema = z.object({ page: z.string() });

function readCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const parsed = z.string().transform(parseJson).pipe(cursorSchema).safeParse(cursor);
  if (!parsed.success) throw new CallRefused('The page cursor is not valid.');
  return parsed.data.page;
}
