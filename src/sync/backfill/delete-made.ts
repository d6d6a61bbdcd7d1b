/** An undo deletes the issue that the run made. */
import type { UndoInput } from '../../core/backfill/judge-undo';
import type { Link } from '../../core/link';
import type { Side } from '../../core/model';
import { addSentDeletion, forgetSentDeletion } from '../../core/sent-writes';
import { PermanentError, RetryLaterError } from '../../ports';
import { loseRace } from '../link/lost-race';
import type { Carried } from './give-back';
import type { Step } from './step';

/**
 * Noted in the link before: whoever finds the issue gone before the pair is parted must not carry the
 * mapping's rule for deleted issues out on the original.
 * @param snapshots of both issues; what is gone by now needs no deletion
 * @throws PermanentError, RetryLaterError as the tracker does; LostRaceError where another run saved
 * the link first
 */
export async function deleteMade(
  step: Step,
  link: Link,
  { side, id }: { readonly side: Side; readonly id: string },
  snapshots: UndoInput['snapshots'],
): Promise<Carried> {
  if (!snapshots[side]) return { message: null, link };
  const noted = await save(step, addSentDeletion(link, side, step.ports.clock.nowMs()));
  try {
    const deleted = await step.trackers[side].deleteIssue(id);
    if (deleted === 'done') return { message: null, link: noted };
    return { message: deleted.message, link: await save(step, forgetSentDeletion(noted, side)) };
  } catch (error) {
    if (isNotDone(error)) await save(step, forgetSentDeletion(noted, side));
    throw error;
  }
}

async function save({ ports }: Step, link: Link): Promise<Link> {
  return (await ports.store.saveLink({ link, audit: [] })) ?? loseRace(ports, link);
}

function isNotDone(error: unknown): boolean {
  if (error instanceof RetryLaterError) return error.outcome === 'not-done';
  return error instanceof PermanentError;
}
