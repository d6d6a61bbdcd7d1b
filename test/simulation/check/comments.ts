/**
 * Comments: each is across once (I1, I3), what is private is not (I6), an original is as its author
 * left it (I2), and the trail tells of every copy (I8).
 */
import { acrossFrom, SIDES, type Side } from '../script/steps';
import type { BookComment } from '../world/book';
import { flowsTo } from '../world/configurations';
import { linkIdsOf, type Pair, type Scene } from './scene';
import type { SeenComment } from './seen';

export function findWrongComments(scene: Scene): readonly string[] {
  const comments = [...scene.world.book.comments.values()];
  return scene.pairs.flatMap((pair) =>
    SIDES.flatMap((side) => {
      const written = comments.filter(({ issue }) => issue === pair.issues[side]);
      return [
        ...written.flatMap((comment) => compare(scene, pair, side, comment)),
        ...findUntold(scene, pair, acrossFrom(side), written),
      ];
    }),
  );
}

/** Each copy that stands was told of when it was made. */
function findUntold(
  scene: Scene,
  pair: Pair,
  side: Side,
  originals: readonly BookComment[],
): readonly string[] {
  const copies = originals.flatMap(({ word }) => withWord(pair.seen[side].comments, word)).length;
  const linkIds = linkIdsOf(scene, pair);
  const lines = scene.audit.filter(
    (line) =>
      line.kind === 'comment-copied' &&
      linkIds.has(line.linkId) &&
      line.side === (side === 'jira' ? 'jira' : 'remote'),
  ).length;
  return lines >= copies
    ? []
    : [
        `I8 told: ${copies} copies of comments of ${pair.name} are in ${side}, and the trail has ${lines}`,
      ];
}

function compare(scene: Scene, pair: Pair, side: Side, comment: BookComment): string[] {
  const name = `"${comment.word}" of ${pair.name} (${side} comment ${comment.id})`;
  const copies = withWord(pair.seen[acrossFrom(side)].comments, comment.word);
  const originals = withWord(pair.seen[side].comments, comment.word);
  const broken: string[] = [];
  if (!comment.isDeleted && !originals.some(({ id }) => id === comment.id)) {
    broken.push(`I2 nothing lost: ${name} is not as its author left it`);
  }
  if (originals.some(({ id }) => id !== comment.id)) {
    broken.push(`I3 once: ${name} came back to where it was written`);
  }
  if (copies.length > 1) broken.push(`I3 once: ${name} was copied ${copies.length} times`);
  // Nobody can tell whose copy it is once its original is gone and the pair was parted.
  if (comment.isPrivate && !comment.isDeletedApart && copies.length > 0)
    broken.push(`I6 private: ${name} is across`);
  const isWanted =
    !comment.isDeleted &&
    !comment.isPrivate &&
    flowsTo(scene.configurations.now.comments, acrossFrom(side));
  if (pair.isHalted || comment.isPrivate) return broken;
  if (isWanted && copies.length === 0) broken.push(`I1 converge: ${name} has no copy`);
  if (!isWanted && !comment.isDeletedApart && copies.length > 0)
    broken.push(`I1 converge: ${name} should have no copy`);
  return broken;
}

function withWord(comments: readonly SeenComment[], word: string): readonly SeenComment[] {
  return comments.filter(({ text }) => text.split(' ').includes(word));
}
