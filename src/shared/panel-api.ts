import * as z from 'zod';
import { none } from './answer';
import { type ConflictDetail, type ConflictView, keptValue } from './conflicts-api';

/** The issue panel's calls. Each checks the caller's permission on the issue it is shown on. */
export const panelRequests = {
  getPanel: none,
  syncNow: none,
  linkIssue: z.object({
    /** `12`, `#12`, or the issue's address. */
    redmineIssue: z.string().trim().min(1),
    /** Whose values win where the two differ; `ask`: every difference becomes a conflict. */
    seed: z.enum(['jira', 'remote', 'ask']),
  }),
  unlinkIssue: none,
  /** Both demand, besides, that the caller may decide conflicts of the mapping. */
  showConflict: z.object({ field: z.string() }),
  decideConflict: z.object({ field: z.string(), ...keptValue }),
} as const;

export interface PanelAnswers {
  readonly getPanel: PanelView;
  readonly syncNow: PanelView;
  readonly linkIssue: PanelView;
  readonly unlinkIssue: PanelView;
  readonly showConflict: ConflictDetail;
  readonly decideConflict: PanelView;
}

export interface PanelView {
  /** `not-mapped`: the issue's project is in no mapping. */
  readonly state:
    | 'in-sync'
    | 'waiting'
    | 'conflict'
    | 'problem'
    | 'paused'
    | 'not-linked'
    | 'not-mapped';
  readonly twin: {
    readonly key: string;
    readonly url: string;
    readonly title: string;
    readonly status: string;
    readonly assignee: string | null;
  } | null;
  /** Last write to Redmine and to Jira, by our clock; `null`: never. */
  readonly lastSentAtMs: number | null;
  readonly lastReceivedAtMs: number | null;
  /** When the pair was last compared in full; `null` without one. */
  readonly verifiedAtMs: number | null;
  /** Fields that wait for a decision. */
  readonly conflicts: readonly ConflictView[];
  /** Whether the caller may decide them. */
  readonly canDecide: boolean;
  /** What stands in the way, in sentences. */
  readonly notes: readonly string[];
  readonly canEdit: boolean;
}

export type PanelCall = keyof typeof panelRequests;
