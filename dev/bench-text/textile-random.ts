/** Seeded choices, so that every run of the bench judges the same documents. */

export interface Random {
  /** From 0 up to, not including, 1. */
  readonly next: () => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
  /** `minimum` to `maximum` results. */
  readonly several: <T>(minimum: number, maximum: number, make: (index: number) => T) => T[];
}

/** @see https://github.com/cprosche/mulberry32 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const several = <T>(minimum: number, maximum: number, make: (index: number) => T): T[] => {
    const count = minimum + Math.floor(next() * (maximum - minimum + 1));
    return Array.from({ length: count }, (_, index) => make(index));
  };
  return {
    next,
    chance: (probability) => next() < probability,
    pick: <T>(choices: readonly T[]) => choices[Math.floor(next() * choices.length)] as T,
    several,
  };
}
