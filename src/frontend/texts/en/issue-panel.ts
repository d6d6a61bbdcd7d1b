import type { FoundIssueView, PairEventView, PanelView } from '../../../shared/api';
import { plural } from './plural';

type Event = Pick<PairEventView, 'side' | 'count'> & {
  /** Names of the fields. */
  readonly fields: readonly string[];
};

const listed = ({ fields }: Event) => fields.join(', ');
/** `2 comments`, `a comment`. */
const several = ({ count }: Event, one: string, many: string) =>
  count === 1 ? one : `${count} ${many}`;
const to = ({ side }: Event) => (side === 'jira' ? 'Jira' : 'Redmine');
/** What was written to one side came from the other. */
const carried = (event: Event, what: string) =>
  event.side === 'jira' ? `Brought ${what} from Redmine` : `Sent ${what} to Redmine`;

export const panel = {
  decide: (field: string) => `Decide ${field}…`,
  decideTitle: (field: string) => `Which ${field} stays?`,
  changedOnBoth: (fields: readonly string[]) =>
    `Changed on both sides: ${fields.join(', ')}. Both values stand until one is chosen; all else goes on.`,
  states: {
    'in-sync': 'In sync',
    syncing: 'Syncing',
    waiting: 'Waiting',
    conflict: 'Conflict',
    problem: 'Problem',
    paused: 'Paused',
    'not-linked': 'Not linked',
    'not-mapped': 'Not mapped',
  } satisfies Record<PanelView['state'], string>,
  noTwinYet: 'This issue has no twin in Redmine yet.',
  twinOnItsWay: 'Its twin in Redmine is being created.',
  notMapped:
    'This project is not connected to a Redmine project. A Jira admin can add it in the settings of Redmine Sync.',
  readOnly: 'You may see this issue but not edit it, so you cannot change its link.',
  privateTwin: (key: string) => `${key} (private)`,
  unreadable: (key: string) => `${key} cannot be read in Redmine.`,
  waiting: 'Redmine is not answering. Nothing is lost: changes cross once it is back.',
  pausedPair: 'This pair is paused: nothing crosses until somebody resumes it.',
  pausedMapping: 'The whole project is paused. A Jira admin can resume it in Redmine Sync.',
  status: 'Status in Redmine',
  assignee: 'Assignee in Redmine',
  updated: 'Updated in Redmine',
  nobody: 'Nobody',
  sent: 'Last sent',
  received: 'Last received',
  verified: 'Last compared in full',
  actions: 'What you can do',
  syncNow: 'Sync now',
  createTwin: 'Create in Redmine',
  pause: 'Pause',
  resume: 'Resume',
  unlink: 'Unlink…',
  unlinkTitle: 'Unlink this issue?',
  unlinkBody: (key: string) =>
    `This issue and ${key} stay as they are, but changes no longer cross. You can link them again later.`,
  unlinkConfirm: 'Unlink',
  linkExisting: 'Link an existing issue',
  linkIssue: 'Redmine issue',
  linkIssueHelp: 'Its number or address, or words of its title.',
  linkIssueMissing: 'Enter the number, the address or words of the title of a Redmine issue.',
  search: 'Search',
  found: 'Found in Redmine',
  foundPlaceholder: 'Choose an issue',
  foundIssue: ({ key, title, status, isLinked }: FoundIssueView) =>
    `${key} ${title} (${status}${isLinked ? ', linked already' : ''})`,
  foundNone: 'No issue of the mapped Redmine project fits. Private issues are not searched.',
  foundMissing: 'Choose one of the issues found.',
  seed: 'Where the two differ',
  seeds: {
    ask: 'Ask me about each difference',
    jira: 'Jira’s values win',
    remote: 'Redmine’s values win',
  },
  link: 'Link',
  notesTitle: {
    conflict: 'Somebody has to decide',
    problem: 'Something stands in the way',
  },
  decidedBy: {
    'jira-admins': 'A Jira admin decides which value stays.',
    'project-admins': 'An admin of the project decides which value stays.',
    role: (name: string) => `Somebody with the role “${name}” decides which value stays.`,
  },
  history: 'History of this pair',
  noHistory: 'Nothing is recorded of this pair any more.',
  olderHistory: 'Show older',
  askedBy: (sentence: string, name: string) => `${sentence} – ${name}`,
  events: {
    created: (event: Event) => `Created in ${to(event)}`,
    linked: (event: Event) =>
      event.fields.length === 0 ? 'Linked' : 'Moved under another mapping',
    unlinked: () => 'Unlinked',
    'field-written': (event: Event) => carried(event, listed(event)),
    'comment-copied': (event: Event) => carried(event, several(event, 'a comment', 'comments')),
    'comment-edited': (event: Event) =>
      carried(event, several(event, 'an edited comment', 'edited comments')),
    'comment-deleted': (event: Event) =>
      `Took ${several(event, 'a comment', 'comments')} back from ${to(event)}`,
    'attachment-copied': (event: Event) => carried(event, several(event, 'a file', 'files')),
    'attachment-linked': (event: Event) =>
      `Linked to ${several(event, 'a large file', 'large files')} in ${to(event)}`,
    'attachment-deleted': (event: Event) =>
      `Took ${several(event, 'a file', 'files')} back from ${to(event)}`,
    'relation-added': (event: Event) =>
      `Added ${several(event, 'a relation', 'relations')} in ${to(event)}`,
    'relation-removed': (event: Event) =>
      `Removed ${several(event, 'a relation', 'relations')} in ${to(event)}`,
    'time-copied': (event: Event) =>
      carried(event, `spent time${plural(event.count, '', ` (${event.count} entries)`)}`),
    'time-edited': (event: Event) => carried(event, 'edited spent time'),
    'time-deleted': (event: Event) => `Took spent time back from ${to(event)}`,
    'deletion-noted': (event: Event) => `Noted in ${to(event)} that its twin was deleted`,
    'issue-deleted': (event: Event) => `Deleted the twin in ${to(event)}`,
    'left-alone': (event: Event) =>
      `Left ${listed(event)} of ${to(event)} alone: it goes one way only`,
    'conflict-found': (event: Event) => `Found a conflict: ${listed(event)}`,
    'conflict-decided': (event: Event) => `Decided the conflict: ${listed(event)}`,
    'problem-found': (event: Event) =>
      event.fields.length === 0 ? 'Found a problem' : `Found a problem: ${listed(event)}`,
    failed: () => 'A sync failed',
    paused: () => 'Paused this pair',
    resumed: () => 'Resumed this pair',
    'notice-given': () => 'Somebody was told',
    admin: () => 'An admin changed the rules',
  } satisfies Record<PairEventView['kind'], (event: Event) => string>,
} as const;
