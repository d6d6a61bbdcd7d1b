/** Chance that can be played again. */
export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  happens(probability: number): boolean;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  /** @throws {Error} where there is nothing to choose from */
  pick<T>(choices: readonly T[]): T;
  /** A choice by its weight. @throws {Error} where there is nothing to choose from */
  pickWeighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T;
}

/** The same seed gives the same numbers. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return scramble(state) / 4_294_967_296;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    happens: (probability) => next() < probability,
    between,
    pick(choices) {
      const choice = choices[between(0, choices.length - 1)];
      if (choice === undefined) throw new Error('nothing to choose from');
      return choice;
    },
    pickWeighted(choices) {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      throw new Error('nothing to choose from');
    },
  };
}

/**
 * A number from 0 up to 1 that belongs to a place and to nothing else: whatever is left out of a
 * world, what is left in it meets the same fate.
 */
export function chanceAt(seed: number, ...place: readonly number[]): number {
  return mix(seed, place) / 4_294_967_296;
}

/** Chance of its own for a place. */
export function createChanceAt(seed: number, ...place: readonly number[]): Chance {
  return createChance(mix(seed, place));
}

function mix(seed: number, place: readonly number[]): number {
  let state = scramble((seed ^ 0x9e3779b9) >>> 0);
  for (const part of place) state = scramble((state + Math.imul(part + 1, 0x85ebca6b)) >>> 0);
  return state;
}

/** Mulberry32 (public domain, Tommy Ettinger): small, and good enough to choose faults. */
function scramble(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}
