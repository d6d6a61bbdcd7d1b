import type { DeadLetterView, ProblemView } from '../../../shared/api';

export const problems = {
  emptyTitle: 'No problems',
  empty: 'Nothing went wrong. You need not do anything here.',
  conflicts: 'Conflicts',
  conflictsLead:
    'Both sides changed the same field. Both values stand until you choose which one to keep.',
  inJira: 'In Jira',
  inRedmine: 'In Redmine',
  emptyValue: '(empty)',
  keepJira: 'Keep Jira’s',
  keepRedmine: 'Keep Redmine’s',
  found: (ago: string) => `Found ${ago}`,
  problem: 'Problem',
  /** Over the sync’s own words. */
  kinds: {
    'value-not-mapped': 'A value without a row',
    'write-not-taken': 'A change was not taken',
    'no-transition': 'No transition leads to the status',
    'out-of-scope': 'No longer covered by the mapping',
    'issue-missing': 'An issue is gone',
    'issue-hidden': 'The app does not see an issue any more',
    'issue-restricted': 'An issue is private',
    'another-issue': 'The number is another issue’s now',
    'attachment-refused': 'A file was not taken',
    'relation-refused': 'A relation was not taken',
    'time-refused': 'Spent time was not taken',
    'comment-refused': 'A comment was not taken',
  } satisfies Record<ProblemView['kind'], string>,
  kept: {
    jira: 'Jira’s value was kept',
    remote: 'Redmine’s value was kept',
  },
  keptBody: 'The other side follows in a moment.',
  problems: 'Problems',
  problemsLead: 'These stand in the way of single issues or values. Other changes go on.',
  failedAlike: (count: number) => `${count} changes failed in the same way`,
  retriedAllBody: 'It goes on in the background; what succeeds disappears from this list.',
  remedies: {
    key: 'The key was not taken. Check it under Connections, then retry.',
    rights: 'The app’s account may not do this there. Give its role the permission, then retry.',
    gone: 'The issue, or something on it, is not there any more or not visible to the app. Restore the access and retry, or discard it.',
    assignee:
      'The person cannot be assigned issues there. Add them to the project with a role that can be assigned, or map them to somebody else, then retry.',
    required:
      'A field that is required there has no value. Map it, give it a default, or make it optional, then retry.',
    'not-in-list':
      'The value is not offered there. Add it to the list, or map it to one that is, then retry.',
    'too-long': 'The text is longer than the field there takes. Shorten it, then retry.',
    'too-large':
      'The file is larger than what is accepted there. Raise that limit, or let large files be linked to, then retry.',
    workflow:
      'The workflow does not allow this status there. Allow it for the app’s account, or map the status to another, then retry.',
    'not-mapped': 'No row of the mapping says what this value is there. Add one, then retry.',
    screen:
      'The field is not on the screen of its project there. Put it there, or take it out of the mapping, then retry.',
    other: 'What the other side answered is below. Mend the cause, then retry.',
  } satisfies Record<DeadLetterView['remedy'], string>,
  deadLetters: 'Given up',
  deadLettersLead:
    'These changes could not be made. Mend the cause, then retry; the entry goes by itself once a later change of the same issue succeeds.',
  failed: (ago: string) => `Failed ${ago}`,
  retry: 'Retry',
  retryAll: 'Retry all like this',
  retried: 'It is being tried again',
  retriedAll: 'All of this kind are being tried again',
  discard: 'Discard…',
  discardTitle: 'Discard this change?',
  discardBody: 'It will not be carried over. Later changes of the same issue sync as usual.',
  discardReason: 'Reason',
  discardReasonHelp: 'It is kept in the audit.',
  discardReasonMissing: 'Say why, so that others can understand it later.',
  discardConfirm: 'Discard',
  discarded: 'The change was discarded',
  redmineIssue: (key: string) => `Redmine ${key}`,
} as const;
