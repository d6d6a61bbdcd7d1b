import { plural } from './plural';

export const trial = {
  lead: 'See what the sync would do to real issues by these rules, saved or not. Nothing is written.',
  names: 'Issues',
  namesHelp: 'Up to 20: keys of Jira, numbers of Redmine. WEB-1, WEB-2, #12',
  latest: { jira: 'The latest 10 of Jira', remote: 'The latest 10 of Redmine' },
  try: 'Try these',
  running: (done: number) => `${done} looked at so far…`,
  unknown: (names: readonly string[]) => `No such issue that the app may see: ${names.join(', ')}.`,
  tooMany: 'These are more than 20 issues.',
  summary: (count: number, touched: number) =>
    `${count} ${plural(count, 'issue', 'issues')} looked at; the sync would write to ${touched} of them.`,
  verdicts: {
    same: 'Nothing to do',
    change: 'Would change',
    conflict: 'Conflict',
    create: { jira: 'Would be created in Jira', remote: 'Would be created in Redmine' },
    wait: { jira: 'Could be created in Jira', remote: 'Could be created in Redmine' },
    skip: 'Left alone',
  },
  byHand: (reason: string) => `Not by itself: ${reason} It happens when somebody asks for it.`,
  sides: { jira: 'Jira', remote: 'Redmine' },
  what: 'What',
  field: 'Field',
  before: 'Now',
  after: 'Then',
  empty: '(empty)',
  change: { jira: 'Written to Jira', remote: 'Written to Redmine' },
  conflict: 'Waits for a decision',
  lossy: 'Plain across',
  person: 'Person without a row',
  value: 'Value without a row',
  inSide: (side: string, value: string) => `${side}: ${value}`,
  files: {
    jira: (count: number, megabytes: string) =>
      `${count} ${plural(count, 'file', 'files')} to Jira (${megabytes} MB).`,
    remote: (count: number, megabytes: string) =>
      `${count} ${plural(count, 'file', 'files')} to Redmine (${megabytes} MB).`,
  },
  tooLarge: (count: number) => `${count} of them too large to be copied.`,
  comments: {
    jira: (count: number) => `${count} ${plural(count, 'comment', 'comments')} to Jira.`,
    remote: (count: number) => `${count} ${plural(count, 'comment', 'comments')} to Redmine.`,
  },
} as const;
