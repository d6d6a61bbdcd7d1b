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

export interface EditedCopy {
  readonly kind: 'comment' | 'time';
  readonly side: Side;
  /** The copy's. */
  readonly id: string;
  /** Whose copy it is, and where. */
  readonly what: string;
}

/**
 * What of the two issues is a copy that does not say any more what the app wrote there. A copy whose
 * original was edited meanwhile cannot be compared, and counts as the app's.
 */
export function findEditedCopies(copied: Copied): readonly EditedCopy[] {
  return [...findEditedComments(copied), ...findEditedTime(copied)];
}

function findEditedComments({ comments, snapshots, ...copied }: Copied): readonly EditedCopy[] {
  const mapping = withFiles(copied.mapping, snapshots, copied.attachments, new Map());
  return comments.flatMap((pair): EditedCopy[] => {
    const { origin } = pair;
    const across = otherSide(origin);
    const original = snapshots[origin]?.comments.find(({ id }) => id === pair[origin]);
    const copy = snapshots[across]?.comments.find(({ id }) => id === pair[across]);
    if (!original || !copy || pair.withdrawn) return [];
    if (toBaseValue(original.body) !== pair.digest) return [];
    if (wordsOf(copy.body) === wordsOf(composeCopy(mapping, origin, original))) return [];
    const what = `the copy of a comment by ${original.author.name} in ${snapshots[across]?.key}`;
    return [{ kind: 'comment', side: across, id: copy.id, what }];
  });
}

function findEditedTime({ time, snapshots }: Copied): readonly EditedCopy[] {
  return time.flatMap((pair): EditedCopy[] => {
    const { origin } = pair;
    const across = otherSide(origin);
    const original = snapshots[origin]?.timeEntries?.find(({ id }) => id === pair[origin]);
    const copy = snapshots[across]?.timeEntries?.find(({ id }) => id === pair[across]);
    if (!original || !copy || pair.is !== 'copy' || stateOf(original) !== pair.digest) return [];
    const isAsLong = Math.abs(copy.seconds - original.seconds) < ROUNDING_SECONDS;
    if (isAsLong && copy.spentOn === original.spentOn) return [];
    const what = `the copy of time spent by ${original.author.name} in ${snapshots[across]?.key}`;
    return [{ kind: 'time', side: across, id: copy.id, what }];
  });
}

/** How a tracker marks up what it was sent is its own affair. */
function wordsOf(text: RichText): string {
  const plain = text.format === 'adf' ? plainTextOf(text.doc) : text.source;
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
