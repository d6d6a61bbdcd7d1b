/**
 * Relations between pairs that both have to be in step: the same on both sides, or refused with a
 * cause (I1); each once (I3); none is gone that nobody removed (I2), none comes back (I1); and the
 * trail tells of those that the app made or removed (I8).
 */
import { linkIdsOf, type Pair, type Scene } from '../../check/scene';
import { acrossFrom, type Field, SIDES, type Side } from '../../script/steps';
import type { BookIssue } from '../../world/book';
import { flowsTo } from '../../world/configurations';
import { listAncestors } from '../parents/parent-row';
import { keyOf, type RelationAct, type RelationOf, relationActsOf, TYPE_NAMES } from './related';
import { relationDirectionOf } from './relations';
import { seeRelations } from './see-relations';

interface Ends {
  readonly source: Pair;
  readonly target: Pair;
}

export function findWrongRelations(scene: Scene): readonly string[] {
  const pairs = scene.pairs.filter(({ isHalted }) => !isHalted);
  const couples = pairs.flatMap((source) =>
    pairs.filter((target) => target !== source).map((target): Ends => ({ source, target })),
  );
  return [
    ...couples.flatMap((ends) => TYPE_NAMES.flatMap((type) => compare(scene, ends, type))),
    ...findStale(scene),
  ];
}

function compare(scene: Scene, ends: Ends, type: RelationOf['type']): readonly string[] {
  const [source, target] = [ends.source.birth, ends.target.birth];
  // What has no direction is looked at once.
  if (type === 'Relates' && source > target) return [];
  const { world } = scene;
  const key = keyOf({ type, source, target });
  const acts = relationActsOf(world).filter((act) => keyOf(act) === key);
  const count = {
    jira: countOn(scene, ends, type, 'jira'),
    redmine: countOn(scene, ends, type, 'redmine'),
  };
  if (acts.length === 0 && count.jira + count.redmine === 0) return [];
  const name = `relation ${type} of ${ends.source.name} and ${ends.target.name}`;
  return [
    ...SIDES.flatMap((side) => findMany(acts, side, count[side], name)),
    ...SIDES.flatMap((side) => findUntold(scene, ends, acts, side, count[side] > 0, name)),
    ...(count.jira > 0 === count.redmine > 0
      ? findUndone(scene, ends, acts, count.jira > 0, name)
      : findDifference(scene, ends, acts, count.jira > 0 ? 'jira' : 'redmine', name)),
  ];
}

function countOn(
  { world }: Scene,
  { source, target }: Ends,
  type: RelationOf['type'],
  side: Side,
): number {
  const [from, to] = [source.issues[side].id, target.issues[side].id];
  return seeRelations(world, side, from).filter(
    (relation) =>
      relation.type === type &&
      ((relation.sourceId === from && relation.targetId === to) ||
        (type === 'Relates' && relation.sourceId === to && relation.targetId === from)),
  ).length;
}

function findMany(
  acts: readonly RelationAct[],
  side: Side,
  count: number,
  name: string,
): readonly string[] {
  // People on both sides may relate the same two at one moment, each from another end.
  const isByAll = SIDES.every((one) => isBy(acts, one, 'related'));
  return count > (isByAll ? 2 : 1) ? [`I3 once: ${name} is ${count} times in ${side}`] : [];
}

function isBy(acts: readonly RelationAct[], side: Side, what: RelationAct['what']): boolean {
  return acts.some((act) => act.side === side && act.what === what);
}

function findDifference(
  scene: Scene,
  ends: Ends,
  acts: readonly RelationAct[],
  has: Side,
  name: string,
): readonly string[] {
  const lacks = acrossFrom(has);
  const direction = relationDirectionOf(scene.world.choice);
  const mayStay =
    (!flowsTo(direction, lacks) &&
      // One that the app made for a twin that was parted since is there like a person's.
      (isBy(acts, has, 'related') ||
        haveSuccessors(scene, [ends.source, ends.target]) ||
        wereParted(scene, [ends.source, ends.target]))) ||
    (!flowsTo(direction, has) &&
      // Redmine's relations do not move with their issue.
      (isBy(acts, lacks, 'unrelated') || wereAway(scene, [ends.source, ends.target])));
  if (mayStay) return [];
  const told = scene.told.problems.find(
    ({ linkId, field }) =>
      field === 'relation' && [ends.source.linkId, ends.target.linkId].includes(linkId),
  );
  if (told) {
    return isHardToTake(scene, ends) || areKin(scene, ends)
      ? []
      : [`I1 converge: ${name} has a problem without a cause: ${told.message}`];
  }
  return [`I1 converge: ${name} is in ${has} alone; ${tell(acts)}`];
}

/**
 * Redmine takes one relation between two issues and no circles; and of an issue that could not be
 * seen nobody may have removed one.
 */
function isHardToTake({ world }: Scene, { source, target }: Ends): boolean {
  const births = [source.birth, target.birth];
  const between = relationActsOf(world).filter(
    (act) => births.includes(act.source) && births.includes(act.target),
  );
  const hasCircle = relationActsOf(world).filter(({ type }) => type === 'Blocks').length > 2;
  return new Set(between.map(keyOf)).size > 1 || hasCircle || wereAway({ world }, [source, target]);
}

/**
 * Redmine relates no issue to one that it stands under; and what was refused is tried again only when
 * a person asks, wherever the issue stands by then.
 */
function areKin({ pairs }: Scene, { source, target }: Ends): boolean {
  return (
    listAncestors(pairs, source).has(target.birth) || listAncestors(pairs, target).has(source.birth)
  );
}

/** Some went with a twin that was deleted, or could not be seen for a while. */
function wereAway({ world }: Pick<Scene, 'world'>, pairs: readonly Pair[]): boolean {
  return (
    haveSuccessors({ world }, pairs) ||
    issuesOf({ world }, pairs).some(
      ({ accessChangedAt, movedAt, isDeleted }) => accessChangedAt > 0 || movedAt > 0 || isDeleted,
    )
  );
}

/** More than one on a side: another twin came in its place. */
function haveSuccessors(scene: Pick<Scene, 'world'>, pairs: readonly Pair[]): boolean {
  return issuesOf(scene, pairs).length > 2 * pairs.length;
}

/** A pair whose issues are linked again knows nothing of what it related before. */
function wereParted({ audit }: Scene, pairs: readonly Pair[]): boolean {
  return pairs.some(({ linkId }) =>
    audit.some((line) => line.kind === 'unlinked' && line.linkId === linkId),
  );
}

function issuesOf({ world }: Pick<Scene, 'world'>, pairs: readonly Pair[]): readonly BookIssue[] {
  const births = pairs.map(({ birth }) => birth);
  return world.book.all.filter(({ birth }) => births.includes(birth));
}

function findUndone(
  scene: Scene,
  ends: Ends,
  acts: readonly RelationAct[],
  isThere: boolean,
  name: string,
): readonly string[] {
  const last = acts.at(-1);
  const isApart = acts.some((act) => act.isApart) || wereAway(scene, [ends.source, ends.target]);
  if (!last || isApart) return [];
  if (!isThere && acts.every(({ what }) => what === 'related')) {
    return [`I2 nothing lost: ${name} is gone, and nobody removed it; ${tell(acts)}`];
  }
  const isBack = isThere && last.what === 'unrelated';
  // What people made on either side themselves is not a copy of the other.
  const isTheirs = isBy(acts, acrossFrom(last.side), 'related');
  const direction = relationDirectionOf(scene.world.choice);
  return isBack && !isTheirs && flowsTo(direction, acrossFrom(last.side))
    ? [`I1 converge: ${name} came back; ${tell(acts)}`]
    : [];
}

/** What is so, and no person made it so, the app did. */
function findUntold(
  scene: Scene,
  ends: Ends,
  acts: readonly RelationAct[],
  side: Side,
  isThere: boolean,
  name: string,
): readonly string[] {
  if (isBy(acts, side, isThere ? 'related' : 'unrelated')) return [];
  if (!isThere && (!isBy(acts, side, 'related') || wereAway(scene, [ends.source, ends.target])))
    return [];
  const kind = isThere ? 'relation-added' : 'relation-removed';
  // It may have been told of pairs of before, of which Jira's issues are left.
  const linkIds = [ends.source, ends.target].flatMap((pair) => [...linkIdsOf(scene, pair)]);
  const isTold = scene.audit.some(
    (line) =>
      line.kind === kind &&
      line.side === (side === 'jira' ? 'jira' : 'remote') &&
      linkIds.includes(line.linkId),
  );
  return isTold ? [] : [`I8 told: the trail does not say that ${name} was ${kind} in ${side}`];
}

/** A problem over relations needs two issues that do not agree. */
function findStale(scene: Scene): readonly string[] {
  const { told, pairs, world } = scene;
  return pairs.flatMap(({ linkId, name, issues, isHalted }) => {
    const problem = told.problems.find((one) => one.linkId === linkId && one.field === 'relation');
    // What the app may not see is not the same for it.
    const isSeen = world.book.all.every(({ access }) => access !== 'hidden');
    if (!problem || isHalted || !isSeen) return [];
    const keys = (side: Side) =>
      seeRelations(world, side, issues[side].id)
        .map(({ type, sourceId, targetId }) => {
          const birthOf = (id: string) => world.book.find(side, id)?.birth ?? -1;
          return keyOf({ type, source: birthOf(sourceId), target: birthOf(targetId) });
        })
        .sort()
        .join();
    return keys('jira') === keys('redmine')
      ? [`I8 told: ${name} has a problem over relations without a cause: ${problem.message}`]
      : [];
  });
}

/** Redmine does not close what an open issue blocks, and closes what duplicates a closed one. */
export function movesStatus({ world }: Scene, { birth }: Pair, field: Field): boolean {
  return (
    field === 'status' &&
    relationActsOf(world).some(
      ({ type, source, target }) =>
        (type === 'Blocks' && target === birth) || (type === 'Duplicate' && source === birth),
    )
  );
}

function tell(acts: readonly RelationAct[]): string {
  return acts.map(({ side, what }) => `${what} in ${side}`).join(', ') || 'by nobody';
}
