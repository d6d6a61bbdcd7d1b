/**
 * What becomes of the comments: originals are copied, their edits follow, and what was deleted or
 * turned private is taken back. Originals themselves are never touched.
 */
import { digestText } from '../digest';
import type { CommentIntent, CommentPair, Withdrawal } from '../link';
import { flowsTo, type Mapping } from '../mapping';
import { type Comment, otherSide, SIDES, type Side, type Snapshot } from '../model';

export type CommentWrite =
  | { readonly kind: 'copy'; readonly origin: Side; readonly original: Comment }
  | {
      readonly kind: 'edit';
      readonly origin: Side;
      readonly original: Comment;
      readonly copyId: string;
    }
  | {
      readonly kind: 'take-back';
      readonly origin: Side;
      readonly originalId: string;
      readonly copyId: string;
      readonly why: Withdrawal;
    };

export interface CommentPlan {
  /** The pairs as they are known now, copies that a lost run left behind included. */
  readonly pairs: readonly CommentPair[];
  readonly writes: readonly CommentWrite[];
}

/**
 * Compares the comments of both sides with the pairs known so far.
 * @param intents copies that an earlier run announced and may have posted
 */
export function planComments(
  mapping: Mapping,
  known: readonly CommentPair[],
  snapshots: Readonly<Record<Side, Snapshot>>,
  intents: readonly CommentIntent[] = [],
): CommentPlan {
  // What a lost run carried over may be older than the original is now: it is carried again.
  const standing = known.filter((pair) => !isPublishedAgain(pair, snapshots));
  const adopted = adoptCopies(
    standing.length === known.length ? known : standing,
    snapshots,
    () => UNKNOWN_DIGEST,
  );
  const pairs = adoptOrphans(adopted, snapshots, intents);
  if (!mapping.comments) return { pairs, writes: [] };
  const { direction } = mapping.comments;
  const writes = SIDES.flatMap((origin) =>
    flowsTo(direction, otherSide(origin)) ? planFrom(origin, pairs, snapshots) : [],
  );
  return { pairs, writes };
}

/** Its copy was taken back while it was restricted; now it is as good as new. */
function isPublishedAgain(pair: CommentPair, snapshots: Readonly<Record<Side, Snapshot>>): boolean {
  if (pair.withdrawn !== 'original-restricted') return false;
  const original = snapshots[pair.origin].comments.find(({ id }) => id === pair[pair.origin]);
  return original !== undefined && !original.restricted;
}

function planFrom(
  origin: Side,
  pairs: readonly CommentPair[],
  snapshots: Readonly<Record<Side, Snapshot>>,
): CommentWrite[] {
  const source = snapshots[origin];
  // What fewer people may see than the twin shows does not cross at all.
  if (source.restricted && !snapshots[otherSide(origin)].restricted) return [];
  const pairOf = new Map(pairs.map((pair) => [pair[origin], pair]));
  const seen = new Map(source.comments.map((comment) => [comment.id, comment]));

  const forward = source.comments.flatMap((original): CommentWrite[] => {
    const pair = pairOf.get(original.id);
    if (pair && pair.origin !== origin) return [];
    if (!pair)
      return original.restricted || original.copyOf ? [] : [{ kind: 'copy', origin, original }];
    if (pair.withdrawn || original.restricted || pair.digest === digestText(original.body))
      return [];
    return [{ kind: 'edit', origin, original, copyId: pair[otherSide(origin)] }];
  });
  const back = pairs.flatMap((pair): CommentWrite[] => {
    if (pair.origin !== origin || pair.withdrawn) return [];
    const original = seen.get(pair[origin]);
    if (original ? !original.restricted : mayBeOlder(source, pair[origin])) return [];
    return [
      {
        kind: 'take-back',
        origin,
        originalId: pair[origin],
        copyId: pair[otherSide(origin)],
        why: original ? 'original-restricted' : 'original-deleted',
      },
    ];
  });
  return [...forward, ...back];
}

/** Whether the comment may be one that the read left out. Ids grow with time on both sides. */
function mayBeOlder(source: Snapshot, commentId: string): boolean {
  if (!source.hasOlderComments) return false;
  return source.comments.every((shown) => Number(commentId) < Number(shown.id));
}

const UNKNOWN_DIGEST = '';

/**
 * Copies say whose copies they are: pairs those that are not paired yet.
 * @param digestOf what of the original the copy carries
 */
export function adoptCopies(
  known: readonly CommentPair[],
  snapshots: Readonly<Record<Side, Snapshot>>,
  digestOf: (original: Comment) => string,
): readonly CommentPair[] {
  const paired = new Set(known.flatMap((pair) => [`jira ${pair.jira}`, `remote ${pair.remote}`]));
  const adopted = SIDES.flatMap((origin) => {
    const copies = snapshots[otherSide(origin)].comments;
    return copies.flatMap((copy): CommentPair[] => {
      if (copy.copyOf === null || paired.has(`${otherSide(origin)} ${copy.id}`)) return [];
      const original = snapshots[origin].comments.find(({ id }) => id === copy.copyOf);
      if (!original || paired.has(`${origin} ${original.id}`)) return [];
      paired.add(`${origin} ${original.id}`);
      return [pairOf(origin, original.id, copy.id, digestOf(original))];
    });
  });
  return adopted.length > 0 ? [...known, ...adopted] : known;
}

/** A lost run's copy whose original was deleted before the next run saw either. */
function adoptOrphans(
  known: readonly CommentPair[],
  snapshots: Readonly<Record<Side, Snapshot>>,
  intents: readonly CommentIntent[],
): readonly CommentPair[] {
  const orphans = intents.flatMap(({ origin, commentId }): CommentPair[] => {
    if (known.some((pair) => pair[origin] === commentId)) return [];
    if (snapshots[origin].comments.some(({ id }) => id === commentId)) return [];
    const copies = snapshots[otherSide(origin)].comments;
    const copy = copies.find(({ copyOf }) => copyOf === commentId);
    return copy ? [pairOf(origin, commentId, copy.id, UNKNOWN_DIGEST)] : [];
  });
  return orphans.length > 0 ? [...known, ...orphans] : known;
}

function pairOf(origin: Side, originalId: string, copyId: string, digest: string): CommentPair {
  return {
    origin,
    jira: origin === 'jira' ? originalId : copyId,
    remote: origin === 'remote' ? originalId : copyId,
    digest,
  };
}

/** The intents to save before the plan's copies are posted. */
export function intentsOf(writes: readonly CommentWrite[], atMs: number): readonly CommentIntent[] {
  return writes.flatMap((write) =>
    write.kind === 'copy' ? [{ origin: write.origin, commentId: write.original.id, atMs }] : [],
  );
}
