/** Try it on a few: what the sync would do to real issues, and nothing is written. */
import * as z from 'zod';
import type { TriedIssue } from '../core/trial/tried-issue';

/** What one look may ask for. */
export const MAX_TRIED = 20;

export const trialRequests = {
  tryIssues: z.object({
    mappingId: z.string(),
    issues: z.union([
      /** Keys of Jira, numbers and addresses of Redmine. */
      z.object({ names: z.array(z.string().trim().min(1).max(300)).min(1).max(MAX_TRIED) }),
      z.object({
        newest: z.number().int().min(1).max(MAX_TRIED),
        of: z.enum(['jira', 'remote']),
      }),
    ]),
    /** A configuration whose rules are to be tried before it is imported; left out: as it is. */
    document: z.unknown().optional(),
  }),
} as const;

export interface TrialAnswers {
  readonly tryIssues: TrialView;
}

export interface TriedView extends TriedIssue {
  /** As it was asked for. */
  readonly name: string;
}

export interface TrialView {
  readonly tried: readonly TriedView[];
  /** What no issue is called. */
  readonly unknown: readonly string[];
  /** Names that the time did not suffice for: ask again. */
  readonly left: readonly string[];
}
