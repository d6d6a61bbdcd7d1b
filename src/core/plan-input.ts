/** What one link is planned from: its base and one read of each side. */
import type { Crossing } from './convert';
import type { BaseText } from './convert-text';
import type { Authorship } from './find-overwritten';
import type { AttachmentPair, CommentPair, Link } from './link';
import type { Mapping } from './mapping';
import type { Side, Snapshot } from './model';

export interface PlanInput {
  readonly mapping: Mapping;
  readonly link: Link;
  readonly comments: readonly CommentPair[];
  readonly attachments: readonly AttachmentPair[];
  readonly snapshots: Readonly<Record<Side, Snapshot>>;
  readonly texts: Readonly<Record<string, BaseText>>;
  readonly authorship: Readonly<Record<Side, (personId: string) => Authorship>>;
  /** The twins of issues that fields name. */
  readonly twins?: Crossing['twins'];
  readonly nowMs: number;
}
