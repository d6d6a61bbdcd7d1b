/** The shape of a family: all that the simulation knows of one part of an issue. */
import type { Pair, Scene } from '../check/scene';
import type { WorldChoice } from '../script/configuration';
import type { Field, TrackerAct } from '../script/steps';
import type { BookIssue } from '../world/book';
import type { Time } from '../world/time';
import type { World } from '../world/world';

export type MoreAct = Extract<TrackerAct, { do: 'more' }>;

export interface Family {
  /** How many of all worlds have it. */
  readonly odds: number;
  /** What people do with it in such a world, by weight. */
  acts(choice: WorldChoice): readonly (readonly [weight: number, what: string])[];
  /** Its keys of the mapping, in the document's words; the same whenever it is asked. */
  configure(choice: WorldChoice): object;
  /** What the trackers hold before the mapping is there. */
  prepare?(world: World): void;
  /** Does it to the issue, which is there. @returns whether the tracker took it */
  act(world: World, step: number, act: MoreAct, issue: BookIssue): boolean;
  /** Issues that are there before the mapping is; people go on with them. */
  readonly births?: readonly number[];
  /** Once nothing goes wrong any more: what has to be brought to its end. */
  finish?(world: World, time: Time): Promise<void>;
  /** Notes in the book what a look at the issue shows, since the app may have changed it. */
  note?(world: World, issue: BookIssue): void;
  /** What of I1–I8 is broken; what it has in common with all fields is checked with them. */
  check?(scene: Scene): readonly string[];
  /** Whether a tracker may keep or move a field of a pair by itself. */
  excuses?(scene: Scene, pair: Pair, field: Field): boolean;
}
