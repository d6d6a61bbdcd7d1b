/** Whether a run left anything behind that is worth a storage write. */
import type { AttachmentPair, CommentPair, Link, RelationPair, SideBase, TimePair } from './link';

interface LinkState {
  readonly link: Link;
  readonly comments: readonly CommentPair[];
  readonly attachments: readonly AttachmentPair[];
  readonly relations: readonly RelationPair[];
  readonly time: readonly TimePair[];
}

/** Whether the pairs are the same, whoever made the lists. */
export function samePairs<T>(before: readonly T[], after: readonly T[]): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after);
}

/** When it was read, and entries that changed nothing for us, do not count. */
export function hasMoved(before: LinkState, after: LinkState): boolean {
  return before.link.version === 0 || comparable(before) !== comparable(after);
}

function comparable({ link, comments, attachments, relations, time }: LinkState): string {
  const { jira, remote } = link.sides;
  return JSON.stringify([
    { ...link, sides: null, comparedAtMs: 0, version: 0 },
    lasting(jira),
    lasting(remote),
    comments,
    attachments,
    relations,
    time,
  ]);
}

function lasting(base: SideBase): unknown {
  const fields = Object.entries(base.fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...base, fields, lastEntryId: 0, readAtMs: 0, updatedAtMs: 0 };
}
