/** The time that people logged, as they know it themselves. */
import type { BookIssue } from '../../world/book';
import type { World } from '../../world/world';

export interface BookTime {
  readonly issue: BookIssue;
  readonly id: string;
  /** The word of its text that finds it. */
  readonly word: string;
  minutes: number;
  isPrivate: boolean;
  isDeleted: boolean;
  /** It was deleted while the pair was parted, or its copy was by a person. */
  isLeftAlone: boolean;
}

const known = new WeakMap<World, BookTime[]>();

export function timeOf(world: World): BookTime[] {
  const entries = known.get(world) ?? [];
  known.set(world, entries);
  return entries;
}
