import { COUNTED_UP_TO } from '../../../shared/overview-api';
import { plural } from './plural';

const upTo = (count: number) => (count >= COUNTED_UP_TO ? `${COUNTED_UP_TO}+` : `${count}`);

export const tabs = {
  label: 'Redmine Sync',
  overview: 'Overview',
  conflicts: (count: number) => (count === 0 ? 'Conflicts' : `Conflicts (${upTo(count)})`),
  problems: (count: number) => (count === 0 ? 'Problems' : `Problems (${upTo(count)})`),
  connections: 'Connections',
  configuration: 'Configuration',
  firstSync: 'First sync',
  audit: 'Audit',
} as const;

export const rebuild = {
  heading: 'After a reinstallation',
  lead: 'Only where the app was removed and installed again: links the issues that it once created, by the marker that each carries. Nothing is created.',
  mapping: 'Projects',
  pair: (jira: string, redmine: string) => `${jira} and ${redmine}`,
  rebuild: 'Rebuild links',
  startedFlag: 'Links are being rebuilt',
  startedFlagBody: 'It goes on in the background; the numbers above grow meanwhile.',
} as const;

export const attention = {
  title: (count: number) =>
    `${upTo(count)} ${plural(count, 'thing needs', 'things need')} your attention`,
  conflicts: (count: number) => `${upTo(count)} ${plural(count, 'issue', 'issues')} in conflict`,
  problems: (count: number) => `${upTo(count)} with ${plural(count, 'a problem', 'problems')}`,
  body: (parts: readonly string[]) =>
    `${parts.join(' and ')}. All other issues are not held up by this.`,
  decide: 'Decide conflicts',
  show: 'Look at problems',
} as const;

export const health = {
  title: {
    failures: (tracker: string) => `${tracker} does not answer`,
    access: (tracker: string) => `${tracker} does not take the app’s key`,
    limit: (tracker: string) => `${tracker} asks the app to wait`,
  },
  paused: (project: string) => `${project} was paused by the app`,
  waits: 'Nothing is lost: changes on either side wait, and are caught up afterwards.',
  access:
    'Nothing is lost, but nothing crosses until the key is mended. Check the key and the account’s access in Redmine, then test the connection.',
  said: (message: string) => `It said: ${message}.`,
  mend: 'Test the connection',
  since: (moment: string) => `Since ${moment}.`,
  retry: (moment: string) => `Asked again after ${moment}.`,
  jira: 'Jira',
} as const;

export const mappings = {
  heading: 'Mappings',
  empty: 'No projects are mapped yet. Add a mapping first.',
  jiraProject: 'Jira project',
  direction: 'Direction',
  redmineProject: 'Redmine project',
  state: 'State',
  links: 'Linked',
  conflicts: 'Conflicts',
  problems: 'Problems',
  actions: 'Actions',
  active: 'Syncing',
  paused: 'Paused',
  pause: 'Pause',
  resume: 'Resume',
  at: (project: string, connection: string) => `${project} at ${connection}`,
  pausedFlag: (project: string) => `${project} is paused`,
  pausedFlagBody: 'Changes on either side wait until you resume it.',
  resumedFlag: (project: string) => `${project} is syncing again`,
  resumedFlagBody: 'What changed meanwhile is caught up within five minutes.',
} as const;

export const pin = {
  pin: 'Pin panel',
  offer: 'Show the Redmine panel on every issue of this project',
  offerHelp: 'Otherwise it shows on an issue only once somebody clicks “Redmine” there.',
  pinned: (project: string) => `The panel is pinned to ${project}`,
  pinnedBody: {
    pinned: 'Every issue of the project shows it now, without a click.',
    'under-way': 'Jira is doing it in the background. Open an issue in a minute.',
  },
  notPinned: (project: string) => `The panel is not pinned to ${project}`,
  notPinnedBody: (reason: string) =>
    `${reason} Until then it shows on an issue once somebody clicks “Redmine” there.`,
} as const;

export const runs = {
  heading: 'Last changes',
  empty: 'Nothing has been synced yet. Edit an issue on either side, then refresh.',
  when: 'When',
  jira: 'Jira',
  redmine: 'Redmine',
  what: 'What happened',
} as const;

export const rhythm = {
  heading: 'How it goes',
  days: 'Changes carried over',
  daysLead: 'By day, in UTC; the last two weeks on which something happened.',
  day: 'Day',
  changes: 'Changes',
  toJira: 'To Jira',
  toRemote: 'To Redmine',
  lag: 'From edit to applied',
  lagValue: (half: string, most: string, changes: number) =>
    `half within ${half}, 95 % within ${most}, of the last ${changes} ${plural(changes, 'change', 'changes')}`,
  swept: 'Last sweep',
  verified: 'All pairs compared',
  bell: 'Last change by a bell of Redmine',
  trackers: 'Jira and Redmine',
  trackersWell: 'Both are called',
  trackersOut: (count: number) => `${count} not called now`,
  rate: (perMinute: number) => `at most ${perMinute} calls a minute`,
  never: 'Not yet',
  seconds: (seconds: number) => `${seconds} s`,
  minutes: (minutes: number) => `${minutes} min`,
  hours: (hours: number) => `${hours} h`,
  failures: 'Most frequent failures',
  failure: 'What was said',
  remedy: 'Likely cause',
  count: 'How often',
} as const;
