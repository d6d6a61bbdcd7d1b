import { createHash } from 'node:crypto';
import type { Context } from '../context';
import type { Attachment } from '../data/model';
import { type Answer, DONE, invalid, ok } from '../http/answer';
import { isBlank, isParamObject, type Param, textOf } from '../http/params';
import { renderAttachment } from '../render/attachment';
import { sanitizeFilename } from '../rules/attachments';
import { authorizeAnywhere, denyAccess, notFound } from '../rules/authorize';
import { writeJournal } from '../rules/journal';
import { contentTypeOf } from '../rules/mime-types';
import { isAllowed } from '../rules/permissions';
import { makeApiKey } from '../rules/random';
import { isIssueVisible } from '../rules/visibility';

/** The body is the file; its token attaches it to one issue, once. */
export function uploadAttachment(context: Context): Answer {
  authorizeAnywhere(context, 'attachments/upload');
  const { db, params, request, settings } = context;
  const contentType = request.headers.get('content-type')?.split(';')[0]?.trim();
  if (contentType !== 'application/octet-stream') return { kind: 'refused', status: 406 };
  const max = settings.maxAttachmentBytes;
  if (request.body.byteLength > max) {
    return invalid([
      `This file cannot be uploaded because it exceeds the maximum allowed file size (${max})`,
    ]);
  }
  const filename = isBlank(params.filename)
    ? makeApiKey(context.random).slice(0, 32)
    : sanitizeFilename(textOf(params.filename));
  if (filename.length > 255) return invalid(['File is too long (maximum is 255 characters)']);
  const digest = createHash('sha256').update(request.body).digest('hex');
  db.putContent(digest, request.body);
  const { id } = db.insert('attachment', {
    issueId: null,
    filename,
    filesize: request.body.byteLength,
    contentType: isBlank(params.content_type)
      ? contentTypeOf(filename)
      : textOf(params.content_type),
    description: null,
    digest,
    authorId: context.actor.user.id,
    createdOnMs: context.nowMs,
  });
  return { kind: 'json', status: 201, body: { upload: { id, token: `${id}.${digest}` } } };
}

export function showAttachment(context: Context): Answer {
  return ok({ attachment: renderAttachment(context, getReadable(context)) });
}

/** `GET /attachments/download/:id` and `GET /attachments/download/:id/:filename` */
export function downloadAttachment(context: Context): Answer {
  const { filename } = context.path;
  const attachment = getAttachment(context);
  if (!isReadable(context, attachment)) {
    if (context.actor.isLoggedIn) throw denyAccess(context);
    return {
      kind: 'loginForFile',
      contentType: contentTypeOf(filename ?? ''),
      url: `${context.baseUrl}/login`,
    };
  }
  if (filename !== undefined && filename !== attachment.filename) throw notFound();
  const { contentType } = attachment;
  const isVague = contentType === null || contentType === 'application/octet-stream';
  return {
    kind: 'file',
    content: context.db.getContent(attachment.digest),
    contentType: isVague
      ? (contentTypeOf(attachment.filename) ?? 'application/octet-stream')
      : contentType,
    filename: attachment.filename,
  };
}

export function updateAttachment(context: Context): Answer {
  const before = getAttachment(context);
  if (!mayChange(context, before)) throw denyAccess(context);
  const sent = isParamObject(context.params.attachment) ? context.params.attachment : {};
  const text = (value: Param, fallback: string | null): string | null =>
    value === undefined ? fallback : textOf(value);
  const after: Attachment = {
    ...before,
    filename: sanitizeFilename(text(sent.filename, before.filename) ?? ''),
    contentType: text(sent.content_type, before.contentType),
    description: text(sent.description, before.description),
  };
  if (after.filename === '') return invalid(['File cannot be blank']);
  if ((after.description ?? '').length > 255) {
    return invalid(['Description is too long (maximum is 255 characters)']);
  }
  context.db.put('attachment', after);
  return DONE;
}

/** The issue's history tells of it, its `updated_on` does not. */
export function destroyAttachment(context: Context): Answer {
  const attachment = getAttachment(context);
  if (!mayChange(context, attachment)) throw denyAccess(context);
  context.db.remove('attachment', attachment.id);
  if (attachment.issueId === null) return DONE;
  const journal = writeJournal(context, {
    issueId: attachment.issueId,
    notes: '',
    privateNotes: false,
    details: [
      {
        property: 'attachment',
        name: String(attachment.id),
        oldValue: attachment.filename,
        newValue: null,
      },
    ],
  });
  if (journal !== undefined) {
    context.events.push({ kind: 'updated', issueId: attachment.issueId, journal });
  }
  return DONE;
}

function getAttachment(context: Context): Attachment {
  const attachment = context.db.find('attachment', Number(context.path.id));
  if (attachment === undefined) throw notFound();
  return attachment;
}

function getReadable(context: Context): Attachment {
  const attachment = getAttachment(context);
  if (!isReadable(context, attachment)) throw denyAccess(context);
  return attachment;
}

/** Who sees the issue; of an upload not yet attached, who made it. */
function isReadable({ db, actor }: Context, attachment: Attachment): boolean {
  const issue = db.find('issue', attachment.issueId);
  return issue === undefined
    ? attachment.authorId === actor.user.id
    : isIssueVisible(db, actor, issue);
}

/** Who may edit the issue; of an upload not yet attached, who made it. */
function mayChange(context: Context, attachment: Attachment): boolean {
  const { db, actor } = context;
  const issue = db.find('issue', attachment.issueId);
  if (issue === undefined) return attachment.authorId === actor.user.id;
  const project = db.get('project', issue.projectId);
  return (
    isAllowed(db, actor, 'edit_issues', project) ||
    (issue.authorId === actor.user.id && isAllowed(db, actor, 'edit_own_issues', project))
  );
}
