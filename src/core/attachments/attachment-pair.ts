/** Two files that are one, and what tells that they may be. */
import type { AttachmentPair } from '../link';
import type { Attachment, Side, Snapshot } from '../model';
import { isSameFileName } from './file-name';

/** A pair whose original is there and `across` is what stands for it. */
export function pairOf(
  origin: Side,
  original: Attachment,
  across: string,
  digest: string,
  is: AttachmentPair['is'],
): AttachmentPair {
  return {
    origin,
    jira: origin === 'jira' ? original.id : across,
    remote: origin === 'remote' ? original.id : across,
    name: original.name,
    digest,
    is,
  };
}

/** Whether their content may be the same, as far as name and size tell. */
export function looksLike(one: Attachment, other: Attachment): boolean {
  return isSameSize(one, other) && isSameFileName(one.name, other.name);
}

export function isSameSize(one: Attachment, other: Attachment): boolean {
  return one.sizeBytes === other.sizeBytes;
}

/** What has a pair already. */
export function idsOf(pairs: readonly AttachmentPair[]): Readonly<Record<Side, Set<string>>> {
  return {
    jira: new Set(pairs.map((pair) => pair.jira)),
    remote: new Set(pairs.map((pair) => pair.remote)),
  };
}

/** The file of this id; an empty one names none. */
export function findById(snapshot: Snapshot, id: string): Attachment | undefined {
  return id === '' ? undefined : snapshot.attachments.find((file) => file.id === id);
}
