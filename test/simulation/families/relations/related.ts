/** What people did to relations: by the births of the two issues, which twins have in common. */
import type { Side } from '../../script/steps';
import type { World } from '../../world/world';

/** By Jira's names; `Relates` says the same from either end. */
export const TYPES = { Relates: 'relates', Blocks: 'blocks', Duplicate: 'duplicates' } as const;
export type RelationType = keyof typeof TYPES;

export const TYPE_NAMES = Object.keys(TYPES) as readonly RelationType[];

export interface RelationOf {
  readonly type: RelationType;
  readonly source: number;
  readonly target: number;
}

export interface RelationAct extends RelationOf {
  readonly side: Side;
  readonly what: 'related' | 'unrelated';
  /** One of the two was parted from its twin just then. */
  readonly isApart: boolean;
}

const known = new WeakMap<World, RelationAct[]>();

/** In their order. */
export function relationActsOf(world: World): RelationAct[] {
  const acts = known.get(world) ?? [];
  known.set(world, acts);
  return acts;
}

/** The same for both directions of what has none. */
export function keyOf({ type, source, target }: RelationOf): string {
  const ends = [source, target];
  if (type === 'Relates') ends.sort((left, right) => left - right);
  return `${type} ${ends.join(' > ')}`;
}
