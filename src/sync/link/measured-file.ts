/** A file on its way from one tracker to the other: counted and digested as its bytes pass. */
import { createHash } from 'node:crypto';
import type { Attachment } from '../../core/model';
import type { FileContent, NewFile, Tracker } from '../../ports';

export class MeasuredFile implements NewFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly mimeType: string | null;
  readonly original: NewFile['original'];
  private sha256 = createHash('sha256');

  /** @param siteName what people call the side that the original is on */
  constructor(
    private readonly source: Tracker,
    private readonly attachment: Attachment,
    siteName: string,
  ) {
    this.name = attachment.name;
    this.sizeBytes = attachment.sizeBytes;
    this.mimeType = attachment.mimeType;
    this.original = { url: attachment.url, by: `${attachment.author.name} in ${siteName}` };
  }

  async open(): Promise<FileContent | null> {
    const content = await this.source.openAttachment(this.attachment.id);
    if (!content) return null;
    const sha256 = createHash('sha256');
    this.sha256 = sha256;
    const digesting = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        sha256.update(chunk);
        controller.enqueue(chunk);
      },
    });
    return content.pipeThrough(digesting);
  }

  /** SHA-256 in hex of what has passed; to be asked once, after the last byte. */
  digest(): string {
    return this.sha256.digest('hex');
  }
}

/** SHA-256 in hex of an attachment's content, read without keeping it; `null` where it is gone. */
export async function digestAttachment(
  tracker: Tracker,
  attachmentId: string,
): Promise<string | null> {
  const content = await tracker.openAttachment(attachmentId);
  if (!content) return null;
  const sha256 = createHash('sha256');
  for await (const chunk of content) sha256.update(chunk);
  return sha256.digest('hex');
}
