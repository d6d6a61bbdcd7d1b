/** A row whose issue is not what it was: planned anew, under its old number. */
import type { Backfill } from '../../core/backfill/backfill';
import type { PlanRow } from '../../core/backfill/plan-row';
import type { Snapshot } from '../../core/model';
import { loadKnown, planOne } from './build-plan';
import type { Step } from './step';

export async function planAgain(
  step: Step,
  backfill: Backfill,
  { number }: PlanRow,
  snapshot: Snapshot,
  twin: Snapshot | undefined,
): Promise<PlanRow> {
  const known = await loadKnown(step, backfill);
  return planOne(step, backfill, known, { number, snapshot, twin });
}
