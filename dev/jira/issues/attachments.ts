/** Attachments: files of an issue. */
import { noteAttachmentCreated, noteAttachmentDeleted } from '../events/issue-events';
import type { UploadedFile } from '../http/call';
import { refusal } from '../http/jira-error';
import type { AttachmentDoc, HistoryItem, IssueDoc } from '../state/model';
import type { World } from '../state/world';
import type { Writer } from './writer';

const FIRST_ATTACHMENT = 10_000;
const MOST_ATTACHMENTS = 2_000;

/** Adds the files of one upload: each with its own changelog entry and event. */
export function addAttachments(
  writer: Writer,
  issue: IssueDoc,
  files: readonly UploadedFile[],
): readonly AttachmentDoc[] {
  const present = writer.world.attachmentsByIssue.of(issue.id).length;
  if (present + files.length > MOST_ATTACHMENTS) {
    throw refusal(
      413,
      `The number of attachments on this work item has reached the limit of ${MOST_ATTACHMENTS}.`,
    );
  }
  return files.map((file) => add(writer, issue.id, file));
}

function add(writer: Writer, issueId: string, file: UploadedFile): AttachmentDoc {
  const { world, site } = writer;
  const issue = world.issues.get(issueId);
  if (issue === undefined) throw new Error(`issue ${issueId} vanished during an upload`);
  const attachment: AttachmentDoc = {
    id: world.nextId('attachment', FIRST_ATTACHMENT),
    issueId,
    mediaId: site.uuid(),
    authorId: writer.caller.user.accountId,
    createdMs: writer.nowMs,
    filename: file.filename,
    mimeType: file.mimeType,
    sizeBytes: file.bytes.byteLength,
  };
  world.attachments.put(attachment.id, attachment);
  world.writeContent(attachment.id, file.bytes);
  noteAttachmentCreated(writer.events, site, attachment);
  writer.update(issue, [attachmentItem(null, attachment)], 'issue_updated');
  return attachment;
}

export function deleteAttachment(writer: Writer, attachment: AttachmentDoc): void {
  noteAttachmentDeleted(writer.events, writer.site, attachment);
  removeAttachment(writer.world, attachment);
  const issue = writer.world.issues.get(attachment.issueId);
  if (issue !== undefined)
    writer.update(issue, [attachmentItem(attachment, null)], 'issue_updated');
}

/** Takes it out of the data without a word to anybody. */
export function removeAttachment(world: World, attachment: AttachmentDoc): void {
  world.attachments.remove(attachment.id);
  world.removeContent(attachment.id);
}

function attachmentItem(before: AttachmentDoc | null, after: AttachmentDoc | null): HistoryItem {
  return {
    field: 'Attachment',
    fieldtype: 'jira',
    fieldId: 'attachment',
    from: before?.id ?? null,
    fromString: before?.filename ?? null,
    to: after?.id ?? null,
    toString: after?.filename ?? null,
  };
}
