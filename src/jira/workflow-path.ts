/**
 * Finds a way through a workflow of which only some arrows are known. Jira lets an app without
 * admin rights see no more than what one issue can do next, so the map is put together from issues
 * that happen to stand in the other statuses.
 */
import type { WireTransition } from './wire';

/** The most transitions that one change of status may take. */
export const MAX_HOPS = 4;

export type WorkflowMap = ReadonlyMap<string, readonly WireTransition[]>;

/** Category keys of Jira in the order in which work passes through them. */
const CATEGORY_ORDER: Readonly<Record<string, number>> = { new: 0, indeterminate: 1, done: 2 };

/**
 * Statuses of the Done category set resolutions, fire automations and mail people: none is passed
 * through on the way to somewhere else.
 */
export function mayPass(transition: WireTransition): boolean {
  return transition.to.statusCategory.key !== 'done';
}

/**
 * The first transition of a shortest known path, or `null`.
 * @param visited statuses not to go through again
 */
export function findFirstHop(
  map: WorkflowMap,
  from: string,
  target: string,
  maxHops: number,
  visited: ReadonlySet<string> = new Set(),
): WireTransition | null {
  return searchHop(map, from, maxHops, visited, mayPass, ({ to }) => to.id === target);
}

/**
 * The transition to try where no path is known but one may exist: towards the nearest status that
 * nothing is known of, and only forward, towards a later category than where the issue stands.
 * Going back or sideways on a guess could strand it.
 */
export function guessForwardHop(
  map: WorkflowMap,
  from: { readonly id: string; readonly category: string },
  targetCategory: string,
  maxHops: number,
  visited: ReadonlySet<string>,
): WireTransition | null {
  if (rank(targetCategory) <= rank(from.category)) return null;
  const isForward = (transition: WireTransition) =>
    mayPass(transition) && rank(transition.to.statusCategory.key) >= rank(from.category);
  return searchHop(
    map,
    from.id,
    maxHops,
    visited,
    isForward,
    (transition) =>
      isForward(transition) && !visited.has(transition.to.id) && !map.has(transition.to.id),
  );
}

/** Breadth first: the first transition of a shortest way to one that `isGoal` takes. */
function searchHop(
  map: WorkflowMap,
  from: string,
  maxHops: number,
  visited: ReadonlySet<string>,
  isPassable: (transition: WireTransition) => boolean,
  isGoal: (transition: WireTransition) => boolean,
): WireTransition | null {
  const seen = new Set([...visited, from]);
  let frontier: { readonly at: string; readonly first: WireTransition | null }[] = [
    { at: from, first: null },
  ];
  for (let hop = 1; hop <= maxHops; hop += 1) {
    const next: typeof frontier = [];
    for (const { at, first } of frontier) {
      for (const transition of map.get(at) ?? []) {
        if (isGoal(transition)) return first ?? transition;
        if (!isPassable(transition) || seen.has(transition.to.id)) continue;
        seen.add(transition.to.id);
        next.push({ at: transition.to.id, first: first ?? transition });
      }
    }
    frontier = next;
  }
  return null;
}

function rank(category: string): number {
  return CATEGORY_ORDER[category] ?? 0;
}
