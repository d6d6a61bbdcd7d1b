/** What the overview shows and what is done from it. */
import * as z from 'zod';
import { none } from './answer';
import type { ConnectionView, HealthView } from './connections-api';

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
  /** Counted up to 100 each. */
  readonly links: { readonly total: number; readonly conflicts: number; readonly problems: number };
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
  /** Newest first, at most 20. */
  readonly runs: readonly RunView[];
  /** Links in conflict, counted up to 100. */
  readonly conflictCount: number;
  /** Links with problems and changes that were given up, counted up to 100 each. */
  readonly problemCount: number;
}
