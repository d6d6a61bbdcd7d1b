/** What is said and saved before files are posted or taken back. */
import { stillTaken } from '../intents';
import type { AttachmentIntent } from '../link';
import { otherSide, type Side, type Snapshot } from '../model';
import { findById } from './attachment-pair';
import type { AttachmentWrite } from './attachment-write';

/**
 * The intents to save before the plan's copies are posted, or taken back for as long as it takes.
 * @param standing those of before
 */
export function attachmentIntentsOf(
  writes: readonly AttachmentWrite[],
  standing: readonly AttachmentIntent[],
  snapshots: Readonly<Record<Side, Snapshot>>,
  atMs: number,
): readonly AttachmentIntent[] {
  return writes.flatMap((write): AttachmentIntent[] => {
    if (write.kind === 'take-back') {
      const { origin, is, ...ids } = write.pair;
      const attachmentId = ids[origin];
      const mayReturn = is === 'copy' && findById(snapshots[origin], attachmentId);
      return mayReturn ? [{ origin, attachmentId, atMs, takesBack: ids[otherSide(origin)] }] : [];
    }
    const { origin } = write;
    const { id: attachmentId, name, sizeBytes } = write.original;
    const isOf = (intent: AttachmentIntent) => intent.attachmentId === attachmentId;
    const taken = stillTaken(standing, origin, isOf);
    return [{ origin, attachmentId, atMs, name, sizeBytes, ...taken }];
  });
}
