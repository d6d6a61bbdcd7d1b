/**
 * What people keep in an issue beyond the fields and comments of every world, a family for each part
 * of it. A world has a few of them, so that it stays small and they meet in every combination.
 *
 * A new kind of edit is an act of its family. A new family is a file and a row here.
 */
import { type Chance, chanceAt } from '../random';
import type { WorldChoice } from '../script/configuration';
import type { BookIssue } from '../world/book';
import type { World } from '../world/world';
import { attachments } from './attachments/attachments';
import { deleting } from './deleting/deleting';
import type { Family } from './family';
import { firstSync } from './first-sync/first-sync';
import { parents } from './parents/parents';
import { plugin } from './plugin/plugin';
import { privacy } from './privacy/privacy';
import { relations } from './relations/relations';
import { rows } from './rows/rows';
import { scope } from './scope/scope';
import { time } from './time/time';
import { watchers } from './watchers/watchers';

const FAMILIES = {
  rows,
  attachments,
  time,
  relations,
  parents,
  privacy,
  deleting,
  scope,
  watchers,
  plugin,
  'first sync': firstSync,
} as const satisfies Readonly<Record<string, Family>>;

export type FamilyName = keyof typeof FAMILIES;

const NAMES = Object.keys(FAMILIES) as readonly FamilyName[];

/** Those that every world has: `npm run simulate -- --with privacy,scope`. */
const WANTED: ReadonlySet<string> = new Set((process.env.SIMULATE_WITH ?? '').split(','));

/** Each by a chance of its own: a new family changes nothing of the others. */
export function drawFamilies(seed: number): readonly FamilyName[] {
  return NAMES.filter(
    (name) => WANTED.has(name) || chanceAt(seed, 7, ...placeOf(name)) < FAMILIES[name].odds,
  );
}

export function familyOf(name: FamilyName): Family {
  return FAMILIES[name];
}

export function familiesOf({ families }: Pick<WorldChoice, 'families'>): readonly Family[] {
  return families.map(familyOf);
}

/** Whether people do any of it to issues. */
export function hasActs(choice: WorldChoice, name: FamilyName): boolean {
  return familyOf(name).acts(choice).length > 0;
}

/** Notes what the trackers show of an issue that the app may have changed. */
export function noteIssue(world: World, issue: BookIssue): void {
  for (const family of familiesOf(world.choice)) family.note?.(world, issue);
}

/** One of the acts that the world's families have. */
export function pickAct(
  chance: Chance,
  choice: WorldChoice,
): { readonly family: FamilyName; readonly what: string } {
  const family = chance.pick(choice.families.filter((name) => hasActs(choice, name)));
  return { family, what: chance.pickWeighted(familyOf(family).acts(choice)) };
}

/** The issues that are there before the mapping is. */
export function oldBirthsOf(choice: WorldChoice): readonly number[] {
  return familiesOf(choice).flatMap(({ births = [] }) => births);
}

/** Their keys of the mapping; rows of fields stand beside those of every world. */
export function configureFamilies(
  choice: WorldChoice,
): Readonly<Record<string, unknown>> & { readonly rows: readonly object[] } {
  const parts = familiesOf(choice).map((one) => one.configure(choice) as { rows?: object[] });
  const rows = parts.flatMap((part) => part.rows ?? []);
  return { ...Object.assign({}, ...parts), rows };
}

function placeOf(name: string): readonly number[] {
  return [...name].map((letter) => letter.charCodeAt(0));
}
