/** The configuration of the contract's example, with what a test wants different. */

export const WEBHOOK_SECRET = 'a-secret-that-only-redmine-knows';

export interface ConfigurationParts {
  readonly redmineUrl: string;
  readonly apiKey: string;
  readonly textFormat?: 'textile' | 'markdown';
  /** Overrides of the mapping's keys. */
  readonly mapping?: Readonly<Record<string, unknown>>;
  /** Overrides of single field rows, by their Jira name. */
  readonly fields?: Readonly<Record<string, object>>;
  /** Further field rows. */
  readonly moreFields?: readonly object[];
  /** Further rows of the table of people. */
  readonly moreUsers?: readonly object[];
  /** Further mappings. */
  readonly moreMappings?: readonly object[];
  /** Overrides of the connection's keys. */
  readonly connection?: Readonly<Record<string, unknown>>;
}

const FIELDS = [
  { jira: 'summary', redmine: 'subject' },
  { jira: 'description', redmine: 'description' },
  { jira: 'assignee', redmine: 'assigned_to' },
  { jira: 'duedate', redmine: 'due_date' },
] as const;

/** WEB ↔ web-shop, every field of the main job, both ways, conflicts left to people. */
export function aConfiguration(parts: ConfigurationParts) {
  return {
    version: 1,
    connections: [
      {
        id: 'main',
        name: 'Acme Redmine',
        url: parts.redmineUrl,
        apiKey: parts.apiKey,
        webhookSecret: WEBHOOK_SECRET,
        textFormat: parts.textFormat ?? 'textile',
        ...parts.connection,
      },
    ],
    mappings: [
      {
        id: 'web',
        connection: 'main',
        jiraProject: 'WEB',
        redmineProject: 'web-shop',
        direction: 'both',
        create: { jira: true, redmine: true },
        issueTypes: [
          { jira: 'Bug', redmine: 'Bug' },
          { jira: 'Task', redmine: 'Feature' },
          { jira: 'Story', redmine: 'Support' },
        ],
        statuses: [
          { jira: 'To Do', redmine: 'New' },
          { jira: 'In Progress', redmine: 'In Progress' },
          { jira: 'In Review', redmine: 'Feedback', direction: 'toRedmine' },
          { jira: 'Done', redmine: 'Closed' },
        ],
        priorities: [
          { jira: 'Low', redmine: 'Low' },
          { jira: 'Medium', redmine: 'Normal' },
          { jira: 'High', redmine: 'High' },
        ],
        fields: [
          ...FIELDS.map((row) => ({ ...row, ...parts.fields?.[row.jira] })),
          ...(parts.moreFields ?? []),
        ],
        comments: { direction: 'both' },
        onConflict: 'manual',
        ...parts.mapping,
      },
      ...(parts.moreMappings ?? []),
    ],
    users: [
      { jira: 'ada@example.com', redmine: 'Ada Lovelace' },
      { jira: 'grace@example.com', redmine: 'Grace Hopper' },
      ...(parts.moreUsers ?? []),
    ],
  };
}
