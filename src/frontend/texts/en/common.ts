import type { MappingView } from '../../../shared/api';
import { COUNTED_UP_TO } from '../../../shared/overview-api';

export const common = {
  /** By which dates are written. */
  locale: 'en',
  loading: 'Loading',
  tryAgain: 'Try again',
  refresh: 'Refresh',
  cancel: 'Cancel',
  showMore: 'Show more',
  page: (page: number) => `Page ${page}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  justNow: 'just now',
  never: 'Never',
  noAnswer: 'The app did not answer as expected. Reload the page and try again.',
  callFailed: (message: string) => `The app could not be reached: ${message}`,
  /** Counts are counted up to 100. */
  count: (count: number) => (count >= COUNTED_UP_TO ? `${COUNTED_UP_TO}+` : String(count)),
  atLeast: (count: number) => `${count}+`,
  actionFailed: 'That did not work',
  loadFailed: 'This could not be loaded',
} as const;

export const direction = {
  both: '↔ both ways',
  toJira: '← to Jira only',
  toRedmine: '→ to Redmine only',
} satisfies Record<MappingView['direction'], string>;

export const fields = {
  summary: 'Summary',
  description: 'Description',
  status: 'Status',
  priority: 'Priority',
  issuetype: 'Issue type',
  type: 'Issue type',
  assignee: 'Assignee',
  duedate: 'Due date',
  parent: 'Parent',
  labels: 'Labels',
  components: 'Components',
  fixVersions: 'Fix versions',
  versions: 'Affects versions',
  timeoriginalestimate: 'Original estimate',
  environment: 'Environment',
  subject: 'Subject',
  assigned_to: 'Assignee',
  category: 'Category',
  fixed_version: 'Target version',
  start_date: 'Start date',
  due_date: 'Due date',
  estimated_hours: 'Estimated time',
  done_ratio: '% Done',
} as Readonly<Record<string, string>>;
