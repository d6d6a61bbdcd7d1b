/** Which configuration was in force when; while an admin changes it, both are. */
import type { MappingChoice } from '../script/configuration';
import type { Direction, Side } from '../script/steps';

interface Period {
  readonly mapping: MappingChoice;
  readonly fromMs: number;
  toMs: number;
}

/** A job that has loaded the older one goes by it for so long at most. */
const LINGER_MS = 2 * 60_000;

export class Configurations {
  private readonly periods: Period[];

  constructor(mapping: MappingChoice, startMs: number) {
    this.periods = [{ mapping, fromMs: startMs, toMs: Number.POSITIVE_INFINITY }];
  }

  get now(): MappingChoice {
    return this.last.mapping;
  }

  /** It is being changed: from now on the new one may be in force, and the old one still is. */
  begin(mapping: MappingChoice, nowMs: number): void {
    this.periods.push({ mapping, fromMs: nowMs, toMs: Number.POSITIVE_INFINITY });
  }

  /** The change is done. */
  settle(nowMs: number): void {
    for (const period of this.periods.slice(0, -1)) {
      period.toMs = Math.min(period.toMs, nowMs + LINGER_MS);
    }
  }

  /** All that were in force at some time of an interval. */
  within(fromMs: number, toMs: number): readonly MappingChoice[] {
    return this.periods
      .filter((period) => period.fromMs <= toMs && period.toMs >= fromMs)
      .map(({ mapping }) => mapping);
  }

  private get last(): Period {
    const last = this.periods.at(-1);
    if (!last) throw new Error('a world has a configuration');
    return last;
  }
}

export function flowsTo(direction: Direction, side: Side): boolean {
  return direction === 'both' || direction === (side === 'jira' ? 'toJira' : 'toRedmine');
}
