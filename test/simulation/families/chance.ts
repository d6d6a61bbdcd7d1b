/** Chance of its own for a family of a world. */
import { type Chance, createChanceAt } from '../random';
import type { WorldChoice } from '../script/configuration';
import type { Direction } from '../script/steps';

/** The same numbers whenever it is asked: what is drawn need not be kept. */
export function chanceOf({ seed }: Pick<WorldChoice, 'seed'>, family: string): Chance {
  return createChanceAt(seed, 8, ...[...family].map((letter) => letter.charCodeAt(0)));
}

/** Where what a family is about may flow: mostly both ways. */
export function directionOf(choice: Pick<WorldChoice, 'seed'>, family: string): Direction {
  return chanceOf(choice, family).pick<Direction>(['both', 'both', 'both', 'toJira', 'toRedmine']);
}
