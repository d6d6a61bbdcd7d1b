/** What is written of attachments. */
import type { AttachmentPair } from '../link';
import type { Attachment, Side } from '../model';

/** A file across of the same name and size, whose content may be the same. */
export interface LookAlike {
  readonly attachment: Attachment;
  /** Where it is known already, else empty. */
  readonly digest: string;
}

export type AttachmentWrite =
  | {
      readonly kind: 'copy';
      readonly origin: Side;
      readonly original: Attachment;
      readonly lookAlikes: readonly LookAlike[];
      /** The copy under the original's former name, which goes once the new one stands. */
      readonly replaces: string | null;
    }
  | { readonly kind: 'link'; readonly origin: Side; readonly original: Attachment }
  | { readonly kind: 'take-back'; readonly pair: AttachmentPair };
