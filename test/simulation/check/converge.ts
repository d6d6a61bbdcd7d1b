/** I1: what is mapped is the same on both sides, or is named in an open conflict or problem. */
import { familiesOf } from '../families';
import { NO_COUNTERPART } from '../families/rows/common-word';
import { acrossFrom, type Field, SIDES, type Side } from '../script/steps';
import { HIGH_PRIORITY, JIRA_STRANGER } from '../script/values';
import { flowsTo } from '../world/configurations';
import { directionOf, fieldsOf, isSame } from './fields';
import { lastAgreed } from './last-agreed';
import { hasProblem, isInConflict, type Pair, type Scene, wasOfFormerTwin } from './scene';
import { changesOf, type Seen, tellHistory, valueAt, valueNow } from './seen';

export function findDifferences(scene: Scene): readonly string[] {
  return scene.pairs
    .filter(({ isHalted }) => !isHalted)
    .flatMap((pair) => fieldsOf(scene.world).flatMap((field) => compare(scene, pair, field)));
}

function compare(scene: Scene, pair: Pair, field: Field): string[] {
  const { jira, redmine } = pair.seen;
  if (isSame(scene.world, field, valueNow(jira, field), valueNow(redmine, field))) return [];
  if (isInConflict(scene, pair, field)) return [];
  if (hasProblem(scene, pair, field)) return judgeProblem(scene, pair, field);
  if (SIDES.some((side) => isLeftAlone(scene, pair, field, side))) return [];
  if (wasOneWay(scene, pair, field) && isExcused(scene, pair, field)) return [];
  const values = SIDES.map(
    (side) => `${side}: ${JSON.stringify(valueNow(pair.seen[side], field))}`,
  );
  return [
    `I1 converge: ${field} of ${pair.name} differs (${values.join(', ')}); jira: ${tellHistory(jira, field)}; redmine: ${tellHistory(redmine, field)}`,
  ];
}

/** What a tracker derived by itself, untold by its history, stays where the row did not flow then. */
function wasOneWay({ world, configurations }: Scene, { seen }: Pair, field: Field): boolean {
  const moments = SIDES.flatMap((side) => changesOf(seen[side], field).map(({ atMs }) => atMs));
  return configurations
    .within(Math.max(0, ...moments), world.nowMs())
    .some((mapping) => directionOf(world, mapping, field) !== 'both');
}

/**
 * A person's last change on `side`, or the app's for a former twin, need not have crossed, since the
 * row did not flow from there at some time since; unless the side across has moved after it, which
 * then had to reach this one.
 */
function isLeftAlone(scene: Scene, pair: Pair, field: Field, side: Side): boolean {
  const { world, configurations } = scene;
  const seen = pair.seen[side];
  const last = changesOf(seen, field).at(-1);
  const isOfApp = last
    ? last.isApp && !wasOfFormerTwin(scene, pair, side, last)
    : wasBornByApp(pair, side);
  if (isOfApp) return false;
  const atMs = last?.atMs ?? seen.createdAtMs;
  const across = pair.seen[acrossFrom(side)];
  const mayStay = configurations
    .within(atMs, world.nowMs())
    .some((mapping) => !flowsTo(directionOf(world, mapping, field), acrossFrom(side)));
  if (wasLinkedAsTheyWere(scene, pair, field, side, atMs)) return true;
  // A second of doubt: Redmine tells whole ones.
  const valueThen = valueAt(across, field, atMs + 1000);
  return (
    mayStay && (valueThen === valueNow(across, field) || hasComeBack(pair, field, across, atMs))
  );
}

/**
 * Who links two issues again and names the side that a row does not flow from leaves both alone:
 * until the side across moves again, whatever the row says later.
 */
function wasLinkedAsTheyWere(
  { world, configurations }: Scene,
  pair: Pair,
  field: Field,
  side: Side,
  sinceMs: number,
): boolean {
  const across = pair.seen[acrossFrom(side)];
  return world.book.decisions.some(
    (decision) =>
      decision.birth === pair.birth &&
      decision.field === null &&
      decision.atMs >= sinceMs - 1000 &&
      valueAt(across, field, decision.atMs + 1000) === valueNow(across, field) &&
      configurations
        .within(decision.sinceMs ?? decision.atMs, decision.atMs)
        .some((mapping) => directionOf(world, mapping, field) !== 'both'),
  );
}

/** Of two that the app made, one was parted from its own twin before: it is the original here. */
function wasBornByApp({ issues }: Pair, side: Side): boolean {
  const [own, other] = [issues[side], issues[acrossFrom(side)]];
  return own.isTwin && !(other.isTwin && own.bornAtMs < other.bornAtMs);
}

/** What went away and came back before anybody looked is no change. */
function hasComeBack(pair: Pair, field: Field, across: Seen, atMs: number): boolean {
  const now = valueNow(across, field);
  return now === valueAt(across, field, atMs - 1000) || now === lastAgreed(pair, field, atMs);
}

function isExcused(scene: Scene, pair: Pair, field: Field): boolean {
  return familiesOf(scene.world.choice).some((family) => family.excuses?.(scene, pair, field));
}

/** A problem needs a reason that the simulation knows of. */
function judgeProblem(scene: Scene, pair: Pair, field: Field): string[] {
  const { jira, redmine } = pair.seen;
  const values = [valueNow(jira, field), valueNow(redmine, field)];
  if (values.some((value) => isUnmapped(scene, field, value))) return [];
  if (SIDES.some((side) => cameWithoutRow(scene, pair, field, side))) return [];
  if (field === 'status' && isHardToReach(jira.fields.status, redmine.fields.status)) return [];
  if (field === 'status' && isIgnored(pair)) return [];
  if (field === 'duedate' && wasReadOnly(pair)) return [];
  if (isExcused(scene, pair, field)) return [];
  const told = scene.told.problems.find(
    (problem) => problem.linkId === pair.linkId && problem.field === field,
  );
  return [`I1 converge: ${field} of ${pair.name} has a problem without a cause: ${told?.message}`];
}

function isUnmapped({ configurations }: Scene, field: Field, value: string): boolean {
  if (value.includes(NO_COUNTERPART)) return true;
  if (field === 'assignee') return value === JIRA_STRANGER;
  if (field !== 'priority' && field !== 'status') return false;
  const isHigh = field === 'priority' && value === HIGH_PRIORITY;
  return (
    value.startsWith('(Redmine)') ||
    value === 'Highest' ||
    (isHigh && !configurations.now.hasHighPriorityRow)
  );
}

/**
 * Its row came back after the value: what a row says follows in a pair that exists once an admin had
 * the rules applied.
 */
function cameWithoutRow(scene: Scene, pair: Pair, field: Field, side: Side): boolean {
  const { world, configurations } = scene;
  const seen = pair.seen[side];
  if (field !== 'priority' || seen.fields.priority !== HIGH_PRIORITY) return false;
  const sinceMs = changesOf(seen, field).at(-1)?.atMs ?? seen.createdAtMs;
  return configurations
    .within(sinceMs, world.nowMs())
    .some(({ hasHighPriorityRow }) => !hasHighPriorityRow);
}

/** The workflow of a bug in Redmine does not let it go from closed to in progress. */
function isIgnored({ seen }: Pair): boolean {
  const { issuetype, status } = seen.redmine.fields;
  return issuetype === 'Bug' && status === 'Done' && seen.jira.fields.status === 'In Progress';
}

/** Redmine does not let go of a closed bug's due date, which Jira's last change came upon. */
function wasReadOnly({ seen: { jira, redmine } }: Pair): boolean {
  // A second of doubt: Redmine tells whole ones.
  const sinceMs = (changesOf(jira, 'duedate').at(-1)?.atMs ?? jira.createdAtMs) - 1000;
  const held = {
    status: valueAt(redmine, 'status', sinceMs),
    issuetype: valueAt(redmine, 'issuetype', sinceMs),
  };
  const isReadOnly = () => held.status === 'Done' && held.issuetype === 'Bug';
  if (isReadOnly()) return true;
  return redmine.history.some(({ field, to, atMs }) => {
    if (atMs < sinceMs || (field !== 'status' && field !== 'issuetype')) return false;
    held[field] = to;
    return isReadOnly();
  });
}

const WAY = ['To Do', 'In Progress', 'In Review', 'Done'];

/** Jira's workflow goes one way and back over Done only, through which the app does not go. */
function isHardToReach(from: string, to: string): boolean {
  return WAY.indexOf(to) < WAY.indexOf(from);
}
