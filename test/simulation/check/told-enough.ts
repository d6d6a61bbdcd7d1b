/** I8: every write is in the trail, every failure is seen; and nothing is told that is not so. */
import { familiesOf } from '../families';
import { acrossFrom, type Field, SIDES, type Side } from '../script/steps';
import { fieldsOf } from './fields';
import { isInDoubt } from './in-doubt';
import { linkIdOf, linkIdsOf, type Pair, type Scene, wasDecided } from './scene';
import { changesOf } from './seen';

export function findUntold(scene: Scene): readonly string[] {
  return [
    ...scene.pairs.flatMap((pair) => findUnaudited(scene, pair)),
    ...findUnauditedTwins(scene),
    ...findUntoldStranded(scene),
    ...findFalseAlarms(scene),
  ];
}

const SIDE_NAME: Readonly<Record<Side, 'jira' | 'remote'>> = { jira: 'jira', redmine: 'remote' };

function findUnaudited(scene: Scene, pair: Pair): readonly string[] {
  return SIDES.flatMap((side) =>
    fieldsOf(scene.world).flatMap((field) => {
      const changes = changesOf(pair.seen[side], field);
      const written = changes.filter(
        (change, at) => change.isApp && !isInDoubt(scene, pair, side, change, changes[at - 1]),
      ).length;
      if (isMoved(scene, pair, field)) return [];
      const lines = countLines(scene, pair, side, field);
      // A status may take several steps, and a type that moves with a project is not ours.
      const needed = field === 'status' ? Math.min(written, 1) : written;
      return lines >= needed
        ? []
        : [
            `I8 told: ${field} of ${pair.name} was written ${written} times in ${side}, and the trail has ${lines} of it`,
          ];
    }),
  );
}

/** Redmine does with the app's key what follows from what the app wrote elsewhere. */
function isMoved(scene: Scene, pair: Pair, field: Field): boolean {
  return familiesOf(scene.world.choice).some((family) => family.excuses?.(scene, pair, field));
}

function countLines(scene: Scene, pair: Pair, side: Side, field: Field): number {
  const linkIds = linkIdsOf(scene, pair);
  return scene.audit.filter(
    (line) =>
      line.kind === 'field-written' &&
      linkIds.has(line.linkId) &&
      line.side === SIDE_NAME[side] &&
      line.field === field,
  ).length;
}

function findUnauditedTwins({ world, audit, linked }: Scene): readonly string[] {
  return linked.flatMap(({ jiraId, redmineId }) => {
    const jira = world.book.find('jira', jiraId);
    const redmine = world.book.find('redmine', redmineId);
    if (!jira?.isTwin && !redmine?.isTwin) return [];
    const linkId = linkIdOf(redmineId);
    return audit.some((line) => line.kind === 'created' && line.linkId === linkId)
      ? []
      : [`I8 told: the trail does not say that link ${linkId} was made`];
  });
}

/** A pair that cannot be in step says so. */
function findUntoldStranded({ stranded, told }: Scene): readonly string[] {
  return stranded
    .filter((linkId) => !told.problems.some((it) => it.linkId === linkId && it.field === null))
    .map((linkId) => `I8 told: link ${linkId} is out of reach, and no problem says so`);
}

function findFalseAlarms(scene: Scene): readonly string[] {
  const { told, pairs } = scene;
  return pairs.flatMap((pair) => [
    ...told.problems
      .filter(({ linkId, field }) => linkId === pair.linkId && field === null)
      .map(({ message }) => `I8 told: ${pair.name} has a problem without a cause: ${message}`),
    ...told.conflicts
      .filter(({ linkId }) => linkId === pair.linkId)
      .filter(({ field }) => !hasCause(scene, pair, field as Field))
      .map(({ field }) => `I8 told: ${pair.name} has a conflict over ${field} without a cause`),
  ]);
}

/** Two people, one on each side; where the app made an issue, somebody, or Redmine, has to have edited it. */
function hasCause(scene: Scene, pair: Pair, field: Field): boolean {
  if (wasDecided(scene, pair, field, 0) || isMoved(scene, pair, field)) return true;
  return SIDES.every(
    (side) =>
      !pair.issues[side].isTwin ||
      changesOf(pair.seen[side], field).some(({ isApp }) => !isApp) ||
      // It was asked for as what it was when the twin was new.
      changesOf(pair.seen[acrossFrom(side)], field).filter(({ isApp }) => !isApp).length > 1,
  );
}
