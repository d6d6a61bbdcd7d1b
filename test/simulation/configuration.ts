/** A random configuration of the one mapping that a world runs. */
import type { Chance } from './random';

export const JIRA_URL = 'http://127.0.0.1:8421';
export const REDMINE_URL = 'http://127.0.0.1:8422';
export const WEBHOOK_SECRET = 'a secret of the simulation';

type Direction = 'both' | 'toJira' | 'toRedmine';
type Policy = 'jira' | 'redmine' | 'newest' | 'manual' | 'halt';

export interface WorldConfiguration {
  readonly textFormat: 'textile' | 'markdown';
  readonly onConflict: Policy;
  /** By Jira's name of the field. */
  readonly directions: Readonly<Record<MappedField, Direction>>;
  readonly document: object;
}

export const MAPPED_FIELDS = [
  'summary',
  'description',
  'duedate',
  'assignee',
  'priority',
  'status',
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

/** Jira's names and Redmine's, each a pair. */
export const VALUE_PAIRS = {
  status: [
    ['To Do', 'New'],
    ['In Progress', 'In Progress'],
    ['In Review', 'Feedback'],
    ['Done', 'Closed'],
  ],
  priority: [
    ['Low', 'Low'],
    ['Medium', 'Normal'],
    ['High', 'High'],
  ],
} as const;

export const PEOPLE = [
  { email: 'ada@example.com', redmineName: 'Ada Lovelace', login: 'ada' },
  { email: 'grace@example.com', redmineName: 'Grace Hopper', login: 'grace' },
] as const;

const POLICIES: readonly Policy[] = ['manual', 'manual', 'jira', 'redmine', 'newest', 'halt'];
const ONE_WAY: readonly Direction[] = ['both', 'both', 'both', 'both', 'toJira', 'toRedmine'];

/** @param apiKey of the Redmine user that the app writes as */
export function chooseConfiguration(chance: Chance, apiKey: string): WorldConfiguration {
  const textFormat = chance.pick(['textile', 'markdown'] as const);
  const onConflict = chance.pick(POLICIES);
  const directions = {
    summary: chance.pick(ONE_WAY),
    description: chance.pick(ONE_WAY),
    duedate: chance.pick(ONE_WAY),
    assignee: chance.pick(ONE_WAY),
    priority: 'both',
    status: 'both',
  } as const;
  const rows = (pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([jira, redmine]) => ({ jira, redmine }));
  const document = {
    version: 1,
    connections: [
      {
        id: 'main',
        name: 'Redmine',
        url: REDMINE_URL,
        apiKey,
        webhookSecret: WEBHOOK_SECRET,
        textFormat,
      },
    ],
    mappings: [
      {
        id: 'web',
        connection: 'main',
        jiraProject: 'WEB',
        redmineProject: 'web-shop',
        create: { jira: true, redmine: true },
        issueTypes: rows([
          ['Bug', 'Bug'],
          ['Task', 'Feature'],
        ]),
        statuses: rows(VALUE_PAIRS.status),
        priorities: rows(VALUE_PAIRS.priority),
        fields: [
          { jira: 'summary', redmine: 'subject', direction: directions.summary },
          {
            jira: 'description',
            redmine: 'description',
            direction: directions.description,
            ...(chance.happens(0.5) ? { onConflict: 'merge' } : {}),
          },
          { jira: 'duedate', redmine: 'due_date', direction: directions.duedate },
          { jira: 'assignee', redmine: 'assigned_to', direction: directions.assignee },
        ],
        onConflict,
      },
    ],
    users: PEOPLE.map(({ email, redmineName }) => ({ jira: email, redmine: redmineName })),
  };
  return { textFormat, onConflict, directions, document };
}
