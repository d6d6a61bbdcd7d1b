/** A first sync as a whole: where it stands, what it comes to, what it waits for. */
import type { Side } from '../model';
import type { Seed } from '../twins/new-link';
import type { DetailKind, RowKind } from './plan-row';

/**
 * In this order; `scanning`, `planning`, `running`, `undo-planning` and `undoing` go on by
 * themselves, the others wait for the admin.
 */
export const BACKFILL_PHASES = [
  'scanning',
  /** Pairs are proposed; the admin accepts and refuses. */
  'paired',
  'planning',
  'planned',
  'running',
  'done',
  'undo-planning',
  'undo-planned',
  'undoing',
] as const;

export type BackfillPhase = (typeof BACKFILL_PHASES)[number];

/** Why a phase that goes on by itself does not. */
export type Hold =
  | { readonly kind: 'paused'; readonly by: string; readonly atMs: number }
  /** The hour's points are used up to what live sync keeps. */
  | { readonly kind: 'points'; readonly untilMs: number }
  /** A tracker is not to be called. */
  | { readonly kind: 'tracker'; readonly message: string; readonly untilMs: number }
  /** It cannot go on before somebody mends it and resumes. */
  | { readonly kind: 'failed'; readonly message: string };

export interface BackfillOptions {
  /** Whose values count where a pair differs; `ask`: every difference becomes a conflict. */
  readonly seed: Seed;
  /** On which sides twins may be created. */
  readonly create: Readonly<Record<Side, boolean>>;
  /** The field that holds the other side's number, by key. */
  readonly numberField: Readonly<Partial<Record<Side, string>>>;
}

/** Numbers that stay small, whatever the size of the projects. */
export interface PlanTotals {
  readonly rows: number;
  readonly byKind: Readonly<Record<RowKind | DetailKind, number>>;
  readonly attachments: { readonly count: number; readonly bytes: number };
  /** Comments that are known beforehand: Redmine's lists do not tell of notes. */
  readonly comments: number;
  /** The values and people without a counterpart, each once, with how often; the commonest first. */
  readonly notMapped: readonly {
    readonly side: Side;
    readonly field: string;
    readonly value: string;
    readonly rows: number;
  }[];
  readonly estimate: Estimate;
}

export interface Estimate {
  readonly jiraCalls: number;
  readonly remoteCalls: number;
  /** Of Jira's hourly budget. */
  readonly points: number;
  readonly seconds: number;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Issues created so far, by side. */
  readonly created: Readonly<Record<Side, number>>;
  readonly failed: number;
  readonly replanned: number;
  readonly calls: Readonly<Record<Side, number>>;
  readonly points: number;
  /** Without the time it waited. */
  readonly workedMs: number;
  /** The row it is at. */
  readonly current: number | null;
}

/** How long the rest takes, by what the rows so far took; `null` before the first. */
export function remainingSeconds({ done, total, workedMs }: Progress): number | null {
  if (done === 0) return null;
  return Math.round(((total - done) * (workedMs / done)) / 1000);
}
