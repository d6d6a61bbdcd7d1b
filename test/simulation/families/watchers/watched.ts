/** Who watches an issue, as the tracker shows it, and who was made to watch or to stop. */
import type { Side } from '../../script/steps';
import { isDone } from '../../world/ask';
import type { BookIssue } from '../../world/book';
import type { World } from '../../world/world';

/** The two who are known on both sides. */
export const WATCHERS = ['ada', 'grace'] as const;
export type Watcher = (typeof WATCHERS)[number];

export interface WatchAct {
  readonly birth: number;
  readonly side: Side;
  readonly id: string;
  readonly person: Watcher;
  readonly does: 'watch' | 'stop';
  readonly atMs: number;
}

const known = new WeakMap<World, WatchAct[]>();

/** In their order. */
export function watchActsOf(world: World): WatchAct[] {
  const acts = known.get(world) ?? [];
  known.set(world, acts);
  return acts;
}

export function seeWatchers(world: World, { side, id }: BookIssue): ReadonlySet<Watcher> {
  const ids = side === 'jira' ? listInJira(world, id) : listInRedmine(world, id);
  return new Set(WATCHERS.filter((person) => ids.includes(idOf(world, side, person))));
}

function listInJira(world: World, id: string): readonly string[] {
  const reply = world.askJira('admin', 'GET', `/issue/${id}/watchers`);
  if (!isDone(reply)) return [];
  return reply.body.watchers.map(({ accountId }: { accountId: string }) => accountId);
}

function listInRedmine(world: World, id: string): readonly string[] {
  const reply = world.askRedmine('admin', 'GET', `/issues/${id}.json?include=watchers`);
  if (!isDone(reply)) return [];
  return (reply.body.issue.watchers ?? []).map((person: { id: number }) => String(person.id));
}

/** The demo's people, in the order in which the seed makes them. */
const REDMINE_IDS: Readonly<Record<Watcher, string>> = { ada: '5', grace: '6' };

export function idOf(world: World, side: Side, person: Watcher): string {
  return side === 'jira' ? world.jira.accounts[person] : REDMINE_IDS[person];
}
