import type { CustomField } from './custom-field';
import type {
  Attachment,
  Enumeration,
  Issue,
  IssueCategory,
  IssueStatus,
  Journal,
  Member,
  Project,
  Relation,
  Role,
  SavedQuery,
  TimeEntry,
  Tracker,
  User,
  Version,
  Workflow,
} from './model';

/** Every table with the record that it keeps. */
export interface Tables {
  project: Project;
  tracker: Tracker;
  status: IssueStatus;
  enumeration: Enumeration;
  role: Role;
  workflow: Workflow;
  customField: CustomField;
  user: User;
  member: Member;
  version: Version;
  category: IssueCategory;
  issue: Issue;
  journal: Journal;
  relation: Relation;
  timeEntry: TimeEntry;
  attachment: Attachment;
  query: SavedQuery;
}
export type TableName = keyof Tables;

export const TABLE_NAMES = [
  'project',
  'tracker',
  'status',
  'enumeration',
  'role',
  'workflow',
  'customField',
  'user',
  'member',
  'version',
  'category',
  'issue',
  'journal',
  'relation',
  'timeEntry',
  'attachment',
  'query',
] as const satisfies readonly TableName[];
