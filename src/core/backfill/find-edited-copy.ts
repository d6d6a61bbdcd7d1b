/** Copies that people edited since they were written: then they are theirs, too. */
import { withFiles } from '../attachments/issue-files';
import { composeCopy } from '../comments/compose-copy';
import { toBaseValue } from '../digest';
import type { AttachmentPair, CommentPair, TimePair } from '../link';
import type { Mapping } from '../mapping';
import { otherSide, type RichText, type Side, type Snapshot } from '../model';
import { plainTextOf } from '../texts/plain-text';
import { stateOf } from '../time/plan-time';

/** Redmine keeps hundredths of an hour, Jira whole minutes. */
const ROUNDING_SECONDS = 60;

export interface Copied {
  readonly mapping: Mapping;
  readonly comments: readonly CommentPair[];
  readonly attachments: readonly AttachmentPair[];
  readonly time: readonly TimePair[];
  /** Absent: gone or hidden, and nothing is known of its copies. */
  readonly snapshots: Readonly<Partial<Record<Side, Snapshot>>>;
}

/**
 * What of the two issues is a copy that does not say any more what the app wrote there; `null`: none.
 * A copy whose original was edited meanwhile cannot be compared, and counts as the app's.
 */
export function findEditedCopy(copied: Copied): string | null {
  return findEditedComment(copied) ?? findEditedTime(copied);
}

function findEditedComment({ comments, snapshots, ...copied }: Copied): string | null {
  const mapping = withFiles(copied.mapping, snapshots, copied.attachments, new Map());
  for (const pair of comments) {
    const { origin } = pair;
    const across = otherSide(origin);
    const original = snapshots[origin]?.comments.find(({ id }) => id === pair[origin]);
    const copy = snapshots[across]?.comments.find(({ id }) => id === pair[across]);
    if (!original || !copy || pair.withdrawn || toBaseValue(original.body) !== pair.digest)
      continue;
    const written = wordsOf(composeCopy(mapping, origin, original));
    if (wordsOf(copy.body) !== written) {
      return `the copy of a comment by ${original.author.name} in ${snapshots[across]?.key}`;
    }
  }
  return null;
}

function findEditedTime({ time, snapshots }: Copied): string | null {
  for (const pair of time) {
    const across = otherSide(pair.origin);
    const original = snapshots[pair.origin]?.timeEntries?.find(
      ({ id }) => id === pair[pair.origin],
    );
    const copy = snapshots[across]?.timeEntries?.find(({ id }) => id === pair[across]);
    if (!original || !copy || pair.is !== 'copy' || stateOf(original) !== pair.digest) continue;
    const isAsLong = Math.abs(copy.seconds - original.seconds) < ROUNDING_SECONDS;
    if (!isAsLong || copy.spentOn !== original.spentOn) {
      return `the copy of time spent by ${original.author.name} in ${snapshots[across]?.key}`;
    }
  }
  return null;
}

/** How a tracker marks up what it was sent is its own affair. */
function wordsOf(text: RichText): string {
  const plain = text.format === 'adf' ? plainTextOf(text.doc) : text.source;
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
