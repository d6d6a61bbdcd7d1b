/** Carries out the writes of an attachment plan. Files pass through; none is ever held whole. */

import type { AttachmentWrite } from '../../core/attachments/attachment-write';
import { composeFileLink } from '../../core/attachments/compose-file-link';
import type { AttachmentResult } from '../../core/attachments/settle-attachments';
import { shortenSha256 } from '../../core/digest';
import type { Mapping } from '../../core/mapping';
import { otherSide, SIDES, type Side, type Snapshot } from '../../core/model';
import { type AddedFile, RetryLaterError, type Trackers } from '../../ports';
import { digestAttachment, MeasuredFile } from './measured-file';

type CopyWrite = Extract<AttachmentWrite, { kind: 'copy' }>;

/** @throws PermanentError, RetryLaterError as the trackers do */
export async function carryAttachments(
  trackers: Trackers,
  mapping: Mapping,
  writes: readonly AttachmentWrite[],
  before: Readonly<Record<Side, Snapshot>>,
): Promise<readonly AttachmentResult[]> {
  const results = await Promise.all(
    SIDES.map((side) => {
      const own = writes.filter((write) => targetOf(write) === side);
      return carryToSide(trackers, mapping, side, own, before[side].issueId);
    }),
  );
  return results.flat();
}

/** The side that a write is made on. */
export function targetOf(write: AttachmentWrite): Side {
  return otherSide(write.kind === 'take-back' ? write.pair.origin : write.origin);
}

async function carryToSide(
  trackers: Trackers,
  mapping: Mapping,
  side: Side,
  writes: readonly AttachmentWrite[],
  issueId: string,
): Promise<readonly AttachmentResult[]> {
  const results: AttachmentResult[] = [];
  const copies: CopyWrite[] = [];
  for (const write of writes) {
    if (write.kind !== 'copy') {
      results.push(await carrySmall(trackers, mapping, side, write, issueId));
      continue;
    }
    const found = await findSame(trackers, write);
    if (found) results.push(found);
    else copies.push(write);
  }
  results.push(...(await copyAll(trackers, mapping, side, copies, issueId)));
  for (const result of [...results]) results.push(...(await dropReplaced(trackers, side, result)));
  return results;
}

async function carrySmall(
  trackers: Trackers,
  mapping: Mapping,
  side: Side,
  write: Exclude<AttachmentWrite, CopyWrite>,
  issueId: string,
): Promise<AttachmentResult> {
  const tracker = trackers[side];
  if (write.kind === 'link') {
    await tracker.addComment(issueId, composeFileLink(mapping, write.origin, write.original));
    return { kind: 'linked', write };
  }
  const across = write.pair[side];
  if (across === '') return { kind: 'taken-back', write };
  if (write.pair.is === 'link') {
    await tracker.deleteComment(issueId, across);
    return { kind: 'taken-back', write };
  }
  const deleted = await tracker.deleteAttachment(across);
  return deleted === 'done' ? { kind: 'taken-back', write } : { ...deleted, write };
}

/** The same content is never sent twice: it may have been there before, or be ours of a lost run. */
async function findSame(trackers: Trackers, write: CopyWrite): Promise<AttachmentResult | null> {
  if (write.lookAlikes.length === 0) return null;
  const sha256 = await digestAttachment(trackers[write.origin], write.original.id);
  if (sha256 === null) return { kind: 'vanished', write };
  const digest = shortenSha256(sha256);
  const across = trackers[otherSide(write.origin)];
  for (const { attachment, digest: known } of write.lookAlikes) {
    const other = known === '' ? await digestAttachment(across, attachment.id) : null;
    if (digest === (other === null ? known : shortenSha256(other))) {
      return { kind: 'found', write, found: attachment, digest };
    }
  }
  return null;
}

async function copyAll(
  trackers: Trackers,
  mapping: Mapping,
  side: Side,
  writes: readonly CopyWrite[],
  issueId: string,
): Promise<readonly AttachmentResult[]> {
  if (writes.length === 0) return [];
  const files = writes.map(
    ({ origin, original }) =>
      new MeasuredFile(trackers[origin], original, mapping.siteName[origin]),
  );
  const added = await trackers[side].addAttachments(issueId, files);
  const results: AttachmentResult[] = [];
  for (const [at, write] of writes.entries()) {
    const [file, answer] = [files[at], added[at]];
    if (!file || !answer) throw new Error(`${side} gave no answer for an attachment`);
    if (answer.kind !== 'added') {
      results.push({ ...answer, write });
      continue;
    }
    const sha256 = file.digest();
    await expectWhole(trackers, side, write, answer, sha256);
    const { attachmentId: copyId } = answer;
    results.push({ kind: 'copied', write, copyId, digest: shortenSha256(sha256) });
  }
  return results;
}

/** What arrived as something else is taken away again, and the run is repeated. */
async function expectWhole(
  trackers: Trackers,
  side: Side,
  { original }: CopyWrite,
  answer: Extract<AddedFile, { kind: 'added' }>,
  sha256: string,
): Promise<void> {
  const isWhole =
    (answer.sizeBytes ?? original.sizeBytes) === original.sizeBytes &&
    (answer.sha256 ?? sha256) === sha256;
  if (isWhole) return;
  if (answer.attachmentId !== null) await trackers[side].deleteAttachment(answer.attachmentId);
  throw new RetryLaterError(
    `[${side}] the copy of attachment ${original.id} did not arrive as it was sent`,
    null,
    'not-done',
  );
}

/** The copy under the former name goes once the new one stands; one that will not go stays. */
async function dropReplaced(
  trackers: Trackers,
  side: Side,
  result: AttachmentResult,
): Promise<readonly AttachmentResult[]> {
  if (result.kind !== 'copied' && result.kind !== 'found') return [];
  const { write } = result;
  if (write.replaces === null) return [];
  const dropped = await trackers[side].deleteAttachment(write.replaces);
  return [{ kind: 'replaced', write, isGone: dropped === 'done' }];
}
