/** The configuration as people write it, with names; `shared/configuration.ts` parses it. */
import type { NoticeLanguage } from '../notices/words';

export type ConfiguredDirection = 'both' | 'toJira' | 'toRedmine';
export type ConfiguredPolicy = 'jira' | 'redmine' | 'newest' | 'manual' | 'halt';

export interface ConfiguredValue {
  readonly jira: string;
  readonly redmine: string;
  readonly direction?: ConfiguredDirection | undefined;
  /** Wins over other rows for the same value; without one, the first row does. */
  readonly preferred?: boolean | undefined;
}

export const UNMAPPED_RULES = ['review', 'keep', 'clear', 'default', 'create', 'fail'] as const;

export interface ConfiguredField {
  /** Absent on the side that a template reads. */
  readonly jira?: string | undefined;
  readonly redmine?: string | undefined;
  /** Several fields in one line: `{Browser} on {Environment}`. */
  readonly template?: string | undefined;
  readonly direction?: ConfiguredDirection | undefined;
  readonly onConflict?: ConfiguredPolicy | 'merge' | undefined;
  readonly values?: readonly ConfiguredValue[] | undefined;
  readonly unmapped?: (typeof UNMAPPED_RULES)[number] | undefined;
  readonly default?:
    | { readonly jira?: string | undefined; readonly redmine?: string | undefined }
    | undefined;
  /** What the Redmine field holds, where the key may not see it. */
  readonly redmineType?: string | undefined;
}

export interface ConfiguredConnection {
  readonly id: string;
  readonly name: string;
  readonly kind?: 'redmine' | undefined;
  readonly url: string;
  readonly apiKey?: string | undefined;
  /** A list holds every one that is valid. */
  readonly webhookSecret?: string | readonly string[] | undefined;
  readonly textFormat: 'textile' | 'markdown';
  readonly circuit?: ConfiguredCircuit | undefined;
  readonly requestsPerMinute?: number | undefined;
}

/** When a tracker that fails is left in peace, and for how long. */
export interface ConfiguredCircuit {
  readonly threshold?: number;
  readonly pauseSeconds?: number;
}

export interface ConfiguredMapping {
  readonly id: string;
  readonly connection: string;
  readonly jiraProject: string;
  readonly redmineProject: string;
  readonly direction: ConfiguredDirection;
  readonly create: { readonly jira: boolean; readonly redmine: boolean };
  readonly issueTypes: readonly ConfiguredValue[];
  readonly statuses: readonly ConfiguredValue[];
  readonly priorities: readonly ConfiguredValue[];
  readonly fields: readonly ConfiguredField[];
  readonly comments?:
    | {
        readonly direction?: ConfiguredDirection | undefined;
        readonly attribution?: string | undefined;
        /** Copies in Redmine are written as their authors. */
        readonly asAuthor?: boolean | undefined;
        /** Whom in Jira private comments are for: a project role, or a group. */
        readonly private?:
          | { readonly role?: string | undefined; readonly group?: string | undefined }
          | undefined;
      }
    | undefined;
  /** `false`: they do not cross. */
  readonly attachments?: ConfiguredAttachments | false | undefined;
  /** Left out: they do not cross. */
  readonly relations?: ConfiguredRelations | boolean | undefined;
  /** Left out: spent time does not cross. */
  readonly timeEntries?: ConfiguredTime | boolean | undefined;
  /** What becomes of the twin of an issue that was deleted. */
  readonly deleting?: ConfiguredDeletion | undefined;
  readonly onConflict: ConfiguredPolicy;
  /** Who decides conflicts besides Jira's administrators. */
  readonly decidedBy?: 'jira-admins' | 'project-admins' | { readonly role: string } | undefined;
  /** Who watches an issue follows, where this is given. */
  readonly watchers?: { readonly direction: ConfiguredDirection } | undefined;
  /** Left out: both projects whole. */
  readonly scope?: ConfiguredScope | undefined;
  /** By which a date is a moment: `Europe/Berlin`. */
  readonly timeZone?: string | undefined;
  /** What the screens of Jira's transitions are filled with, by field. */
  readonly screens?: Readonly<Record<string, string>> | undefined;
  /** Who is told of what happens to pairs; left out: nobody. */
  readonly notices?: ConfiguredMappingNotices | undefined;
}

export interface ConfiguredMappingNotices {
  /** Who is told of a new conflict, by mail: an e-mail address, an accountId or a full name. */
  readonly conflicts?: readonly string[] | undefined;
  /** How somebody is told whose edit there could not cross. */
  readonly authors?:
    | { readonly jira?: 'comment' | 'mail' | undefined; readonly redmine?: 'comment' | undefined }
    | undefined;
}

export type ConfiguredDeletion =
  | 'ignore'
  | 'unlink'
  | 'delete'
  /** With the status that a closed twin gets on each side. */
  | { readonly close: { readonly jira: string; readonly redmine: string } };

export interface ConfiguredScope {
  /** JQL. */
  readonly jira?: string | undefined;
  readonly redmine?: ConfiguredRedmineScope | undefined;
  readonly leaving?: 'pause' | 'unlink' | 'keep' | undefined;
}

/** An issue has to fit every list that is given. */
export interface ConfiguredRedmineScope {
  readonly trackers?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  /** By the field's name or key. */
  readonly customFields?: Readonly<Record<string, readonly string[]>> | undefined;
  /** A saved query's name or number. */
  readonly query?: string | number | undefined;
}

export interface ConfiguredRelations {
  readonly direction?: ConfiguredDirection | undefined;
  readonly types?: readonly { readonly jira: string; readonly redmine: string }[] | undefined;
}

export interface ConfiguredTime {
  readonly direction?: ConfiguredDirection | undefined;
  /** What Redmine takes Jira's worklogs for. */
  readonly activity?: string | undefined;
}

export interface ConfiguredAttachments {
  readonly direction?: ConfiguredDirection | undefined;
  readonly maxMegabytes?: number | undefined;
  readonly tooLarge?: 'link' | 'skip' | undefined;
  readonly renames?: boolean | undefined;
  readonly deletions?: boolean | undefined;
}

/** What admins are told when something is broken: one issue of a Jira project for each trouble. */
export interface ConfiguredNotices {
  /** Key or name of a Jira project that no mapping covers. */
  readonly project?: string | undefined;
  readonly issueType?: string | undefined;
  /** It is told again after so long, then after twice as long, and so on. */
  readonly remindAfterHours?: number | undefined;
  readonly language?: NoticeLanguage | undefined;
}

/** How long the audit is kept, and where it is pushed to. */
export interface ConfiguredAudit {
  readonly retentionDays?: number | undefined;
  readonly collector?:
    | {
        readonly kind: 'splunk' | 'datadog' | 'json';
        readonly url: string;
        readonly token?: string | undefined;
      }
    | undefined;
}

export interface Configuration {
  readonly version: 1;
  readonly audit?: ConfiguredAudit | undefined;
  /** Left out: admins are told on the admin page only. */
  readonly notices?: ConfiguredNotices | undefined;
  readonly jira?:
    | {
        readonly circuit?: ConfiguredCircuit | undefined;
      }
    | undefined;
  readonly connections: readonly ConfiguredConnection[];
  readonly mappings: readonly ConfiguredMapping[];
  /** `email`: a member whose address Jira knows is that person; rows of `users` go first. */
  readonly matchPeople?: 'email' | undefined;
  readonly users: readonly { readonly jira: string; readonly redmine: string | number }[];
}

/** One mistake: where it stands, what it is, and what would be right. */
export interface ConfigurationMistake {
  /** Like `mappings[0].statuses[2].redmine`. */
  readonly path: string;
  readonly message: string;
}
