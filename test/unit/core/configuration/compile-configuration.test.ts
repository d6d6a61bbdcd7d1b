import { describe, expect, it } from 'vitest';
import { compileMapping } from '../../../../src/core/configuration/compile-configuration';
import type { ConfiguredMapping } from '../../../../src/core/configuration/configuration';
import { DEFAULT_LIMITS } from '../../../../src/core/configuration/limits';
import type { ProjectMetadata } from '../../../../src/core/metadata';

const JIRA: ProjectMetadata = {
  projectId: '10000',
  projectKey: 'WEB',
  siteUrl: 'https://acme.atlassian.net',
  fields: [
    { key: 'summary', name: 'Summary', kind: 'line' },
    { key: 'description', name: 'Description', kind: 'text' },
    { key: 'assignee', name: 'Assignee', kind: 'user' },
    { key: 'duedate', name: 'Due date', kind: 'date' },
  ],
  issueTypes: [{ id: '1', name: 'Bug' }],
  statuses: [
    { id: '10000', name: 'To Do' },
    { id: '10001', name: 'Done' },
  ],
  priorities: [{ id: '3', name: 'Medium' }],
  relationTypes: ['Relates', 'Blocks'],
  activities: [],
};

const REDMINE: ProjectMetadata = {
  projectId: '1',
  projectKey: 'web-shop',
  siteUrl: 'https://redmine.acme.com',
  fields: [
    { key: 'subject', name: 'Subject', kind: 'line' },
    { key: 'description', name: 'Description', kind: 'text' },
    { key: 'assigned_to', name: 'Assignee', kind: 'user' },
    { key: 'due_date', name: 'Due date', kind: 'date' },
  ],
  issueTypes: [{ id: '1', name: 'Bug' }],
  statuses: [
    { id: '1', name: 'New' },
    { id: '5', name: 'Closed' },
  ],
  priorities: [{ id: '2', name: 'Normal' }],
  relationTypes: ['relates', 'blocks', 'duplicates'],
  activities: [
    { id: '9', name: 'Development' },
    { id: '8', name: 'Design' },
  ],
};

const CONFIGURED: ConfiguredMapping = {
  id: 'web',
  connection: 'main',
  jiraProject: 'WEB',
  redmineProject: 'web-shop',
  direction: 'both',
  create: { jira: true, redmine: true },
  issueTypes: [{ jira: 'Bug', redmine: 'Bug' }],
  statuses: [{ jira: 'To Do', redmine: 'New' }],
  priorities: [],
  fields: [{ jira: 'summary', redmine: 'subject' }],
  onConflict: 'manual',
};

function compile(configured: Partial<ConfiguredMapping>) {
  return compileMapping({
    configured: { ...CONFIGURED, ...configured },
    path: 'mappings[0]',
    projects: { jira: JIRA, remote: REDMINE },
    people: [{ jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'Ada L', remoteLogin: null }],
    textFormat: 'textile',
    enabledAt: { jira: { atMs: 1, issueId: 0 }, remote: { atMs: 0, issueId: 9 } },
    limits: DEFAULT_LIMITS,
    standing: null,
  });
}

function fieldsOf(configured: Partial<ConfiguredMapping>) {
  const compiled = compile(configured);
  return compiled.kind === 'mapping' ? compiled.mapping.fields : compiled.mistakes;
}

describe('a configured mapping', () => {
  it('has its names matched with ids', () => {
    expect(fieldsOf({})).toEqual([
      {
        field: 'summary',
        jira: 'summary',
        remote: 'subject',
        kinds: { jira: 'line', remote: 'line' },
        direction: 'both',
        onConflict: 'manual',
        values: [],
      },
      {
        field: 'issuetype',
        jira: 'issuetype',
        remote: 'tracker',
        kinds: { jira: 'option', remote: 'option' },
        direction: 'both',
        onConflict: 'manual',
        values: [{ jira: '1', remote: '1', direction: 'both' }],
      },
      {
        field: 'status',
        jira: 'status',
        remote: 'status',
        kinds: { jira: 'option', remote: 'option' },
        direction: 'both',
        onConflict: 'manual',
        values: [{ jira: '10000', remote: '1', direction: 'both' }],
      },
    ]);
  });

  it('lets a row narrow its direction and name its own policy', () => {
    const [row] = fieldsOf({
      fields: [
        {
          jira: 'description',
          redmine: 'description',
          direction: 'toRedmine',
          onConflict: 'merge',
        },
      ],
      issueTypes: [],
      statuses: [],
    });
    expect(row).toMatchObject({ direction: 'toRemote', onConflict: 'merge' });
  });

  it('tells every mistake with its place and what would be valid', () => {
    expect(
      fieldsOf({
        statuses: [
          { jira: 'Todo', redmine: 'New' },
          { jira: 'Done', redmine: 'Shut' },
        ],
        fields: [
          { jira: 'summry', redmine: 'subject' },
          { jira: 'duedate', redmine: 'assigned_to' },
          { jira: 'summary', redmine: 'subject', onConflict: 'merge' },
        ],
      }),
    ).toEqual([
      {
        path: 'mappings[0].statuses[0].jira',
        message: '"Todo" does not exist. Valid: To Do, Done.',
      },
      {
        path: 'mappings[0].statuses[1].redmine',
        message: '"Shut" does not exist. Valid: New, Closed.',
      },
      {
        path: 'mappings[0].fields[0].jira',
        message: '"summry" does not exist. Valid: summary, description, assignee, duedate.',
      },
      {
        path: 'mappings[0].fields[1]',
        message:
          '"Due date" holds a date and "Assignee" holds a person: they cannot be mapped. Valid for "Due date": line, date, datetime.',
      },
      {
        path: 'mappings[0].fields[2].onConflict',
        message:
          '"merge" is for rich text, and "Summary" is a line of text. Valid: jira, redmine, newest, manual, halt.',
      },
    ]);
  });

  it('refuses to map one field twice', () => {
    expect(
      fieldsOf({
        fields: [
          { jira: 'summary', redmine: 'subject' },
          { jira: 'Summary', redmine: 'subject' },
        ],
      }),
    ).toEqual([
      { path: 'mappings[0].fields', message: '"summary" is mapped twice.' },
      { path: 'mappings[0].fields', message: '"subject" is mapped twice.' },
    ]);
  });

  it('spends time on the default activity, or on the one that is named', () => {
    const timeOf = (timeEntries: ConfiguredMapping['timeEntries']) => {
      const compiled = compile({ timeEntries });
      return compiled.kind === 'mapping' ? compiled.mapping.timeEntries : compiled.mistakes;
    };
    expect([
      timeOf(undefined),
      timeOf(false),
      timeOf(true),
      timeOf({ activity: 'design', direction: 'toRedmine' }),
      timeOf({ activity: 'Golf' }),
    ]).toEqual([
      null,
      null,
      { direction: 'both', activityId: '9', activities: REDMINE.activities },
      { direction: 'toRemote', activityId: '8', activities: REDMINE.activities },
      [
        {
          path: 'mappings[0].timeEntries.activity',
          message: '"Golf" does not exist. Valid: Development, Design.',
        },
      ],
    ]);
  });
});
