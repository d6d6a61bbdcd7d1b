/** What one link is planned from: its base and one read of each side. */

import type { Authorship } from './history/find-overwritten';
import type { AttachmentPair, CommentPair, Link } from './link';
import type { Mapping } from './mapping';
import type { Side, Snapshot } from './model';
import type { BaseText } from './texts/convert-text';
import type { Crossing } from './values/convert';

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
  /** What was refused before then is tried again: a person asked for it, or the rules changed. */
  readonly retriesBeforeMs?: number;
  readonly nowMs: number;
}
