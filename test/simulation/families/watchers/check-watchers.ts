/**
 * Watchers: the same people on both sides (I1), nobody who began to watch is gone (I2), and the trail
 * tells of who watches by the app alone (I8).
 */
import { hasProblem, isInConflict, type Pair, type Scene, wasDecided } from '../../check/scene';
import { acrossFrom, SIDES, type Side } from '../../script/steps';
import { flowsTo } from '../../world/configurations';
import { seeWatchers, WATCHERS, type WatchAct, type Watcher, watchActsOf } from './watched';
import { watcherDirectionOf } from './watchers';

export function findWrongWatchers(scene: Scene): readonly string[] {
  return scene.pairs
    .filter(({ isHalted }) => !isHalted)
    .flatMap((pair) => {
      const seen = {
        jira: seeWatchers(scene.world, pair.issues.jira),
        redmine: seeWatchers(scene.world, pair.issues.redmine),
      };
      return WATCHERS.flatMap((person) => compare(scene, pair, seen, person));
    });
}

type Seen = Readonly<Record<Side, ReadonlySet<Watcher>>>;

function compare(scene: Scene, pair: Pair, seen: Seen, person: Watcher): readonly string[] {
  const acts = watchActsOf(scene.world).filter(
    (act) => act.birth === pair.birth && act.person === person,
  );
  const name = `${person} of ${pair.name}`;
  const told = acts.map(({ side, does }) => `${does} in ${side}`).join(', ') || 'nothing';
  return [
    ...findDifference(scene, pair, seen, acts, person).map(
      (side) => `I1 converge: ${name} watches in ${side} alone; ${told}`,
    ),
    ...(isLost(scene, pair, seen, acts, person)
      ? [`I2 nothing lost: ${name} watches no more; ${told}`]
      : []),
    ...SIDES.filter((side) => isUntold(scene, pair, seen, side, acts, person)).map(
      (side) => `I8 told: the trail does not say that ${name} watches in ${side}`,
    ),
  ];
}

/** The side on which the person watches and on the other does not, without a reason. */
function findDifference(
  scene: Scene,
  pair: Pair,
  seen: Seen,
  acts: readonly WatchAct[],
  person: Watcher,
): readonly Side[] {
  const side = SIDES.find((one) => seen[one].has(person) && !seen[acrossFrom(one)].has(person));
  if (!side || isInConflict(scene, pair, 'watchers')) return [];
  const across = acrossFrom(side);
  if (hasProblem(scene, pair, 'watchers')) {
    return isRefusable(pair) || hasStoppedMeanwhile(scene, pair, across, acts) ? [] : [side];
  }
  const direction = watcherDirectionOf(scene.world.choice);
  const hasStopped = acts.some((act) => act.side === across && act.does === 'stop');
  // Whoever linked them chose one side's, which a one-way row leaves where they are.
  const lastMs = acts.at(-1)?.atMs ?? 0;
  if (direction !== 'both' && wasDecided(scene, pair, null, lastMs - 1000)) return [];
  // One way, what people do where it is not followed is left alone; Redmine adds who edits there.
  const mayStay = !flowsTo(direction, across) || (!flowsTo(direction, side) && hasStopped);
  return mayStay ? [] : [side];
}

/** Redmine takes nobody who may not see the issue. */
function isRefusable({ issues }: Pair): boolean {
  return issues.redmine.access === 'private';
}

/** A run takes no longer from its write to its look at what became of it. */
const RUN_MS = 60_000;

/** They stopped while a run let them watch: without a history, it cannot be told from a refusal. */
function hasStoppedMeanwhile(
  { audit }: Scene,
  { linkId }: Pair,
  side: Side,
  acts: readonly WatchAct[],
): boolean {
  return acts.some(
    (act) =>
      act.side === side &&
      act.does === 'stop' &&
      audit.some(
        (line) =>
          line.kind === 'problem-found' &&
          line.linkId === linkId &&
          line.field === 'watchers' &&
          line.side === (side === 'jira' ? 'jira' : 'remote') &&
          line.atMs >= act.atMs &&
          line.atMs <= act.atMs + RUN_MS,
      ),
  );
}

/** They began on one of the two, not on a twin that is gone; and have stopped nowhere. */
function isLost(
  scene: Scene,
  pair: Pair,
  seen: Seen,
  acts: readonly WatchAct[],
  person: Watcher,
): boolean {
  if (watcherDirectionOf(scene.world.choice) !== 'both') return false;
  if (acts.some(({ does }) => does === 'stop')) return false;
  if (!acts.some(({ side, id }) => pair.issues[side].id === id)) return false;
  if (wasDecided(scene, pair, null, 0)) return false;
  return SIDES.every((side) => !seen[side].has(person));
}

/** Who did nothing on that side watches there since the app says so. */
function isUntold(
  { audit }: Scene,
  { issues, linkId }: Pair,
  seen: Seen,
  side: Side,
  acts: readonly WatchAct[],
  person: Watcher,
): boolean {
  // Ada's key is what people's own errands are run with.
  if (person === 'ada' || !issues[side].isTwin || !seen[side].has(person)) return false;
  if (issues[side].actors.has(person) || acts.some((act) => act.side === side)) return false;
  return !audit.some(
    (line) =>
      line.kind === 'field-written' &&
      line.linkId === linkId &&
      line.field === 'watchers' &&
      line.side === (side === 'jira' ? 'jira' : 'remote'),
  );
}
