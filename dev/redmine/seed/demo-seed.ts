import type { RedmineSeed } from './seed';

/** The administrator's API key in every Redmine of this project, embedded or booted. */
export const ADMIN_API_KEY = '0123456789abcdef0123456789abcdef01234567';

/** A key that is easy to tell apart in logs: the login's bytes, repeated to 40 digits. */
const keyOf = (login: string): string =>
  Buffer.from(login).toString('hex').padEnd(40, Buffer.from(login).toString('hex')).slice(0, 40);

const person = (login: string, firstname: string, lastname: string) => ({
  login,
  firstname,
  lastname,
  mail: `${login}@example.com`,
  apiKey: keyOf(login),
  password: `${login}-password`,
});

/**
 * The partner team of the demo: project "Web Shop", three people, and a user without admin rights for the
 * app's own key.
 */
export const DEMO_SEED: RedmineSeed = {
  users: [
    person('ada', 'Ada', 'Lovelace'),
    person('grace', 'Grace', 'Hopper'),
    person('linus', 'Linus', 'Torvalds'),
    person('jira-sync', 'Jira', 'Sync'),
  ],
  projects: [
    {
      identifier: 'web-shop',
      name: 'Web Shop',
      description: 'The shop as our partner team sees it.',
      isPublic: false,
      members: [
        { login: 'ada', roles: ['Manager'] },
        { login: 'grace', roles: ['Developer'] },
        { login: 'linus', roles: ['Reporter'] },
        { login: 'jira-sync', roles: ['Manager'] },
      ],
      categories: [{ name: 'Checkout' }, { name: 'Catalogue' }],
      versions: [{ name: '1.0' }, { name: '2.0' }],
    },
  ],
  customFields: [
    { name: 'Customer', type: 'issue', format: 'string' },
    { name: 'Minutes of meeting', type: 'issue', format: 'text' },
    { name: 'Ticket', type: 'issue', format: 'link' },
    { name: 'Seats', type: 'issue', format: 'int' },
    { name: 'Budget', type: 'issue', format: 'float' },
    { name: 'Go-live', type: 'issue', format: 'date' },
    { name: 'Billable', type: 'issue', format: 'bool' },
    {
      name: 'Severity',
      type: 'issue',
      format: 'list',
      possibleValues: ['Minor', 'Major', 'Blocker'],
    },
    {
      name: 'Browsers',
      type: 'issue',
      format: 'list',
      multiple: true,
      possibleValues: ['Firefox', 'Chrome', 'Safari'],
    },
    { name: 'Channel', type: 'issue', format: 'enumeration', enumerations: ['Shop', 'App'] },
    { name: 'Reviewer', type: 'issue', format: 'user' },
    { name: 'Found in', type: 'issue', format: 'version' },
    { name: 'Status in Jira', type: 'issue', format: 'string' },
    { name: 'Reporter in Jira', type: 'issue', format: 'string' },
    { name: 'Area', type: 'issue', format: 'string' },
    { name: 'Opened on', type: 'issue', format: 'date' },
    {
      name: 'Tags',
      type: 'issue',
      format: 'list',
      multiple: true,
      possibleValues: ['Backend', 'Frontend', 'Urgent'],
    },
    {
      name: 'Platforms',
      type: 'issue',
      format: 'list',
      multiple: true,
      possibleValues: ['Linux', 'macOS', 'Windows'],
    },
  ],
};

/** API key of somebody of a seed. @throws Error where nobody has that login */
export function apiKeyOf(seed: RedmineSeed, login: string): string {
  const user = seed.users.find((candidate) => candidate.login === login);
  if (user === undefined) throw new Error(`no user ${login} in the seed`);
  return user.apiKey;
}
