import type { PanelView } from '../../../shared/api';

export const panel = {
  decide: (field: string) => `Decide ${field}…`,
  changedOnBoth: (fields: readonly string[]) =>
    `Changed on both sides: ${fields.join(', ')}. Both values stand until one is chosen; all else goes on.`,
  states: {
    'in-sync': 'In sync',
    waiting: 'Waiting',
    conflict: 'Conflict',
    problem: 'Problem',
    paused: 'Paused',
    'not-linked': 'Not linked',
    'not-mapped': 'Not mapped',
  } satisfies Record<PanelView['state'], string>,
  noTwinYet: 'This issue has no twin in Redmine yet.',
  notMapped:
    'This project is not connected to a Redmine project. A Jira admin can add it in the settings of Redmine Sync.',
  readOnly: 'You may see this issue but not edit it, so you cannot change its link.',
  status: 'Status in Redmine',
  assignee: 'Assignee in Redmine',
  nobody: 'Nobody',
  sent: 'Last sent',
  received: 'Last received',
  verified: 'Last compared in full',
  syncNow: 'Sync now',
  createTwin: 'Create in Redmine',
  unlink: 'Unlink…',
  unlinkTitle: 'Unlink this issue?',
  unlinkBody: (key: string) =>
    `This issue and ${key} stay as they are, but changes no longer cross. You can link them again later.`,
  unlinkConfirm: 'Unlink',
  linkExisting: 'Link an existing issue',
  linkIssue: 'Redmine issue',
  linkIssueHelp: 'Its number or its address, like #12.',
  linkIssueMissing: 'Enter the number or the address of a Redmine issue.',
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
} as const;
