import { type Context, formatInstant } from '../context';
import type { Attachment } from '../data/model';
import { userReference } from './named';

const THUMBNAILS = /\.(bmp|gif|jpg|jpe|jpeg|png|webp)$/i;

export function renderAttachment(context: Context, attachment: Attachment) {
  const { id, filename } = attachment;
  return {
    id,
    filename,
    filesize: attachment.filesize,
    content_type: attachment.contentType,
    description: attachment.description,
    content_url: `${context.baseUrl}/attachments/download/${id}/${encodeURIComponent(filename)}`,
    ...(THUMBNAILS.test(filename) && attachment.filesize > 0
      ? { thumbnail_url: `${context.baseUrl}/attachments/thumbnail/${id}` }
      : {}),
    author: userReference(context.db, attachment.authorId),
    created_on: formatInstant(attachment.createdOnMs),
  };
}
