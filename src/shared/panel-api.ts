import * as z from 'zod';
import type { AuditEntry } from '../core/audit/audit';
import { none } from './answer';
import { type ConflictDetail, type ConflictView, keptValue } from './conflicts-api';

/** The issue panel's calls. Each checks the caller's permission on the issue it is shown on. */
export const panelRequests = {
  getPanel: none,
  /** What happened to this pair, newest first. */
  listHistory: z.object({ cursor: z.string().max(2000).optional() }),
  syncNow: none,
  pausePair: none,
  resumePair: none,
  /** Issues across that could be this one's twin. */
  findIssues: z.object({
    /** `12`, `#12`, the issue's address, or words of its title. */
    wanted: z.string().trim().min(1).max(200),
  }),
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
  readonly listHistory: PairHistory;
  readonly syncNow: PanelView;
  readonly pausePair: PanelView;
  readonly resumePair: PanelView;
  readonly findIssues: { readonly issues: readonly FoundIssueView[] };
  readonly linkIssue: PanelView;
  readonly unlinkIssue: PanelView;
  readonly showConflict: ConflictDetail;
  readonly decideConflict: PanelView;
}

export interface PanelView {
  /**
   * `syncing`: a change is on its way. `waiting`: it will be, once the tracker answers again.
   * `not-mapped`: the issue's project is in no mapping.
   */
  readonly state:
    | 'in-sync'
    | 'syncing'
    | 'waiting'
    | 'conflict'
    | 'problem'
    | 'paused'
    | 'not-linked'
    | 'not-mapped';
  /** What is paused: this pair alone, or the whole mapping; `null`: nothing. */
  readonly paused: 'pair' | 'mapping' | null;
  readonly twin: TwinView | null;
  /** Last write to Redmine and to Jira, by our clock; `null`: never. */
  readonly lastSentAtMs: number | null;
  readonly lastReceivedAtMs: number | null;
  /** When the pair was last compared in full; `null` without one. */
  readonly verifiedAtMs: number | null;
  /** Fields that wait for a decision; their values are told to whom may decide. */
  readonly conflicts: readonly Pick<ConflictView, 'field' | 'isDecided'>[];
  /** Whether the caller may decide them. */
  readonly canDecide: boolean;
  /** Who may: Jira's administrators, and whom the mapping opens it to. */
  readonly decidedBy: 'jira-admins' | 'project-admins' | { readonly role: string };
  /** What stands in the way, in sentences. */
  readonly notes: readonly string[];
  readonly canEdit: boolean;
}

/** Of a twin that is private, or cannot be read now, no more is told than where it is. */
export interface TwinView {
  readonly key: string;
  readonly url: string;
  readonly shown: 'whole' | 'private' | 'unreadable';
  readonly title: string;
  readonly status: string;
  readonly assignee: string | null;
  /** By the tracker's clock; `null` where it is not shown. */
  readonly updatedAtMs: number | null;
}

export interface PairHistory {
  readonly events: readonly PairEventView[];
  /** Present where there is more. */
  readonly cursor: string | null;
}

/** What was done, never a value. */
export interface PairEventView {
  readonly atMs: number;
  readonly kind: AuditEntry['kind'];
  readonly side: AuditEntry['side'];
  readonly fields: readonly string[];
  /** How many comments, files or relations. */
  readonly count: number;
  /** The name of who asked for it; `null`: nobody did, or nobody known. */
  readonly by: string | null;
}

export interface FoundIssueView {
  /** As `linkIssue` takes it. */
  readonly key: string;
  readonly title: string;
  readonly status: string;
  readonly isLinked: boolean;
}

export type PanelCall = keyof typeof panelRequests;
