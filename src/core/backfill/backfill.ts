/** A first sync as a whole: where it stands, what it comes to, what it waits for. */
import type { FieldValues, Side } from '../model';
import type { Seed } from '../twins/new-link';
import type { DetailKind, PlanRow, RowKind, RowOutcome } from './plan-row';
import type { Proposal, ScannedIssue } from './proposal';
import type { UndoRow } from './undo';

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
  readonly work: PlannedWork;
  /** The values and people without a counterpart, each once, with how often; the commonest first. */
  readonly notMapped: readonly {
    readonly side: Side;
    readonly field: string;
    readonly value: string;
    readonly rows: number;
  }[];
  readonly estimate: Estimate;
}

/** What rows take beyond their issues' own calls; by side where it is done on one. */
export interface PlannedWork {
  /** Files that are copied to a side, and the rows that have any. */
  readonly files: Readonly<Record<Side, number>>;
  readonly filedRows: Readonly<Record<Side, number>>;
  /** Pairs whose fields are written there. */
  readonly writtenRows: Readonly<Record<Side, number>>;
  /** New twins that are to have another status than they are born with. */
  readonly movedRows: Readonly<Record<Side, number>>;
  /** Rows with comments of Jira. */
  readonly commentedRows: number;
  /** Of those, and of the ones moved in Redmine, what is read back for itself, each once. */
  readonly carriedRows: number;
  readonly relatedRows: number;
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

/** Where a phase that goes on by itself stands; each step leaves it a step further. */
export type Cursor =
  | { readonly kind: 'none' }
  /** The next page of one side's issues, by the tracker's own cursor. */
  | { readonly kind: 'scan'; readonly side: Side; readonly page: string | null }
  /** The next of one side's scanned issues. */
  | { readonly kind: 'plan'; readonly side: Side; readonly at: number }
  /** The next page of rows whose outcomes are looked at before a run. */
  | { readonly kind: 'again'; readonly page: number }
  /** The level and page of rows; after the last level, `relations`. */
  | { readonly kind: 'rows'; readonly level: number | 'relations'; readonly page: number };

/** The whole of a first sync but its long lists. */
export interface Backfill {
  readonly id: string;
  readonly mappingId: string;
  readonly mappingVersion: number;
  /** The accountId of who started it. */
  readonly by: string;
  readonly startedAtMs: number;
  readonly phase: BackfillPhase;
  readonly hold: Hold | null;
  readonly options: BackfillOptions;
  readonly cursor: Cursor;
  readonly scanned: Readonly<Record<Side, number>>;
  /** The highest issue number that the scan saw. */
  readonly upTo: Readonly<Record<Side, number>>;
  /** How many pages of each list are kept. */
  readonly pages: Readonly<Record<BackfillPart, number>>;
  /** The highest level of a row. */
  readonly levels: number;
  readonly proposals: Readonly<Record<'open' | 'accepted' | 'refused', number>>;
  readonly totals: PlanTotals | null;
  readonly offKinds: readonly (RowKind | DetailKind)[];
  readonly offRows: readonly number[];
  readonly progress: Progress;
  /** Rows to be undone; empty: all. */
  readonly undoRows: readonly number[];
  readonly undo: Readonly<Record<'delete' | 'part' | 'left', number>> | null;
  /** Points spent in the hour that began then. */
  readonly budget: { readonly hourMs: number; readonly points: number };
  /** Steps that failed one after the other. */
  readonly failures: number;
  /** Of the job that goes on; an older one is a doubled delivery. */
  readonly turn: number;
  readonly aliveAtMs: number;
}

/** What is kept in pages. */
export const BACKFILL_PARTS = [
  'scan-jira',
  'scan-remote',
  'proposals',
  'rows',
  'outcomes',
  'before',
  'undo',
] as const;

export type BackfillPart = (typeof BACKFILL_PARTS)[number];

/** What a pair held on a side before the run wrote there. */
export interface BeforeValues {
  readonly number: number;
  readonly side: Side;
  readonly fields: FieldValues;
}

/** What each page is a list of. */
export interface BackfillItems {
  readonly 'scan-jira': ScannedIssue;
  readonly 'scan-remote': ScannedIssue;
  readonly proposals: Proposal;
  readonly rows: PlanRow;
  readonly outcomes: NumberedOutcome;
  readonly before: BeforeValues;
  readonly undo: UndoRow;
}

export interface NumberedOutcome {
  readonly number: number;
  readonly outcome: RowOutcome;
}

/** Phases that go on by themselves. */
const WORKING: ReadonlySet<BackfillPhase> = new Set([
  'scanning',
  'planning',
  'running',
  'undo-planning',
  'undoing',
]);

/** Whether it goes on by itself, now or once what holds it is over. */
export function isUnderWay({ phase, hold }: Pick<Backfill, 'phase' | 'hold'>): boolean {
  return WORKING.has(phase) && hold?.kind !== 'paused' && hold?.kind !== 'failed';
}

export const NO_PROGRESS: Progress = {
  done: 0,
  total: 0,
  created: { jira: 0, remote: 0 },
  failed: 0,
  replanned: 0,
  calls: { jira: 0, remote: 0 },
  points: 0,
  workedMs: 0,
  current: null,
};

/** Rows of one kind that are carried out together: what Jira makes in one call. */
export const ROWS_AT_ONCE = 50;

/** How many rows a page holds. */
export const ROWS_PER_PAGE = 100;

/** How long the rest takes, by what the rows so far took; `null` before the first. */
export function remainingSeconds({ done, total, workedMs }: Progress): number | null {
  if (done === 0) return null;
  return Math.round(((total - done) * (workedMs / done)) / 1000);
}
