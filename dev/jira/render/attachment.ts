/** Attachments as the API shows them. */
import type { KnownCaller } from '../caller';
import type { JsonObject } from '../json';
import type { Site } from '../site/site';
import type { AttachmentDoc } from '../state/model';
import { renderUserById } from './user';

export function renderAttachment(
  site: Site,
  caller: KnownCaller,
  attachment: AttachmentDoc,
): JsonObject {
  const isPicture = attachment.mimeType.startsWith('image/');
  return {
    self: site.url(`attachment/${attachment.id}`),
    id: attachment.id,
    filename: attachment.filename,
    author: renderUserById(site, caller, attachment.authorId),
    created: site.timestamp(attachment.createdMs),
    size: attachment.sizeBytes,
    mimeType: attachment.mimeType,
    content: site.url(`attachment/content/${attachment.id}`),
    ...(isPicture ? { thumbnail: site.url(`attachment/thumbnail/${attachment.id}`) } : {}),
  };
}
