/**
 * How Redmine's English locale names the attributes in validation errors. The API has nothing else: no
 * field names, and other words in other languages.
 */
export const FIELD_LABELS: Readonly<Record<string, string>> = {
  activity_id: 'Activity',
  assigned_to_id: 'Assignee',
  category_id: 'Category',
  comments: 'Comment',
  description: 'Description',
  done_ratio: '% Done',
  due_date: 'Due date',
  estimated_hours: 'Estimated time',
  filename: 'File',
  firstname: 'First name',
  fixed_version_id: 'Target version',
  hours: 'Hours',
  identifier: 'Identifier',
  issue_id: 'Issue',
  issue_to_id: 'Related issue',
  lastname: 'Last name',
  login: 'Login',
  mail: 'Email',
  name: 'Name',
  parent_id: 'Subproject of',
  parent_issue_id: 'Parent task',
  priority_id: 'Priority',
  project_id: 'Project',
  relation_type: 'Relation type',
  spent_on: 'Date',
  start_date: 'Start date',
  status_id: 'Status',
  subject: 'Subject',
  tracker_id: 'Tracker',
  user_id: 'User',
};

export const complain = (field: string, complaint: string): string =>
  `${FIELD_LABELS[field] ?? humanize(field)} ${complaint}`;

/** Rails' `humanize`: underscores to spaces, a trailing `_id` off, lower case but for the first letter. */
export function humanize(name: string): string {
  const words = name.replace(/_id$/, '').replaceAll('_', ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
