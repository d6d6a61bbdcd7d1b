import { plural } from './plural';

export const conflicts = {
  emptyTitle: 'No conflicts',
  empty:
    'Nobody has to decide anything. When people change the same field on both sides at once, both values wait here.',
  noneFits: 'No conflict fits. Choose other projects or another field.',
  heading: 'Conflicts',
  lead: 'Both sides changed the same field. Both values stand until one is chosen; all else goes on.',
  mapping: 'Projects',
  anyMapping: 'All projects',
  field: 'Field',
  anyField: 'All fields',
  issue: 'Issue',
  inJira: 'In Jira',
  inRedmine: 'In Redmine',
  found: 'Found',
  chosen: (count: number) => `${count} chosen`,
  chooseAll: 'Choose all shown',
  chooseNone: 'Choose none',
  keepAll: { jira: 'Keep Jira’s in these', remote: 'Keep Redmine’s in these' },
  decidedAll: (count: number) =>
    `${count} ${plural(count, 'conflict is', 'conflicts are')} decided`,
  decidedAllBody: 'The other side follows in a moment.',
  refused: (count: number) =>
    `${count} ${plural(count, 'was', 'were')} not decided: look at ${plural(count, 'it', 'them')} again.`,
  decide: 'Decide…',
} as const;

export const conflict = {
  title: (field: string, issue: string) => `${field} of ${issue}`,
  before: 'Before',
  neverAgreed: 'Not known',
  sides: { jira: 'In Jira', remote: 'In Redmine' },
  by: (name: string, moment: string) => `${name}, ${moment}`,
  keep: { jira: 'Keep Jira’s', remote: 'Keep Redmine’s' },
  kinds: {
    'both-changed': '',
    overwritten:
      'One of the two was typed while the other was being written over it. Nothing of it is lost.',
    'no-base': 'The two were different when the issues were linked.',
  },
  marks: 'Bold is new, struck out is gone.',
  merge: 'Both together',
  mergeLead: 'Nothing of either side is left out. Change it if you like.',
  overlaps: (count: number) =>
    `${count} ${plural(count, 'passage was', 'passages were')} changed on both sides and ${plural(count, 'stands', 'stand')} there twice, Jira’s first: make one of the two.`,
  own: 'Something else',
  ownLead: 'What both sides are to hold.',
  formats: {
    textile: 'In Textile, as Redmine writes it.',
    markdown: 'In Markdown, as Redmine writes it.',
  },
  keepMerge: 'Keep both together',
  keepOwn: 'Keep this',
  decided: 'The conflict is decided',
  decidedBody: 'Both sides get the value in a moment.',
  empty: '(empty)',
  more: (lines: number) => `… ${lines} more ${plural(lines, 'line', 'lines')} …`,
} as const;
