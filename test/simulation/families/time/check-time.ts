/**
 * Spent time: each entry is across once (I1, I3) and as long as it is, what is restricted is not
 * (I6), an original is as its author left it (I2), and the trail tells of every copy (I8).
 */
import type { Pair, Scene } from '../../check/scene';
import { acrossFrom } from '../../script/steps';
import { flowsTo } from '../../world/configurations';
import { type BookTime, timeOf } from './logged';
import { seeTime } from './see-time';
import { timeDirectionOf } from './time';

export function findWrongTime(scene: Scene): readonly string[] {
  return scene.pairs.flatMap((pair) =>
    timeOf(scene.world)
      .filter(({ issue }) => pair.issues[issue.side] === issue)
      .flatMap((entry) => compare(scene, pair, entry)),
  );
}

function compare({ world, audit }: Scene, pair: Pair, entry: BookTime): readonly string[] {
  const { side } = entry.issue;
  const across = acrossFrom(side);
  const what = `spent time "${entry.word}" of ${pair.name} in ${side}`;
  const isIt = ({ word }: { readonly word: string | undefined }) => word === entry.word;
  const here = seeTime(world, side, entry.issue.id).filter(isIt);
  const copies = seeTime(world, across, pair.issues[across].id).filter(isIt);
  const broken: string[] = [];
  const original = here.find(({ id }) => id === entry.id);
  if (!entry.isDeleted && original?.minutes !== entry.minutes) {
    broken.push(`I2 nothing lost: ${what} is not as its author left it`);
  }
  if (here.some(({ id }) => id !== entry.id)) {
    broken.push(`I3 once: ${what} came back to where it was logged`);
  }
  if (copies.length > 1) broken.push(`I3 once: ${what} was copied ${copies.length} times`);
  if (entry.isPrivate && copies.length > 0) broken.push(`I6 private: ${what} is across`);
  const lines = audit.filter(
    ({ kind, linkId }) => kind === 'time-copied' && linkId === pair.linkId,
  );
  if (copies.length > lines.length) {
    broken.push(`I8 told: ${what} has a copy, and the trail does not say so`);
  }
  if (pair.isHalted || entry.isPrivate || entry.isLeftAlone) return broken;
  const isWanted = !entry.isDeleted && flowsTo(timeDirectionOf(world.choice), across);
  if (!isWanted && copies.length > 0) broken.push(`I1 converge: ${what} should have no copy`);
  if (isWanted && copies[0]?.minutes !== entry.minutes) {
    const now = copies[0] ? `a copy of ${copies[0].minutes} minutes` : 'no copy';
    broken.push(`I1 converge: ${what} is ${entry.minutes} minutes and has ${now}`);
  }
  return broken;
}
