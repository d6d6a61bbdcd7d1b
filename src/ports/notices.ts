/** Telling people what is broken, and what is kept of what they were told. */
import type { AuditEntry } from '../core/audit/audit';
import type { ToldAlarm } from '../core/notices/alarm';
import type { News } from '../core/notices/news';
import type { AlarmText, MailText, NoticeLanguage } from '../core/notices/words';

/** Where admins are told. */
export interface NoticePlace {
  readonly projectId: string;
  readonly projectKey: string;
  readonly issueTypeId: string;
}

export interface NoticeSettings {
  readonly language: NoticeLanguage;
  /** `null`: admins are told on the admin page only. */
  readonly place: NoticePlace | null;
  readonly remindAfterMs: number;
  /** Some mapping has people told. */
  readonly tellsPeople: boolean;
}

export interface NoticeState {
  readonly alarms: readonly ToldAlarm[];
  /** What could not be told yet. */
  readonly untold: readonly News[];
  /** Why not; `null`: nothing stands in the way. */
  readonly failure: { readonly message: string; readonly sinceMs: number } | null;
}

export interface NoticeStore {
  /** One storage request. Settings are `null` where nobody is told of anything. */
  loadNotices(): Promise<{ readonly settings: NoticeSettings | null; readonly state: NoticeState }>;
  saveNotices(state: NoticeState, audit: readonly AuditEntry[]): Promise<void>;
}

/**
 * Every call throws PermanentError or RetryLaterError as Jira answers. A `mark` names what is told
 * about an issue: under one mark it is told once, also where a killed run could not save that it was.
 */
export interface NoticeBoard {
  /** The issue that is open under this label, or a new one. */
  openIssue(
    place: NoticePlace,
    label: string,
    text: AlarmText,
  ): Promise<{ readonly issueId: string; readonly issueKey: string }>;
  /** @returns `gone` where somebody deleted the issue */
  addComment(issueId: string, lines: readonly string[], mark: string): Promise<'done' | 'gone'>;
  /** Takes a transition to a Done status, where the workflow has one that asks for nothing. */
  closeIssue(issueId: string): Promise<void>;
  /** By mail, to those of them who see the issue. */
  sendMail(
    issueId: string,
    accountIds: readonly string[],
    text: MailText,
    mark: string,
  ): Promise<void>;
}
