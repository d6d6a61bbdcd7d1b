/**
 * The contract of the first sync's calls. All demand a Jira admin, name a mapping, and answer at
 * most 200 KB; long lists come a page at a time, with the cursor of the next page or `null`.
 */
import * as z from 'zod';
import type {
  BackfillOptions,
  BackfillPhase,
  Hold,
  PlanTotals,
  Progress,
} from '../core/backfill/backfill';
import { DETAIL_KINDS, ROW_KINDS, type ShownRow } from '../core/backfill/plan-row';
import type { Proposal } from '../core/backfill/proposal';
import type { UndoRow } from '../core/backfill/undo';

const mappingId = z.string().min(1);
const cursor = z.string().optional();
const kind = z.enum([...ROW_KINDS, ...DETAIL_KINDS]);
const rowNumbers = z.array(z.number().int().nonnegative()).max(5000);
const fieldKey = z.string().trim().min(1).max(200);

export const backfillRequests = {
  /** Where it stands; ask again every few seconds while `isWorking`. */
  getBackfill: z.object({ mappingId }),
  /** Reads both projects and proposes pairs. An older plan that is not running is thrown away. */
  startBackfill: z.object({
    mappingId,
    /** Whose values count where a pair differs; `ask`: every difference becomes a conflict. */
    seed: z.enum(['jira', 'remote', 'ask']),
    create: z.object({ jira: z.boolean(), remote: z.boolean() }),
    /** By key: `customfield_10010`, `cf_3`. */
    numberField: z
      .object({ jira: fieldKey.exactOptional(), remote: fieldKey.exactOptional() })
      .default({}),
  }),
  listProposals: z.object({
    mappingId,
    state: z.enum(['open', 'accepted', 'refused']).optional(),
    cursor,
  }),
  /** Those named, or all of at least this confidence that are open. */
  decideProposals: z.object({
    mappingId,
    decision: z.enum(['accepted', 'refused', 'open']),
    which: z.union([
      z.object({
        pairs: z
          .array(z.object({ jira: z.string(), remote: z.string() }))
          .min(1)
          .max(500),
      }),
      z.object({ minConfidencePercent: z.number().int().min(0).max(100) }),
    ]),
  }),
  /** Lines of `WEB-1,12`; with a heading or without. They replace proposals of the same issues. */
  importPairs: z.object({ mappingId, csv: z.string().max(400_000) }),
  /** From the accepted pairs to the plan. Open proposals count as refused. */
  buildBackfillPlan: z.object({ mappingId }),
  listBackfillRows: z.object({
    mappingId,
    /** A row's kind, or that of a detail it has. */
    kind: kind.optional(),
    outcome: z
      .enum(['waiting', 'off', 'done', 'replanned', 'skipped', 'failed', 'undone', 'left'])
      .optional(),
    cursor,
  }),
  /** A part of the file; the first begins with the heading. */
  exportBackfill: z.object({ mappingId, cursor }),
  /** `off`: left out. A kind of detail leaves out every row that has one. */
  tickBackfillRows: z.object({
    mappingId,
    off: z.boolean(),
    rows: rowNumbers.default([]),
    kinds: z.array(kind).default([]),
  }),
  /** Runs the plan; after a run, the rows that were planned again and those that failed. */
  runBackfill: z.object({ mappingId }),
  pauseBackfill: z.object({ mappingId }),
  resumeBackfill: z.object({ mappingId }),
  /** Looks at what was done and says what can be undone; changes nothing. No rows: all. */
  planUndo: z.object({ mappingId, rows: rowNumbers.default([]) }),
  listUndoRows: z.object({
    mappingId,
    kind: z.enum(['delete', 'part', 'left']).optional(),
    cursor,
  }),
  runUndo: z.object({ mappingId }),
  /** Undoes nothing: back to what became of each row. */
  leaveUndo: z.object({ mappingId }),
  /** Forgets plan and outcomes; what was done stays done. */
  discardBackfill: z.object({ mappingId }),
} as const;

export type BackfillCall = keyof typeof backfillRequests;

export interface BackfillView {
  readonly mappingId: string;
  readonly phase: BackfillPhase;
  readonly hold: Hold | null;
  /** It goes on by itself: neither held nor waiting for the admin. */
  readonly isWorking: boolean;
  readonly options: BackfillOptions;
  readonly startedAtMs: number;
  /** The mapping changed since: plan again. */
  readonly isOutdated: boolean;
  readonly scanned: Readonly<Record<'jira' | 'remote', number>>;
  readonly proposals: Readonly<Record<'open' | 'accepted' | 'refused', number>>;
  /** `null` before the plan is made. */
  readonly totals: PlanTotals | null;
  /** Kinds that are ticked off as a whole. */
  readonly offKinds: readonly string[];
  readonly offRows: number;
  /** Of the phase that goes on or went on last. */
  readonly progress: Progress;
  readonly rowsPerMinute: number | null;
  readonly remainingSeconds: number | null;
  /** The row it is at. */
  readonly current: ShownRow['row'] | null;
  readonly undo: Readonly<Record<'delete' | 'part' | 'left', number>> | null;
}

/** A proposal with what people need to judge it. */
export interface ProposalView extends Proposal {
  readonly issues: Readonly<
    Record<
      'jira' | 'remote',
      {
        readonly key: string;
        readonly title: string;
        readonly url: string;
        readonly author: string;
        readonly createdAtMs: number;
      }
    >
  >;
}

/** A row whose issues people can open. */
export interface RowView extends ShownRow {
  readonly urls: Readonly<Partial<Record<'jira' | 'remote', string>>>;
}

export interface BackfillAnswers {
  /** `null`: none was started. */
  readonly getBackfill: BackfillView | null;
  readonly startBackfill: null;
  readonly listProposals: {
    readonly proposals: readonly ProposalView[];
    readonly cursor: string | null;
  };
  readonly decideProposals: { readonly decided: number };
  readonly importPairs: {
    readonly accepted: number;
    /** Lines that name no two issues that can be paired, with the reason. */
    readonly mistakes: readonly { readonly line: number; readonly reason: string }[];
  };
  readonly buildBackfillPlan: null;
  readonly listBackfillRows: { readonly rows: readonly RowView[]; readonly cursor: string | null };
  readonly exportBackfill: {
    readonly fileName: string;
    readonly text: string;
    readonly cursor: string | null;
  };
  readonly tickBackfillRows: null;
  readonly runBackfill: null;
  readonly pauseBackfill: null;
  readonly resumeBackfill: null;
  readonly planUndo: null;
  readonly listUndoRows: { readonly rows: readonly UndoRow[]; readonly cursor: string | null };
  readonly runUndo: null;
  readonly leaveUndo: null;
  readonly discardBackfill: null;
}
