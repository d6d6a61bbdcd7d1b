import { plural } from './plural';

/** Whom the app tells of trouble. */
export const notices = {
  heading: 'Notices',
  lead: 'When something breaks, the app opens one issue in a project of yours: one for each trouble, with a comment where it lasts, closed once it is over. Whom a mapping tells of conflicts is set under Mappings.',
  place: 'Issues are opened in',
  nowhere: 'Nowhere: what breaks is shown on this page only',
  reminder: 'Told again after',
  hours: (hours: number) =>
    `${hours} ${plural(hours, 'hour', 'hours')}, then after twice as long each time`,
  people: 'Mappings that tell people',
  nobody: 'None',
  conflicts: (project: string, people: number) =>
    `${project}: ${people} ${plural(people, 'person', 'people')} hear of new conflicts`,
  authors: (project: string) => `${project}: authors hear of edits that could not cross`,
  change: 'Change',
  project: 'Project for issues about trouble',
  projectHelp: 'Key or name; one that no mapping names. Empty: no issues.',
  issueType: 'Issue type',
  issueTypeHelp: 'Empty: Task, or the project’s first type.',
  remindAfter: 'Told again after, in hours',
  language: 'Language of notices',
  languages: { en: 'English', ja: '日本語 (Japanese)' },
  save: 'Save notices',
  standing: (count: number) =>
    `${count} ${plural(count, 'trouble stands', 'troubles stand')} at the moment`,
  kinds: {
    'tracker-down': (what: string) => `${what} does not answer`,
    'access-refused': (what: string) => `${what} refuses the app`,
    'mapping-paused': (what: string) => `${what} was paused by the app`,
    'changes-failed': (what: string) => `Changes of ${what} were given up`,
    'pairs-with-problems': (what: string) => `Issues of ${what} have problems`,
    'collector-stands': () => 'The log collector takes nothing',
  },
  since: (moment: string) => `since ${moment}`,
  almostOver: 'seems to be over',
  failure: 'Notices could not be given',
  failureBody: (message: string, since: string) => `Since ${since}. Jira said: ${message}`,
  waiting: (count: number) => `${count} ${plural(count, 'notice waits', 'notices wait')}.`,
} as const;
