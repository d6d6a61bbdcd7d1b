/**
 * Writes of lost runs that count as the key owner's, by docs/sync-rules.md (After a write): by a key
 * that a person may have, author and value have to tell, and "whatever fits none of this counts as a
 * person's".
 */
import type { Side } from '../script/steps';
import { HIGH_PRIORITY } from '../script/values';
import { linkIdsOf, type Pair, type Scene } from './scene';
import { type Change, changesOf } from './seen';

/** Redmine tells whole seconds. */
const SECOND_MS = 1_000;

/** @param former the field's change before it */
export function isInDoubt(
  scene: Scene,
  pair: Pair,
  side: Side,
  change: Change,
  former: Change | undefined,
): boolean {
  if (side !== 'redmine') return false;
  return lostItsRow(scene, pair, change) || cameLate(pair, change, former);
}

/**
 * The run was killed, and before another one told of anything an admin took the value's row out:
 * nothing says any more which value across it was made of.
 */
function lostItsRow(scene: Scene, pair: Pair, { field, to, atMs }: Change): boolean {
  if (field !== 'priority' || to !== HIGH_PRIORITY) return false;
  const linkIds = linkIdsOf(scene, pair);
  const toldMs = scene.audit
    .filter((line) => linkIds.has(line.linkId) && line.atMs >= atMs)
    .map((line) => line.atMs);
  return scene.configurations
    .within(atMs, Math.min(...toldMs, scene.world.nowMs()))
    .some(({ hasHighPriorityRow }) => !hasHighPriorityRow);
}

/**
 * A value was carried out in Redmine when Jira held one that people had typed later: a run was ended
 * before it could note that it was never answered.
 */
function cameLate({ seen }: Pair, change: Change, former: Change | undefined): boolean {
  const changes = changesOf(seen.jira, change.field);
  const typed = changes.findLast(({ isApp, to }) => !isApp && to === change.to);
  if (!typed) return false;
  const newer = changes
    .slice(changes.indexOf(typed) + 1)
    .filter(({ atMs }) => atMs <= change.atMs + SECOND_MS);
  if (change.isLate) return newer.length > 0;
  // The later one was typed in Jira, or in Redmine and had reached Jira by then.
  return newer.some(({ isApp, to }) => to === former?.to && isApp !== former.isApp);
}
