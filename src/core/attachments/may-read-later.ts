/** Whether one read-back serves both the files that were carried and the comments that follow. */
import { otherSide, type Side, type Snapshot } from '../model';
import type { Plan } from '../plan';
import { showsFiles } from './issue-files';
import type { AttachmentResult } from './settle-attachments';

/**
 * The answers have to tell all that the pairs need, new comments have to go to every side that got a
 * file, and none of them may show one. What replaces a value is never written over an old read.
 */
export function mayReadLater(
  { commentWrites, fieldWrites }: Pick<Plan, 'commentWrites' | 'fieldWrites'>,
  results: readonly AttachmentResult[],
  snapshots: Readonly<Record<Side, Snapshot>>,
): boolean {
  const isReadAfterwards = (side: Side) =>
    commentWrites.some(({ origin }) => otherSide(origin) === side);
  return (
    fieldWrites.length === 0 &&
    results.every(
      (result) =>
        result.kind === 'copied' &&
        result.copyId !== null &&
        isReadAfterwards(otherSide(result.write.origin)),
    ) &&
    commentWrites.every(
      (write) => write.kind === 'copy' && !showsFiles(write.original.body, snapshots[write.origin]),
    )
  );
}

/** What is left of a plan whose files are across. */
export function withFilesCarried(plan: Plan, { attachments, link }: CarriedFiles): Plan {
  const { attachmentIntents } = link;
  return {
    ...plan,
    attachmentWrites: [],
    attachments,
    recovered: plan.recovered.filter(({ field }) => field !== 'attachment'),
    link: { ...plan.link, ...(attachmentIntents ? { attachmentIntents } : {}) },
  };
}

type CarriedFiles = Pick<Plan, 'attachments' | 'link'>;
