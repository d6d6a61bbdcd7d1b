/** The simulation's own tables of what is the same on both sides. */

/** Jira's name, Redmine's name and id; a value without the other side has no row in the mapping. */
interface Option {
  readonly jira?: string;
  readonly redmine?: { readonly name: string; readonly id: number };
}

export const STATUSES: readonly Option[] = [
  { jira: 'To Do', redmine: { name: 'New', id: 1 } },
  { jira: 'In Progress', redmine: { name: 'In Progress', id: 2 } },
  { jira: 'In Review', redmine: { name: 'Feedback', id: 4 } },
  { jira: 'Done', redmine: { name: 'Closed', id: 5 } },
  { redmine: { name: 'Rejected', id: 6 } },
];

export const PRIORITIES: readonly Option[] = [
  { jira: 'Low', redmine: { name: 'Low', id: 1 } },
  { jira: 'Medium', redmine: { name: 'Normal', id: 2 } },
  { jira: 'High', redmine: { name: 'High', id: 3 } },
  { jira: 'Highest' },
  { redmine: { name: 'Urgent', id: 4 } },
];

/** The one whose row comes and goes. */
export const HIGH_PRIORITY = 'High';

export const ISSUE_TYPES: readonly Option[] = [
  { jira: 'Bug', redmine: { name: 'Bug', id: 1 } },
  { jira: 'Task', redmine: { name: 'Feature', id: 2 } },
];

/** Nobody makes one of an issue that is there, or the other way round. */
export const EPIC = { jira: 'Epic', redmine: { name: 'Support', id: 3 } } as const;

/** As epics; below another issue. Redmine's fourth tracker. */
export const SUB_TASK = { jira: 'Sub-task', redmine: { name: 'Step', id: 4 } } as const;

export const OPTIONS = {
  status: STATUSES,
  priority: PRIORITIES,
  issuetype: ISSUE_TYPES,
} as const;
export type OptionField = keyof typeof OPTIONS;

/** The two who are known on both sides, and one whom the mapping does not know. */
export const PEOPLE = [
  { login: 'ada', email: 'ada@example.com', name: 'Ada Lovelace' },
  { login: 'grace', email: 'grace@example.com', name: 'Grace Hopper' },
] as const;

export const JIRA_STRANGER = 'Linus Pauling';

/** The common word for a Redmine option: Jira's name where there is one. */
export function commonOption(field: OptionField, redmineName: string): string {
  const options: readonly Option[] = [
    ...OPTIONS[field],
    ...(field === 'issuetype' ? [EPIC, SUB_TASK] : []),
  ];
  const option = options.find(({ redmine }) => redmine?.name === redmineName);
  return option?.jira ?? `(Redmine) ${redmineName}`;
}

/** Pairs for the configuration document. */
export function pairsOf(field: OptionField): readonly { jira: string; redmine: string }[] {
  const options: readonly Option[] = OPTIONS[field];
  return options.flatMap(({ jira, redmine }) =>
    jira && redmine ? [{ jira, redmine: redmine.name }] : [],
  );
}
