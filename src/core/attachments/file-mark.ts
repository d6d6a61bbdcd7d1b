/** Comments that link to a file too large to cross. */
import type { Attachment, Snapshot } from '../model';

/**
 * How such a comment says so: in `Comment.copyOf`, where a copy of a comment names its original. No
 * tracker has comment ids with a blank in them.
 */
export function fileMark(attachmentId: string): string {
  return `file ${attachmentId}`;
}

/** The comment across that links to a file which is too large, if there is one. */
export function findFileLink(original: Attachment, across: Snapshot): string | null {
  const mark = fileMark(original.id);
  return across.comments.find((comment) => comment.copyOf === mark)?.id ?? null;
}
