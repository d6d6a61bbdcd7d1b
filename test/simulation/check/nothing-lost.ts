/**
 * I2: what a person typed was not replaced by the app, unless it had reached the other side, or the
 * policy says so, or an admin was told.
 */
import { familiesOf } from '../families';
import { acrossFrom, type Field, SIDES, type Side } from '../script/steps';
import { wordsOf } from '../world/book';
import { directionOf, fieldsOf } from './fields';
import { listAgreed } from './last-agreed';
import { isInConflict, type Pair, type Scene, wasDecided, wasOfFormerTwin } from './scene';
import { type Change, changesOf, tellHistory, valueAt, valueNow } from './seen';

/** Clocks are corrected, but servers tell whole seconds, and a tie is one of two. */
const TIE_MS = 4_000;
const SECOND_MS = 1_000;
/** How long a request may take, and what clocks may be wrong by. */
const REQUEST_MS = 65_000;

export function findLost(scene: Scene): readonly string[] {
  return scene.pairs.flatMap((pair) =>
    fieldsOf(scene.world).flatMap((field) =>
      SIDES.flatMap((side) => findLostOn(scene, pair, field, side)),
    ),
  );
}

function findLostOn(scene: Scene, pair: Pair, field: Field, side: Side): string[] {
  const changes = changesOf(pair.seen[side], field);
  return changes.flatMap((change, index) => {
    const typed = changes[index - 1];
    if (!change.isApp || !typed || typed.isApp || typed.to !== change.from) return [];
    if (wasOfFormerTwin(scene, pair, side, change)) return [];
    const lost = partsOf(field, typed.to).filter(
      (part) => !partsOf(field, change.to).includes(part),
    );
    const missing = lost.filter((part) => !wasCarried(pair, field, side, typed, part));
    // Away and back to what was agreed on, before anybody looked: no change.
    if (listAgreed(pair, field, typed.atMs).includes(typed.to)) return [];
    if (isTakenForOurs(pair, typed)) return [];
    if (cameBackToTold(scene, pair, { field, side }, changes.slice(0, index))) return [];
    const loss = { field, side, typed, change: endOfWalk(changes, index) };
    if (missing.length === 0 || isAllowed(scene, pair, loss)) return [];
    const { jira, redmine } = pair.seen;
    return [
      `I2 nothing lost: ${field} of ${pair.name} in ${side}: a person's ${JSON.stringify(missing.join(' '))} was replaced by ${JSON.stringify(change.to)}; jira: ${tellHistory(jira, field)}; redmine: ${tellHistory(redmine, field)}`,
    ];
  });
}

/** What the key's owner types counts as the app's where a person replaced the same in Jira just before. */
function isTakenForOurs(pair: Pair, { isKeyOwner = false, field, to, atMs }: Change): boolean {
  const replaced = changesOf(pair.seen.jira, field).filter((change) => change.from === to);
  return isKeyOwner && replaced.some((change) => !change.isApp && change.atMs >= atMs - REQUEST_MS);
}

/**
 * What an admin was told of, away and back before anybody looked: no change either.
 * @param changes up to the one in question
 */
function cameBackToTold(
  scene: Scene,
  pair: Pair,
  { field, side }: Pick<Loss, 'field' | 'side'>,
  changes: readonly Change[],
): boolean {
  const last = changes.at(-1);
  const former = changes.slice(0, -1).findLast(({ isApp, to }) => !isApp && to === last?.to);
  if (!last || !former || !wasTold(scene, pair, field, former)) return false;
  const between = changes.slice(changes.indexOf(former) + 1, -1);
  // What lasted less than a second may well have been what the other side held anyway.
  const wasBrief = ({ atMs }: Change) => last.atMs - atMs < SECOND_MS;
  return between.every(
    (change) =>
      !change.isApp && (wasBrief(change) || !wasCarried(pair, field, side, change, change.to)),
  );
}

/**
 * Jira's workflow leads to a status over others: where a walk of the app's that began there ended.
 * Each step of it may have been carried out late.
 */
function endOfWalk(changes: readonly Change[], first: number): Change {
  let end = changes[first] as Change;
  for (const hop of changes.slice(first + 1)) {
    if (end.field !== 'status' || !hop.isApp || hop.from !== end.to) break;
    if (hop.atMs - end.atMs > REQUEST_MS) break;
    end = hop;
  }
  return end;
}

const LISTS: ReadonlySet<Field> = new Set(['labels', 'components', 'fixVersions']);

/** A text is lost word by word; anything else as a whole. An emptied field holds nothing to lose. */
function partsOf(field: Field, value: string): readonly string[] {
  if (field === 'description') return wordsOf(value);
  if (field.startsWith('customfield_') || LISTS.has(field))
    return value === '' ? [] : value.split(',');
  return value === '' ? [] : [value];
}

/** Fields in which nothing comes twice in a world. */
const UNIQUE: ReadonlySet<Field> = new Set(['summary', 'description']);

/** It stands on the other side, or stood there after it was typed; of what is unique, at any time. */
function wasCarried(pair: Pair, field: Field, side: Side, typed: Change, part: string): boolean {
  const across = pair.seen[acrossFrom(side)];
  const since = UNIQUE.has(field) ? 0 : typed.atMs - SECOND_MS;
  const stood = [
    valueAt(across, field, since),
    valueNow(across, field),
    ...changesOf(across, field)
      .filter(({ atMs }) => atMs >= since)
      .flatMap(({ from, to }) => [from, to]),
  ];
  return stood.some((value) => partsOf(field, value).includes(part));
}

interface Loss {
  readonly field: Field;
  readonly side: Side;
  readonly typed: Change;
  readonly change: Change;
}

function isAllowed(scene: Scene, pair: Pair, loss: Loss): boolean {
  const { field, side, typed, change } = loss;
  if (isInConflict(scene, pair, field) || wasTold(scene, pair, field, typed)) return true;
  if (familiesOf(scene.world.choice).some((one) => one.excuses?.(scene, pair, field))) return true;
  const [fromMs, toMs] = [typed.atMs - SECOND_MS, change.atMs + SECOND_MS];
  if (wasDecided(scene, pair, field, fromMs, toMs)) return true;
  return scene.configurations.within(typed.atMs, change.atMs).some((mapping) => {
    const { policy } = mapping;
    if (directionOf(scene.world, mapping, field) !== 'both') return true;
    if (policy === acrossFrom(side)) return true;
    return policy === 'newest' && wasOlder(pair, loss);
  });
}

/** What stands in the trail as people type it, and not as an id or a digest. */
const PLAIN: ReadonlySet<Field> = new Set(['summary', 'duedate']);

/** A conflict or problem that was found after it was typed showed it to an admin. */
function wasTold({ audit }: Scene, pair: Pair, field: Field, { to, atMs }: Change): boolean {
  return audit.some(
    (line) =>
      (line.kind === 'problem-found' ||
        (line.kind === 'conflict-found' &&
          (!PLAIN.has(field) || line.from === to || line.to === to))) &&
      line.linkId === pair.linkId &&
      line.field === field &&
      line.atMs >= atMs - SECOND_MS,
  );
}

/** Whether what replaced it was typed later on the other side. */
function wasOlder(pair: Pair, { field, side, typed, change }: Loss): boolean {
  const across = changesOf(pair.seen[acrossFrom(side)], field);
  const winner = across.findLast(
    ({ isApp, to, atMs }) => !isApp && to === change.to && atMs <= change.atMs + SECOND_MS,
  );
  return winner !== undefined && winner.atMs >= typed.atMs - TIE_MS;
}
