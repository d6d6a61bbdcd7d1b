import { apiKeyOf, DEMO_SEED } from '../redmine/seed/demo-seed';

/** The key that the app writes with: a user without admin rights, as an admin would give it. */
export const DEMO_API_KEY = apiKeyOf(DEMO_SEED, 'jira-sync');

/** The Jira project and the Redmine project that the demo keeps the same. */
export const DEMO_JIRA_PROJECT = 'WEB';
export const DEMO_REDMINE_PROJECT = 'web-shop';

/**
 * The configuration that a newcomer finds, in the form that the admin page imports.
 * @param url of the Redmine that holds the demo's data
 */
export function demoConfiguration(url: string, apiKey: string): object {
  return {
    version: 1,
    connections: [
      {
        id: 'main',
        name: 'Acme Redmine',
        url,
        apiKey,
        webhookSecret: 'local-demo-webhook-secret',
        textFormat: 'textile',
      },
    ],
    mappings: [
      {
        id: 'web',
        connection: 'main',
        jiraProject: DEMO_JIRA_PROJECT,
        redmineProject: DEMO_REDMINE_PROJECT,
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
          { jira: 'In Review', redmine: 'Feedback' },
          { jira: 'Done', redmine: 'Closed' },
        ],
        priorities: [
          { jira: 'Low', redmine: 'Low' },
          { jira: 'Medium', redmine: 'Normal' },
          { jira: 'High', redmine: 'High' },
          { jira: 'Highest', redmine: 'Urgent' },
        ],
        fields: [
          { jira: 'summary', redmine: 'subject' },
          { jira: 'description', redmine: 'description', onConflict: 'merge' },
          { jira: 'assignee', redmine: 'assigned_to' },
          { jira: 'duedate', redmine: 'due_date' },
        ],
        comments: { direction: 'both' },
        onConflict: 'manual',
      },
    ],
    users: [
      { jira: 'ada@example.com', redmine: 'Ada Lovelace' },
      { jira: 'grace@example.com', redmine: 'Grace Hopper' },
      { jira: 'linus@example.com', redmine: 'Linus Torvalds' },
    ],
  };
}
