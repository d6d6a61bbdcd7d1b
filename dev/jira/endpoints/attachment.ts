/** Attachments: upload, download by redirect to the media host or directly, delete. */
import { type Call, param, queryFlag } from '../http/call';
import { JiraError, refusal } from '../http/jira-error';
import { NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { addAttachments, deleteAttachment } from '../issues/attachments';
import { demand, findVisibleIssue, getIssue, projectOf } from '../issues/visible';
import { Writer } from '../issues/writer';
import { may } from '../permissions/holds';
import { renderAttachment } from '../render/attachment';
import type { AttachmentDoc } from '../state/model';

function meta(call: Call): Reply {
  return ok({ enabled: true, uploadLimit: call.site.maxAttachmentBytes });
}

function upload(call: Call): Reply {
  const issue = getIssue(call);
  demand(
    call,
    'CREATE_ATTACHMENTS',
    projectOf(call.site, issue),
    403,
    'You do not have permission to create attachments for this issue.',
  );
  if (call.files.length === 0) throw refusal(400, "The part 'file' is missing or holds no file.");
  const attachments = addAttachments(new Writer(call), issue, call.files);
  return ok(attachments.map((entry) => renderAttachment(call.site, call.caller, entry)));
}

/** @throws JiraError 404 where there is none, or none for this caller. */
function getAttachment(call: Call): AttachmentDoc {
  const id = param(call, 'id');
  const attachment = call.site.world.attachments.get(id);
  const issue = attachment && findVisibleIssue(call.site, call.caller, attachment.issueId);
  if (attachment === undefined || issue === undefined) {
    throw refusal(404, `The attachment with id '${id}' does not exist`);
  }
  return attachment;
}

/** Here alone the id is a number. */
function get(call: Call): Reply {
  const attachment = getAttachment(call);
  return ok({
    ...renderAttachment(call.site, call.caller, attachment),
    id: Number(attachment.id),
  });
}

/** By default the bytes are had from the media host, whose address tells the media id. */
function content(call: Call): Reply {
  const attachment = getAttachment(call);
  if (!queryFlag(call, 'redirect', true)) return bytesOf(call, attachment);
  const name = encodeURIComponent(attachment.filename);
  const location = `${call.site.baseUrl}/media/file/${attachment.mediaId}/binary?token=double&dl=true&name=${name}`;
  return { status: 303, headers: { location } };
}

function bytesOf(call: Call, attachment: AttachmentDoc): Reply {
  const bytes = call.site.world.readContent(attachment.id);
  if (bytes === undefined) throw new Error(`attachment ${attachment.id} has lost its content`);
  const headers = {
    'accept-ranges': 'bytes',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`,
  };
  const range = readRange(call.headers.get('range'), bytes.byteLength);
  const type = attachment.mimeType;
  if (range === undefined) return { status: 200, content: { bytes, type }, headers };
  const [first, last] = range;
  return {
    status: 206,
    content: { bytes: bytes.subarray(first, last + 1), type },
    headers: { ...headers, 'content-range': `bytes ${first}-${last}/${bytes.byteLength}` },
  };
}

/** @throws JiraError 416 where the file has no such bytes. */
function readRange(
  header: string | null,
  size: number,
): readonly [first: number, last: number] | undefined {
  const parts = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (parts === null) return undefined;
  const first = Number(parts[1]);
  const last = Math.min(size - 1, parts[2] === '' ? size - 1 : Number(parts[2]));
  if (first > last) {
    throw new JiraError(
      416,
      { errorMessages: ['The requested range is not satisfiable.'], errors: {} },
      { 'content-range': `bytes */${size}` },
    );
  }
  return [first, last];
}

function remove(call: Call): Reply {
  const attachment = getAttachment(call);
  const issue = getIssueOf(call, attachment);
  const project = projectOf(call.site, issue);
  const isOwn = attachment.authorId === call.caller.user.accountId;
  const mayDelete =
    may(call.site, call.caller, 'DELETE_ALL_ATTACHMENTS', project) ||
    (isOwn && may(call.site, call.caller, 'DELETE_OWN_ATTACHMENTS', project));
  if (!mayDelete) {
    throw refusal(403, `You do not have permission to delete attachment with id: ${attachment.id}`);
  }
  deleteAttachment(new Writer(call), attachment);
  return NO_CONTENT;
}

function getIssueOf(call: Call, attachment: AttachmentDoc) {
  const issue = call.site.world.issues.get(attachment.issueId);
  if (issue === undefined) throw new Error(`attachment ${attachment.id} has no issue`);
  return issue;
}

/** The media host: whoever knows the media id, which nobody can guess, gets the bytes. */
function mediaBinary(call: Call): Reply {
  const attachment = call.site.world.findAttachmentByMediaId(param(call, 'mediaId'));
  if (attachment === undefined) throw refusal(404, 'File not found.');
  return bytesOf(call, attachment);
}

export const attachmentRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/attachment/meta', kind: 'read', handle: meta },
  { method: 'GET', path: '/rest/api/3/attachment/{id}', kind: 'read', handle: get },
  { method: 'DELETE', path: '/rest/api/3/attachment/{id}', kind: 'write', handle: remove },
  { method: 'GET', path: '/rest/api/3/attachment/content/{id}', kind: 'read', handle: content },
  { method: 'GET', path: '/rest/api/3/attachment/thumbnail/{id}', kind: 'read', handle: content },
  {
    method: 'POST',
    path: '/rest/api/3/issue/{issueIdOrKey}/attachments',
    kind: 'write',
    body: 'multipart',
    handle: upload,
  },
  {
    method: 'GET',
    path: '/media/file/{mediaId}/binary',
    kind: 'read',
    anonymous: true,
    handle: mediaBinary,
  },
];
