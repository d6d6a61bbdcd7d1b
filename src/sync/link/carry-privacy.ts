/** Makes both issues of a pair as private as each other, before anything else crosses. */

import type { AuditEntry } from '../../core/audit/audit';
import { toBaseValue } from '../../core/digest';
import type { Obstacle } from '../../core/find-obstacle';
import type { Side, SidesRead, Snapshot } from '../../core/model';
import { planPrivacy } from '../../core/privacy';
import { RetryLaterError } from '../../ports';
import { authorshipOf } from '../authorship-of';
import { type LinkRun, readOptionsOf, triesRefused } from './link-run';

export interface CarriedPrivacy {
  readonly snapshots: Readonly<Record<Side, Snapshot>>;
  readonly audit: AuditEntry;
}

/**
 * @returns `null` where there is nothing to try, or it was tried before and nothing changed since
 * @throws PermanentError, RetryLaterError as the trackers do
 */
export async function carryPrivacy(
  run: LinkRun,
  read: SidesRead,
  obstacle: Obstacle,
  nowMs: number,
): Promise<CarriedPrivacy | null> {
  const { mapping, trackers, stored, cause } = run;
  const { link } = stored;
  if (obstacle.problem.kind !== 'issue-restricted' || mapping.paused) return null;
  if (read.kind !== 'both' || !(obstacle.isNews || triesRefused(run))) return null;
  const { snapshots } = read;
  const write = planPrivacy({ mapping, link, snapshots, authorship: authorshipOf(trackers) });
  if (!write) return null;
  const { field, side, value } = write;
  const before = snapshots[side];
  await trackers[side].writeIssue({ issueId: before.issueId, fields: { [field]: value } });
  const again = await trackers[side].readIssue(before.issueId, {
    ...readOptionsOf(run),
    sinceEntryId: link.sides[side].lastEntryId,
  });
  if (again.kind !== 'found') {
    const what = `${before.key} of link ${link.id} could not be read back: ${again.kind}`;
    throw new RetryLaterError(`[${side}] ${what}`, null, 'not-done');
  }
  const isTaken = toBaseValue(again.snapshot.fields[field] ?? null) === toBaseValue(value);
  return {
    snapshots: { ...snapshots, [side]: again.snapshot },
    audit: {
      atMs: nowMs,
      kind: isTaken ? 'field-written' : 'problem-found',
      linkId: link.id,
      mappingId: mapping.id,
      side,
      field,
      from: write.from,
      to: value,
      cause,
    },
  };
}
