export const start = {
  lead: 'Issues of a Jira project and of a Redmine project stay the same, whichever side people work on.',
  steps: {
    connect: 'Connect Redmine',
    map: 'Choose the projects',
    preview: 'Look, then start',
  },
  current: (step: string) => `▸ ${step}`,
  done: (step: string) => `✓ ${step}`,
  connectLead:
    'In Redmine, turn on the REST web service (Administration, Settings, API). Jira asks next whether this app may reach your Redmine.',
  url: 'Address of Redmine',
  key: 'API key',
  keyHelp:
    'Of the account that is to write in Redmine: My account, API access key. It is stored apart from the rest and never shown again.',
  formatHelp: 'As set in Redmine under Administration, Settings, General: Text formatting.',
  connect: 'Connect',
  mapLead: (name: string) =>
    `${name} is connected. Name the two projects that belong together; what else matches is suggested.`,
  jiraProject: 'Jira project',
  jiraProjectHelp: 'Its key, like WEB.',
  redmineProject: 'Redmine project',
  redmineProjectHelp: 'Its identifier, as in its address: web-shop.',
  suggest: 'Suggest a mapping',
  previewLead:
    'This is what would be set up. Complete what has no counterpart; nothing is written until you start it.',
  tables: { issueTypes: 'Issue types', statuses: 'Statuses', priorities: 'Priorities' },
  inJira: 'in Jira',
  inRedmine: 'In Redmine',
  notCarried: 'Not carried over',
  leftInRedmine: (names: readonly string[]) =>
    `In Redmine without a counterpart: ${names.join(', ')}. Issues and values of these stay there, and are named under Problems.`,
  fields: (names: readonly string[]) =>
    `Fields that follow: ${names.join(', ')}. Comments and attachments follow too.`,
  people: (matched: number, left: readonly string[]) =>
    left.length === 0
      ? `${matched} people are matched by name or login.`
      : `${matched} people are matched by name or login; not matched: ${left.slice(0, 10).join(', ')}${left.length > 10 ? '…' : ''}. Issues of theirs cross without an assignee.`,
  startLead:
    'From then on new issues get their twin, and edits cross both ways. Issues that are there already are left alone until you bring them together under First sync. Every row can be changed later under Configuration.',
  start: 'Start the sync',
  back: 'Back',
  importInstead: 'Import a document instead',
  stepByStep: 'Go step by step',
} as const;

export const welcome = {
  title: 'Connect Jira to Redmine',
} as const;
