/**
 * Decides what goes wrong. A stroke belongs to its step and its number in it, so that one can be
 * left out and the others stay: a failing world is cut down to those that it needs.
 */
import { type Chance, chanceAt, createChanceAt } from '../random';
import type { Tally } from '../tally';

/** One thing that went wrong. */
export interface Stroke {
  /** Its step and number. */
  readonly key: string;
  readonly what: string;
}

export class Fortune {
  /** Off while a world is set up, and once it calms down. */
  active = false;
  readonly strokes: Stroke[] = [];
  private step = 0;
  private number = 0;

  constructor(
    private readonly seed: number,
    private readonly trouble: number,
    private readonly tally: Tally,
    /** Keys of strokes that are not to happen. */
    private readonly spared: ReadonlySet<string>,
  ) {}

  beginStep(step: number): void {
    this.step = step;
    this.number = 0;
  }

  /** Chance of its own for what is to happen, or `null` where nothing happens. */
  strike(rate: number, what: string): Chance | null {
    this.number += 1;
    const { seed, step, number } = this;
    if (!this.active || chanceAt(seed, 3, step, number) >= rate * this.trouble) return null;
    const key = `${step}.${number}`;
    if (this.spared.has(key)) return null;
    this.tally.add(what);
    this.strokes.push({ key, what });
    return createChanceAt(seed, 4, step, number);
  }

  strikes(rate: number, what: string): boolean {
    return this.strike(rate, what) !== null;
  }
}
