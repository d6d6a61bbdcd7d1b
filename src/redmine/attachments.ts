/**
 * Files of Redmine issues: an upload gives a token, and an edit of the issue attaches it. Redmine
 * clears away what was uploaded and never attached.
 * https://www.redmine.org/projects/redmine/wiki/Rest_api#Attaching-files
 */
import { cutText } from '../core/cut-text';
import { parseAnswer } from '../http/answer';
import { toRefused } from '../http/to-refused';
import type { AddedFile, FileContent, NewFile, Refused } from '../ports';
import type { RedmineClient } from './client';
import { uploadAnswerSchema } from './wire';

/** Redmine's limit on names and descriptions. */
const MAX_LENGTH = 255;

export function openAttachment(client: RedmineClient, id: string): Promise<FileContent | null> {
  return client.open(`/attachments/download/${encodeURIComponent(id)}`);
}

/** All files of one edit stand in one journal, and one mail tells of them. */
export async function addAttachments(
  client: RedmineClient,
  issueId: string,
  files: readonly NewFile[],
): Promise<readonly AddedFile[]> {
  const uploads: { readonly file: NewFile; readonly upload: Upload }[] = [];
  for (const file of files) uploads.push({ file, upload: await upload(client, file) });
  const taken = uploads.flatMap(({ file, upload }) =>
    upload.kind === 'uploaded' ? [{ file, token: upload.token }] : [],
  );
  const refusal = await attach(client, issueId, taken);
  return uploads.map(({ upload }) => {
    if (upload.kind !== 'uploaded') return upload;
    if (refusal) return refusal;
    // Before 5.0 the token's digest is an MD5, and nothing to compare with.
    const digest = /^\d+\.([0-9a-f]{64})$/.exec(upload.token)?.[1];
    return {
      kind: 'added',
      attachmentId: upload.id,
      sizeBytes: null,
      sha256: digest ?? null,
    };
  });
}

type Upload =
  | { readonly kind: 'uploaded'; readonly token: string; readonly id: string | null }
  | Exclude<AddedFile, { kind: 'added' }>;

async function upload(client: RedmineClient, file: NewFile): Promise<Upload> {
  const content = await file.open();
  if (!content) return { kind: 'vanished' };
  try {
    const answer = await client.send({
      method: 'POST',
      path: '/uploads.json',
      query: { filename: file.name },
      file: { stream: content, type: 'application/octet-stream', sizeBytes: file.sizeBytes },
    });
    const { token, id } = parseAnswer(answer, uploadAnswerSchema).upload;
    return { kind: 'uploaded', token, id: id === undefined ? null : String(id) };
  } catch (error) {
    return toRefused(error);
  }
}

async function attach(
  client: RedmineClient,
  issueId: string,
  taken: readonly { readonly file: NewFile; readonly token: string }[],
): Promise<Refused | null> {
  if (taken.length === 0) return null;
  const uploads = taken.map(({ file, token }) => ({
    token,
    filename: file.name,
    description: describe(file),
    ...(file.mimeType === null ? {} : { content_type: file.mimeType }),
  }));
  const path = `/issues/${encodeURIComponent(issueId)}.json`;
  try {
    await client.send({ method: 'PUT', path, body: { issue: { uploads } } });
    return null;
  } catch (error) {
    return toRefused(error);
  }
}

/** Whose copy it is, for people and for us; the address stands whole. */
function describe({ original }: NewFile): string {
  const by = cutText(original.by, MAX_LENGTH - original.url.length - 2);
  return `${by}: ${original.url}`;
}

/**
 * The Jira attachment that a copy's description names.
 * @param siteUrl Jira's address, without a trailing slash
 */
export function findCopiedAttachment(description: string, siteUrl: string): string | null {
  const at = description.lastIndexOf(`: ${siteUrl}/rest/api/3/attachment/content/`);
  return at < 0 ? null : (/\/(\d+)$/.exec(description)?.[1] ?? null);
}

export async function deleteAttachment(
  client: RedmineClient,
  id: string,
): Promise<'done' | Refused> {
  const path = `/attachments/${encodeURIComponent(id)}.json`;
  try {
    await client.send({ method: 'DELETE', path, accept: [404] });
    return 'done';
  } catch (error) {
    return toRefused(error);
  }
}
