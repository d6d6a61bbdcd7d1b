/** What people call a field; a field of their own is called by its key. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  summary: 'The title',
  description: 'The description',
  status: 'The status',
  priority: 'The priority',
  issuetype: 'The type',
  assignee: 'The assignee',
  duedate: 'The due date',
};

/** Like `The status`, to begin a sentence with. */
export function nameField(field: string): string {
  return FIELD_NAMES[field] ?? field;
}
