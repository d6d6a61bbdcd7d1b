import type { Context } from '../context';
import type { Attachment, JournalDetail } from '../data/model';
import { isBlank, isParamArray, isParamObject, type Param, textOf } from '../http/params';

/** Uploads that a request wants attached. */
export interface ClaimedUploads {
  readonly found: readonly Attachment[];
  /** Tokens that are unknown or used up. */
  readonly missing: number;
}

/** Looks the tokens of `uploads` up, and takes over the names and descriptions sent with them. */
export function claimUploads(context: Context, uploads: Param): ClaimedUploads {
  const list = isParamObject(uploads)
    ? Object.values(uploads)
    : isParamArray(uploads)
      ? uploads
      : [];
  const found: Attachment[] = [];
  let missing = 0;
  for (const upload of list) {
    if (!isParamObject(upload) || isBlank(upload.token)) continue;
    const attachment = findByToken(context, textOf(upload.token));
    if (attachment === undefined) {
      missing += 1;
      continue;
    }
    const filename = isBlank(upload.filename)
      ? attachment.filename
      : sanitizeFilename(textOf(upload.filename));
    const contentType = isBlank(upload.content_type)
      ? attachment.contentType
      : textOf(upload.content_type);
    const description = textOf(upload.description).trim();
    if (filename.length <= 255 && description.length <= 255) {
      found.push({ ...attachment, filename, contentType, description });
    }
  }
  return { found, missing };
}

/** Redmine's complaint about tokens that cannot be used; the whole request fails with it. */
export const uploadErrors = ({ missing }: ClaimedUploads): readonly string[] =>
  missing === 0 ? [] : [`${missing} file(s) could not be saved.`];

/** Attaches the uploads to an issue. @returns what its journal tells of it */
export function attachUploads(
  context: Context,
  issueId: number,
  { found }: ClaimedUploads,
): readonly JournalDetail[] {
  return found.map((attachment) => {
    context.db.put('attachment', { ...attachment, issueId });
    return {
      property: 'attachment',
      name: String(attachment.id),
      oldValue: null,
      newValue: attachment.filename,
    };
  });
}

function findByToken(context: Context, token: string): Attachment | undefined {
  const match = /^(\d+)\.([0-9a-f]+)$/.exec(token);
  const attachment = context.db.find('attachment', Number(match?.[1]));
  if (attachment === undefined || attachment.digest !== match?.[2]) return undefined;
  return attachment.issueId === null ? attachment : undefined;
}

/** The name alone, with what a file system would not take replaced. */
export function sanitizeFilename(name: string): string {
  return name.replace(/^[\s\S]*[\\/]/, '').replace(/[/?%*:|"'<>\n\r]+/g, '_');
}
