/** What the overview shows and what is done from it. */
import * as z from 'zod';
import type { Remedy } from '../core/failing/find-remedy';
import type { PulseDay } from '../core/pulse';
import { none } from './answer';
import type { ConnectionView, HealthView } from './connections-api';

/** Counting further would cost reads that nobody needs. */
export const COUNTED_UP_TO = 25;

export const overviewRequests = {
  getOverview: none,
  pauseMapping: z.object({ mappingId: z.string() }),
  resumeMapping: z.object({ mappingId: z.string() }),
  /** Shows the panel on every issue of the project, without a click. */
  pinPanel: z.object({ mappingId: z.string() }),
  rebuildLinks: z.object({
    mappingId: z.string(),
    /** Whose values win where a pair differs; `ask`: every difference becomes a conflict. */
    seed: z.enum(['jira', 'remote', 'ask']),
  }),
} as const;

export interface OverviewAnswers {
  readonly getOverview: Overview;
  readonly pauseMapping: MappingView;
  readonly resumeMapping: MappingView;
  /** `under-way`: Jira is still at it. */
  readonly pinPanel: { readonly state: 'pinned' | 'under-way' };
  readonly rebuildLinks: null;
}

export interface MappingView {
  readonly id: string;
  readonly connectionId: string;
  readonly jiraProject: string;
  readonly redmineProject: string;
  readonly direction: 'both' | 'toJira' | 'toRedmine';
  readonly state: 'active' | 'paused';
  /** Why the app paused it by itself; `null`: a person did, or nobody. */
  readonly pausedFor: string | null;
  readonly links: {
    readonly total: number;
    /** There are more than `total`. */
    readonly isMore: boolean;
    /** Counted up to `COUNTED_UP_TO` each. */
    readonly conflicts: number;
    readonly problems: number;
  };
}

/** One run that changed something, in words. */
export interface RunView {
  readonly atMs: number;
  readonly linkId: string | null;
  readonly jiraKey: string | null;
  readonly remoteKey: string | null;
  readonly summary: string;
}

export interface Overview {
  readonly jiraHealth: HealthView;
  readonly connections: readonly ConnectionView[];
  readonly mappings: readonly MappingView[];
  /** Newest first, at most 10. */
  readonly runs: readonly RunView[];
  /** Links in conflict, counted up to `COUNTED_UP_TO`. */
  readonly conflictCount: number;
  /** Links with problems and changes that were given up, counted up to `COUNTED_UP_TO`. */
  readonly problemCount: number;
  readonly rhythm: RhythmView;
  /** What was given up, by kind, the most frequent first. */
  readonly failures: readonly FailureView[];
}

/** How the sync goes; counted by the sweep, so up to five minutes old. */
export interface RhythmView {
  /** `null`: not yet. */
  readonly sweptAtMs: number | null;
  /** When all pairs of every mapping had last been compared. */
  readonly verifiedAtMs: number | null;
  /** When a bell of Redmine last brought a change. */
  readonly bellAtMs: number | null;
  /** Oldest first; days without a change are left out. */
  readonly days: readonly PulseDay[];
  /** From edit to applied, of the last `changes`; `null` before the first. */
  readonly lag: {
    readonly p50Ms: number;
    readonly p95Ms: number;
    readonly changes: number;
  } | null;
}

export interface FailureView {
  readonly kind: string;
  readonly remedy: Remedy;
  readonly count: number;
}
