/** The files that people attached, as they know it themselves. */
import type { BookIssue } from '../../world/book';
import type { World } from '../../world/world';

export interface BookFile {
  readonly issue: BookIssue;
  /** In its tracker. */
  readonly id: string;
  /** Everything that it says; the same in two files where somebody attached one twice. */
  readonly text: string;
  name: string;
  /** What it was called before. */
  readonly formerNames: string[];
  /** It came with a private note. */
  readonly isPrivate: boolean;
  isDeleted: boolean;
  /** It was deleted while the pair was parted, or its copy was by a person. */
  isLeftAlone: boolean;
}

const known = new WeakMap<World, BookFile[]>();

export function filesOf(world: World): BookFile[] {
  const files = known.get(world) ?? [];
  known.set(world, files);
  return files;
}
