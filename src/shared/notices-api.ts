/** Whom the app tells, and what it told. */
import type { AlarmKind } from '../core/notices/alarm';
import { none } from './answer';

export const noticesRequests = {
  getNotices: none,
} as const;

export interface NoticesAnswers {
  readonly getNotices: NoticesView;
}

export interface NoticesView {
  /** Where issues are opened; `null`: admins are told on this page only. */
  readonly place: { readonly projectKey: string; readonly remindAfterHours: number } | null;
  /** Mappings whose people are told. */
  readonly mappings: readonly {
    readonly mappingId: string;
    readonly jiraProject: string;
    readonly conflicts: number;
    readonly tellsAuthors: boolean;
  }[];
  /** What is told and stands. */
  readonly standing: readonly {
    readonly kind: AlarmKind;
    readonly what: string;
    readonly issueKey: string;
    readonly sinceMs: number;
    /** It seems to be over, and is closed soon. */
    readonly isGone: boolean;
  }[];
  /** Told with one of the next sweeps. */
  readonly waiting: number;
  readonly failure: { readonly message: string; readonly sinceMs: number } | null;
}
