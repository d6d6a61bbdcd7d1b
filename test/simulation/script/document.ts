/** The configuration document that an admin imports. */
import { configureFamilies } from '../families';
import type { MappingChoice, WorldChoice } from './configuration';
import { HIGH_PRIORITY, PEOPLE, pairsOf } from './values';

export const JIRA_URL = 'http://127.0.0.1:8421';
export const REDMINE_URL = 'http://127.0.0.1:8422';
export const WEBHOOK_SECRET = 'a secret of the simulation';
export const JIRA_PROJECT = 'WEB';
export const REDMINE_PROJECT = 'web-shop';
/** In projects with these names nothing of the app's ever happens. */
export const FOREIGN_JIRA_PROJECT = 'OPS';
export const FOREIGN_REDMINE_PROJECT = 'back-office';
export const FOREIGN_REDMINE_NAME = 'Back Office';
export const CONNECTION = 'main';
export const MAPPING = 'web';

/** @param apiKey of the Redmine user that the app writes as */
export function writeDocument(mapping: MappingChoice, choice: WorldChoice, apiKey: string): object {
  const { rows, ...more } = configureFamilies(choice);
  const { directions, hasHighPriorityRow } = mapping;
  const field = (jira: keyof typeof directions, redmine: string) => ({
    jira,
    redmine,
    direction: directions[jira],
  });
  return {
    version: 1,
    connections: [
      {
        id: CONNECTION,
        name: 'Redmine',
        url: REDMINE_URL,
        apiKey,
        webhookSecret: WEBHOOK_SECRET,
        textFormat: choice.textFormat,
      },
    ],
    mappings: [
      {
        id: MAPPING,
        connection: CONNECTION,
        jiraProject: JIRA_PROJECT,
        redmineProject: REDMINE_PROJECT,
        create: mapping.create,
        issueTypes: pairsOf('issuetype'),
        statuses: pairsOf('status'),
        priorities: pairsOf('priority').filter(
          ({ jira }) => jira !== HIGH_PRIORITY || hasHighPriorityRow,
        ),
        fields: [
          field('summary', 'subject'),
          {
            ...field('description', 'description'),
            ...(mapping.mergesDescription ? { onConflict: 'merge' } : {}),
          },
          field('duedate', 'due_date'),
          field('assignee', 'assigned_to'),
          ...rows,
        ],
        comments: { direction: mapping.comments },
        onConflict: mapping.policy,
        ...more,
      },
    ],
    users: PEOPLE.map(({ email, name }) => ({ jira: email, redmine: name })),
  };
}
