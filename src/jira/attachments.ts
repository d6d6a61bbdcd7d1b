/**
 * Files of Jira issues.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-attachments/
 */
import { randomUUID } from 'node:crypto';
import { parseAnswer } from '../http/answer';
import type { StreamedBody } from '../http/streamed';
import { toRefused } from '../http/to-refused';
import type { AddedFile, FileContent, NewFile, Refused } from '../ports';
import { type JiraClient, route } from './client';
import { addedAttachmentsSchema } from './wire';

/** The content from Jira itself: by default Jira sends on to its media host. */
export function openAttachment(client: JiraClient, id: string): Promise<FileContent | null> {
  return client.open(route`/rest/api/3/attachment/content/${id}?redirect=false`);
}

/** One request a file: Jira takes several in a form, and says nothing of which one it refuses. */
export async function addAttachments(
  client: JiraClient,
  issueId: string,
  files: readonly NewFile[],
): Promise<readonly AddedFile[]> {
  const added: AddedFile[] = [];
  for (const file of files) added.push(await addAttachment(client, issueId, file));
  return added;
}

async function addAttachment(
  client: JiraClient,
  issueId: string,
  file: NewFile,
): Promise<AddedFile> {
  const content = await file.open();
  if (!content) return { kind: 'vanished' };
  const path = route`/rest/api/3/issue/${issueId}/attachments`;
  try {
    const answer = await client.send({ method: 'POST', path, file: toForm(file, content) });
    const [attachment] = parseAnswer(answer, addedAttachmentsSchema);
    return {
      kind: 'added',
      attachmentId: attachment?.id ?? null,
      sizeBytes: attachment?.size ?? null,
      sha256: null,
    };
  } catch (error) {
    return toRefused(error);
  }
}

/** A form with one part, `file`, written by hand since a `FormData` would hold the file whole. */
function toForm(file: NewFile, content: FileContent): StreamedBody {
  const boundary = `file-${randomUUID()}`;
  const encoder = new TextEncoder();
  const head = encoder.encode(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quote(file.name)}"\r\nContent-Type: ${typeOf(file)}\r\n\r\n`,
  );
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`);
  const framing = new TransformStream<Uint8Array, Uint8Array>({
    start: (controller) => controller.enqueue(head),
    flush: (controller) => controller.enqueue(tail),
  });
  return {
    stream: content.pipeThrough(framing),
    type: `multipart/form-data; boundary=${boundary}`,
    sizeBytes: head.byteLength + file.sizeBytes + tail.byteLength,
  };
}

/** As browsers write names in forms. https://html.spec.whatwg.org/#multipart-form-data */
function quote(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A type comes from the other tracker: only the form of one goes into a header. */
function typeOf({ mimeType }: NewFile): string {
  return mimeType !== null && /^[\w.+-]+\/[\w.+-]+$/.test(mimeType)
    ? mimeType
    : 'application/octet-stream';
}

export async function deleteAttachment(client: JiraClient, id: string): Promise<'done' | Refused> {
  const path = route`/rest/api/3/attachment/${id}`;
  try {
    await client.send({ method: 'DELETE', path, accept: [404] });
    return 'done';
  } catch (error) {
    return toRefused(error);
  }
}

/** `…/file/<media id>/binary?…` */
const MEDIA_ADDRESS = /\/file\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//i;

/**
 * The media ids that ADF names files by. No field of the API tells them; they stand in the address
 * that the content is had from.
 */
export async function findMediaIds(
  client: JiraClient,
  attachmentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const id of attachmentIds) {
    const address = await client.findRedirect(route`/rest/api/3/attachment/content/${id}`);
    const mediaId = MEDIA_ADDRESS.exec(address ?? '')?.[1];
    if (mediaId !== undefined) found.set(id, mediaId);
  }
  return found;
}
