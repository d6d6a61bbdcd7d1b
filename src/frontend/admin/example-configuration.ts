import type { z } from 'zod';
import type { configurationSchema } from '../../shared/configuration';

/** A document to start from: every name in it is to be replaced by one's own. */
const EXAMPLE: z.input<typeof configurationSchema> = {
  version: 1,
  connections: [
    {
      id: 'main',
      name: 'Our Redmine',
      url: 'https://redmine.example.com',
      apiKey: 'the API key of the account that writes',
      webhookSecret: 'a long random text, the same as in Redmine',
      textFormat: 'textile',
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
      ],
      statuses: [
        { jira: 'To Do', redmine: 'New' },
        { jira: 'In Progress', redmine: 'In Progress' },
        { jira: 'Done', redmine: 'Closed' },
      ],
      priorities: [
        { jira: 'Medium', redmine: 'Normal' },
        { jira: 'High', redmine: 'High' },
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
  users: [{ jira: 'ada@example.com', redmine: 'ada' }],
};

export const EXAMPLE_TEXT = JSON.stringify(EXAMPLE, null, 2);
