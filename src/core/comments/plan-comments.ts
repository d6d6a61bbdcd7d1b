/**
 * What becomes of the comments: originals are copied, their edits follow, and what was deleted or
 * turned private is taken back. Originals themselves are never touched.
 */
import { digestText } from '../digest';
import { saysTakenBack, stillTaken } from '../intents';
import type { CommentIntent, CommentPair, Problem, Withdrawal } from '../link';
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
  const standing = known.flatMap((pair) => {
    const newer = findNewerCopy(pair, snapshots);
    if (newer) return [pairOf(pair.origin, pair[pair.origin], newer, UNKNOWN_DIGEST)];
    const isOver =
      startsAnew(pair, snapshots[pair.origin]) || wasTakenBack(pair, snapshots, intents);
    return isOver ? [] : [pair];
  });
  const adopted = adoptCopies(standing, snapshots, () => UNKNOWN_DIGEST);
  const pairs = adoptOrphans(adopted, snapshots, intents);
  if (!mapping.comments) return { pairs, writes: [] };
  const { direction } = mapping.comments;
  const writes = SIDES.flatMap((origin) => {
    const flows = flowsTo(direction, otherSide(origin));
    return [
      ...(flows ? planForward(origin, pairs, snapshots) : []),
      ...planBack(origin, pairs, snapshots, flows),
    ];
  });
  return { pairs, writes };
}

/** The copy that a lost run made in place of one that it had taken back before. */
function findNewerCopy(
  pair: CommentPair,
  snapshots: Readonly<Record<Side, Snapshot>>,
): Comment | undefined {
  const across = otherSide(pair.origin);
  const { comments } = snapshots[across];
  const mayStand =
    !pair.withdrawn &&
    (comments.some(({ id }) => id === pair[across]) || mayBeOlder(snapshots[across], pair[across]));
  if (mayStand) return undefined;
  return comments.find(({ id, copyOf }) => copyOf === pair[pair.origin] && id !== pair[across]);
}

/** Without a copy across, and as good as new: what stood in the way of one is over. */
function startsAnew(pair: CommentPair, source: Snapshot): boolean {
  const original = source.comments.find(({ id }) => id === pair[pair.origin]);
  switch (pair.withdrawn) {
    case 'original-restricted':
    case 'audience-changed':
      return original !== undefined && mayCross(original);
    case 'refused':
      return original ? !original.isPrivate : !mayBeOlder(source, pair[pair.origin]);
    default:
      return false;
  }
}

/** A run before took the copy back and was cut off: the original may have been published since. */
function wasTakenBack(
  pair: CommentPair,
  snapshots: Readonly<Record<Side, Snapshot>>,
  intents: readonly CommentIntent[],
): boolean {
  const across = otherSide(pair.origin);
  if (!saysTakenBack(intents, pair) || pair.withdrawn) return false;
  if (mayBeOlder(snapshots[across], pair[across])) return false;
  return snapshots[across].comments.every(({ id }) => id !== pair[across]);
}

/** What few may see crosses where the mapping says whom it is for across. */
function mayCross({ restricted, isPrivate }: Comment): boolean {
  return !restricted || isPrivate === true;
}

/** Whether the copy is shown to as many as its original is now; who narrowed it meant to. */
function fits(pair: CommentPair, original: Comment, copy: Comment | undefined): boolean {
  if (!original.isPrivate) return !pair.isPrivate;
  return pair.isPrivate === true && copy?.restricted !== false;
}

function planForward(
  origin: Side,
  pairs: readonly CommentPair[],
  snapshots: Readonly<Record<Side, Snapshot>>,
): CommentWrite[] {
  const across = otherSide(origin);
  const source = snapshots[origin];
  // What fewer people may see than the twin shows does not cross at all.
  if (source.restricted && !snapshots[across].restricted) return [];
  const pairOf = new Map(pairs.map((pair) => [pair[origin], pair]));
  const copies = new Map(snapshots[across].comments.map((comment) => [comment.id, comment]));
  return source.comments.flatMap((original): CommentWrite[] => {
    const pair = pairOf.get(original.id);
    if ((pair && pair.origin !== origin) || !mayCross(original)) return [];
    if (!pair) return original.copyOf ? [] : [{ kind: 'copy', origin, original }];
    if (pair.withdrawn || !fits(pair, original, copies.get(pair[across]))) return [];
    if (pair.digest === digestText(original.body)) return [];
    return [{ kind: 'edit', origin, original, copyId: pair[across] }];
  });
}

/** What is narrower now is taken back whichever way comments flow. */
function planBack(
  origin: Side,
  pairs: readonly CommentPair[],
  snapshots: Readonly<Record<Side, Snapshot>>,
  flows: boolean,
): CommentWrite[] {
  const across = otherSide(origin);
  const source = snapshots[origin];
  const seen = new Map(source.comments.map((comment) => [comment.id, comment]));
  const copies = new Map(snapshots[across].comments.map((comment) => [comment.id, comment]));
  const whyOf = (pair: CommentPair): Withdrawal | null => {
    const original = seen.get(pair[origin]);
    if (!original) return flows && !mayBeOlder(source, pair[origin]) ? 'original-deleted' : null;
    if (!mayCross(original)) return 'original-restricted';
    if (fits(pair, original, copies.get(pair[across]))) return null;
    return flows || original.isPrivate ? 'audience-changed' : null;
  };
  return pairs.flatMap((pair): CommentWrite[] => {
    if (pair.origin !== origin || pair.withdrawn) return [];
    const why = whyOf(pair);
    if (!why) return [];
    return [{ kind: 'take-back', origin, originalId: pair[origin], copyId: pair[across], why }];
  });
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
      return [pairOf(origin, original.id, copy, digestOf(original))];
    });
  });
  return [...known, ...adopted];
}

/**
 * The copies that two issues have of each other when a person links them, from a former pair. What
 * they carry is not known, so the first run carries it again.
 */
export function copiesOfFormerPair(
  snapshots: Readonly<Record<Side, Snapshot>>,
): readonly CommentPair[] {
  return adoptCopies([], snapshots, () => UNKNOWN_DIGEST);
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
    return copy ? [pairOf(origin, commentId, copy, UNKNOWN_DIGEST)] : [];
  });
  return [...known, ...orphans];
}

function pairOf(
  origin: Side,
  originalId: string,
  copy: Pick<Comment, 'id' | 'restricted'>,
  digest: string,
): CommentPair {
  return {
    origin,
    jira: origin === 'jira' ? originalId : copy.id,
    remote: origin === 'remote' ? originalId : copy.id,
    digest,
    ...(copy.restricted ? { isPrivate: true } : {}),
  };
}

/** A private original whose copy could not be made private, so there is none. */
export function refusedPairOf(origin: Side, original: Comment): CommentPair {
  const none = { id: '', restricted: true };
  return { ...pairOf(origin, original.id, none, ''), withdrawn: 'refused' };
}

/** The pair after its original was edited; one whose copy could not be is not tried until asked. */
export function editedPair(pair: CommentPair, original: Comment, isRefused: boolean): CommentPair {
  const { editRefused: _before, ...rest } = pair;
  const digest = digestText(original.body) ?? '';
  return { ...rest, digest, ...(isRefused ? { editRefused: true } : {}) };
}

/** As if the tracker had refused nothing, so that all of it is tried again. */
export function forgetCommentRefusals(pairs: readonly CommentPair[]): readonly CommentPair[] {
  return pairs
    .filter(({ withdrawn }) => withdrawn !== 'refused')
    .map(({ editRefused, ...pair }) => (editRefused ? { ...pair, digest: UNKNOWN_DIGEST } : pair));
}

/** Whether a refusal's comment is gone or public, or is to be tried again. */
export function isCommentProblemOver(problem: Problem, pairs: readonly CommentPair[]): boolean {
  return (
    problem.kind === 'comment-refused' &&
    !pairs.some(
      (pair) =>
        (pair.withdrawn === 'refused' || (pair.editRefused && !pair.withdrawn)) &&
        nameOfComment(pair) === problem.value,
    )
  );
}

/** How a problem names the comment that it is about. */
export function nameOfComment(pair: CommentPair): string {
  return `${pair.origin} ${pair[pair.origin]}`;
}

/**
 * The intents to save before the plan's copies are posted, or taken back for as long as it takes.
 * @param standing those of before: that a copy was taken back is said until its successor is saved
 */
export function intentsOf(
  writes: readonly CommentWrite[],
  standing: readonly CommentIntent[],
  atMs: number,
): readonly CommentIntent[] {
  return writes.flatMap((write): CommentIntent[] => {
    const { origin } = write;
    if (write.kind === 'copy') {
      const commentId = write.original.id;
      const isOf = (intent: CommentIntent) => intent.commentId === commentId;
      return [{ origin, commentId, atMs, ...stillTaken(standing, origin, isOf) }];
    }
    if (write.kind === 'edit' || write.why === 'original-deleted') return [];
    return [{ origin, commentId: write.originalId, atMs, takesBack: write.copyId }];
  });
}
