/** What a tracker says of one project, with defaults, for tests of how a configuration is matched. */
import type { ProjectMetadata } from '../../src/core/metadata';
import type { Side } from '../../src/core/model';

const PROJECTS: Readonly<Record<Side, ProjectMetadata>> = {
  jira: {
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
  },
  remote: {
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
  },
};

/** WEB in Jira, web-shop in Redmine. */
export function aProject(side: Side, project: Partial<ProjectMetadata> = {}): ProjectMetadata {
  return { ...PROJECTS[side], ...project };
}

/** Both, each with what a test wants different. */
export function aProjectPair(
  parts: Partial<Record<Side, Partial<ProjectMetadata>>> = {},
): Readonly<Record<Side, ProjectMetadata>> {
  return { jira: aProject('jira', parts.jira), remote: aProject('remote', parts.remote) };
}
