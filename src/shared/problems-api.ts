/** What failed, and what is done about it. */
import * as z from 'zod';
import type { Remedy } from '../core/failing/find-remedy';
import type { Problem } from '../core/link';
import type { ConflictView } from './conflicts-api';

export const problemsRequests = {
  listProblems: z.object({ cursor: z.string().optional() }),
  retryDeadLetter: z.object({ id: z.string() }),
  /** All of one mapping that failed in the same words. */
  retryDeadLetters: z.object({ mappingId: z.string(), kind: z.string().min(1) }),
  discardDeadLetter: z.object({ id: z.string(), reason: z.string().trim().min(1) }),
} as const;

export interface ProblemsAnswers {
  readonly listProblems: Problems;
  readonly retryDeadLetter: null;
  readonly retryDeadLetters: null;
  readonly discardDeadLetter: null;
}

export interface ProblemView {
  readonly kind: Problem['kind'];
  /** The field it is about; `null`: the whole pair. */
  readonly field: string | null;
  readonly linkId: string;
  readonly jiraKey: string;
  readonly remoteKey: string;
  readonly message: string;
  readonly foundAtMs: number;
}

export interface DeadLetterView {
  readonly id: string;
  /** The message without ids: letters of one kind have one cause. */
  readonly kind: string;
  readonly mappingId: string;
  /** What most likely helps. */
  readonly remedy: Remedy;
  readonly message: string;
  readonly failedAtMs: number;
}

export interface Problems {
  readonly conflicts: readonly ConflictView[];
  readonly problems: readonly ProblemView[];
  readonly deadLetters: readonly DeadLetterView[];
  /** Present where there is more. */
  readonly cursor: string | null;
}
