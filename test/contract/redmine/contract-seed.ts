import type { RedmineSeed, SeedUser } from '../../../dev/redmine/seed/seed';

const person = (login: string, digit: string): SeedUser => ({
  login,
  firstname: login.charAt(0).toUpperCase() + login.slice(1),
  lastname: 'Contract',
  mail: `${login}@example.com`,
  apiKey: digit.repeat(40),
  password: `${login}-password`,
});

const ALL_TRACKERS = ['Bug', 'Feature', 'Support'];

/**
 * What the contract suite needs of a Redmine and cannot make over REST. The same seed fills the embedded
 * Redmine and the real one.
 */
export const CONTRACT_SEED: RedmineSeed = {
  users: [
    person('manager', 'a'),
    person('developer', 'b'),
    person('reporter', 'c'),
    person('outsider', 'd'),
    person('owner', 'e'),
  ],
  roles: [
    {
      name: 'Own issues',
      issuesVisibility: 'own',
      timeEntriesVisibility: 'own',
      assignable: false,
      permissions: [
        'view_issues',
        'add_issues',
        'edit_own_issues',
        'view_time_entries',
        'log_time',
      ],
    },
    { name: 'Reporter', morePermissions: ['edit_own_issue_notes'] },
  ],
  trackers: [
    {
      name: 'Slim',
      disabledFields: ['due_date', 'estimated_hours', 'done_ratio', 'category_id'],
    },
  ],
  workflows: [
    {
      role: 'Developer',
      tracker: 'Support',
      fieldRules: [
        { status: 'New', field: 'due_date', rule: 'readonly' },
        { status: 'New', field: 'Text', rule: 'readonly' },
        { status: 'In Progress', field: 'assigned_to_id', rule: 'required' },
        { status: 'In Progress', field: 'Text', rule: 'required' },
      ],
    },
    {
      role: 'Reporter',
      tracker: 'Feature',
      transitions: [
        { from: null, to: 'Feedback' },
        { from: null, to: 'Resolved' },
        { from: 'New', to: 'In Progress', onlyFor: 'author' },
        { from: 'New', to: 'Feedback', onlyFor: 'assignee' },
      ],
    },
  ],
  projects: [
    {
      identifier: 'alpha',
      name: 'Alpha',
      description: 'The private one',
      isPublic: false,
      members: [
        { login: 'manager', roles: ['Manager'] },
        { login: 'developer', roles: ['Developer'] },
        { login: 'reporter', roles: ['Reporter'] },
        { login: 'owner', roles: ['Own issues'] },
      ],
      categories: [{ name: 'Backend', assignedTo: 'developer' }, { name: 'Frontend' }],
      versions: [
        { name: '1.0', dueDate: '2026-12-31' },
        { name: '0.9', status: 'locked' },
        { name: '0.8', status: 'closed' },
        { name: 'Shared', sharing: 'descendants' },
      ],
    },
    {
      identifier: 'alpha-sub',
      name: 'Alpha Sub',
      isPublic: false,
      parent: 'alpha',
      inheritMembers: true,
    },
    {
      identifier: 'beta',
      name: 'Beta',
      members: [{ login: 'manager', roles: ['Manager'] }],
      categories: [{ name: 'Backend' }],
      trackers: ['Bug', 'Feature'],
    },
    { identifier: 'gamma', name: 'Gamma', isPublic: false },
  ],
  customFields: [
    { name: 'String', type: 'issue', format: 'string', maxLength: 20, minLength: 2 },
    { name: 'Text', type: 'issue', format: 'text' },
    { name: 'Int', type: 'issue', format: 'int' },
    { name: 'Float', type: 'issue', format: 'float' },
    { name: 'Date', type: 'issue', format: 'date' },
    { name: 'Bool', type: 'issue', format: 'bool' },
    {
      name: 'List',
      type: 'issue',
      format: 'list',
      possibleValues: ['Alpha', 'Beta', 'Gamma, with comma'],
      defaultValue: 'Alpha',
    },
    {
      name: 'List Multi',
      type: 'issue',
      format: 'list',
      multiple: true,
      possibleValues: ['red', 'green', 'blue'],
    },
    { name: 'User', type: 'issue', format: 'user', userRoles: ['Manager', 'Developer'] },
    { name: 'Users', type: 'issue', format: 'user', multiple: true },
    { name: 'Version', type: 'issue', format: 'version', versionStatuses: ['open'] },
    { name: 'Link', type: 'issue', format: 'link' },
    { name: 'Key Value', type: 'issue', format: 'enumeration', enumerations: ['One', 'Two'] },
    {
      name: 'Key Values',
      type: 'issue',
      format: 'enumeration',
      multiple: true,
      enumerations: ['Three', 'Four'],
    },
    { name: 'Jira Key', type: 'issue', format: 'string', regexp: '^[A-Z]+-\\d+$' },
    { name: 'Manager Only', type: 'issue', format: 'string', visibleTo: ['Manager'] },
    {
      name: 'Bug Only',
      type: 'issue',
      format: 'string',
      trackers: ['Bug'],
      projects: ['alpha', 'alpha-sub'],
    },
    {
      name: 'Needed Support',
      type: 'issue',
      format: 'string',
      trackers: ['Support'],
      isRequired: true,
      projects: ['beta', 'gamma'],
    },
    { name: 'Account', type: 'user', format: 'string' },
    { name: 'Jira Project', type: 'project', format: 'string' },
    { name: 'Jira Version', type: 'version', format: 'string' },
    { name: 'Worklog', type: 'time_entry', format: 'string' },
    {
      name: 'Unfiltered',
      type: 'issue',
      format: 'string',
      isFilter: false,
      trackers: ALL_TRACKERS,
    },
  ],
};
