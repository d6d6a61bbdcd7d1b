/** The configuration as people write it, with names; `shared/configuration.ts` parses it. */

export type ConfiguredDirection = 'both' | 'toJira' | 'toRedmine';
export type ConfiguredPolicy = 'jira' | 'redmine' | 'newest' | 'manual' | 'halt';

export interface ConfiguredValue {
  readonly jira: string;
  readonly redmine: string;
  readonly direction?: ConfiguredDirection | undefined;
}

export interface ConfiguredField {
  readonly jira: string;
  readonly redmine: string;
  readonly direction?: ConfiguredDirection | undefined;
  readonly onConflict?: ConfiguredPolicy | 'merge' | undefined;
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
  readonly comments?: { readonly direction: ConfiguredDirection } | undefined;
  /** `false`: they do not cross. */
  readonly attachments?: ConfiguredAttachments | false | undefined;
  readonly onConflict: ConfiguredPolicy;
}

export interface ConfiguredAttachments {
  readonly direction?: ConfiguredDirection | undefined;
  readonly maxMegabytes?: number | undefined;
  readonly tooLarge?: 'link' | 'skip' | undefined;
  readonly renames?: boolean | undefined;
  readonly deletions?: boolean | undefined;
}

export interface Configuration {
  readonly version: 1;
  readonly jira?:
    | {
        readonly circuit?: ConfiguredCircuit | undefined;
        readonly verifyPointsPerHour?: number | undefined;
      }
    | undefined;
  readonly connections: readonly ConfiguredConnection[];
  readonly mappings: readonly ConfiguredMapping[];
  readonly users: readonly { readonly jira: string; readonly redmine: string | number }[];
}

/** One mistake: where it stands, what it is, and what would be right. */
export interface ConfigurationMistake {
  /** Like `mappings[0].statuses[2].redmine`. */
  readonly path: string;
  readonly message: string;
}
