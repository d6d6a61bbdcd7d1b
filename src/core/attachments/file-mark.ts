/**
 * How a comment that links to a file too large to cross says so: in `Comment.copyOf`, where a copy
 * of a comment names its original. No tracker has comment ids with a blank in them.
 */
export function fileMark(attachmentId: string): string {
  return `file ${attachmentId}`;
}
