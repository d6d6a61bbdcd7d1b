/**
 * What the embedded Redmine keeps: one record type per table of Redmine's database that its REST API shows.
 *
 * Records are read-only; a change is a new record put in place of the old one. Instants are milliseconds
 * since the epoch (`…Ms`), days are `YYYY-MM-DD`. Ids count up per table and are never used again.
 */

/** Value of one custom field: `null` was never touched, `''` was emptied; arrays where `multiple`. */
export type CustomFieldValue = string | null | readonly (string | null)[];

/** By custom field id. A field without an entry has no row in Redmine's `custom_values`. */
export type CustomValues = Readonly<Record<string, CustomFieldValue>>;

export type ProjectStatus = 1 | 5 | 9;
export const PROJECT_ACTIVE = 1;
export const PROJECT_CLOSED = 5;
export const PROJECT_ARCHIVED = 9;

export interface Project {
  readonly id: number;
  readonly name: string;
  readonly identifier: string;
  readonly description: string | null;
  readonly homepage: string;
  readonly isPublic: boolean;
  readonly status: ProjectStatus;
  readonly parentId: number | null;
  readonly inheritMembers: boolean;
  readonly trackerIds: readonly number[];
  readonly modules: readonly { readonly id: number; readonly name: string }[];
  readonly issueCustomFieldIds: readonly number[];
  readonly defaultVersionId: number | null;
  readonly defaultAssignedToId: number | null;
  readonly customValues: CustomValues;
  readonly createdOnMs: number;
  readonly updatedOnMs: number;
}

export interface Tracker {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly defaultStatusId: number;
  readonly position: number;
  readonly disabledFields: readonly string[];
}

export interface IssueStatus {
  readonly id: number;
  readonly name: string;
  readonly isClosed: boolean;
  readonly position: number;
}

export interface Enumeration {
  readonly id: number;
  readonly kind: 'issue_priorities' | 'time_entry_activities' | 'document_categories';
  readonly name: string;
  readonly position: number;
  readonly isDefault: boolean;
  readonly active: boolean;
}

export interface Role {
  readonly id: number;
  readonly name: string;
  readonly position: number;
  readonly builtin: 'no' | 'non_member' | 'anonymous';
  readonly assignable: boolean;
  readonly issuesVisibility: 'all' | 'default' | 'own';
  readonly timeEntriesVisibility: 'all' | 'own';
  readonly usersVisibility: 'all' | 'members_of_visible_projects';
  readonly permissions: readonly string[];
}

/** What one role may do with the issues of one tracker. */
export interface Workflow {
  readonly id: number;
  readonly roleId: number;
  readonly trackerId: number;
  /** `from` 0 is a new issue. */
  readonly transitions: readonly {
    readonly from: number;
    readonly to: number;
    readonly onlyFor?: 'author' | 'assignee';
  }[];
  /** Fields that are read-only or required in a status; a custom field is named by its id. */
  readonly fieldRules: readonly {
    readonly statusId: number;
    readonly field: string;
    readonly rule: 'readonly' | 'required';
  }[];
}

export const USER_ACTIVE = 1;
export const USER_LOCKED = 3;

export interface User {
  readonly id: number;
  readonly login: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly mail: string | null;
  readonly hideMail: boolean;
  readonly admin: boolean;
  /** 0 anonymous, 1 active, 2 registered, 3 locked. */
  readonly status: 0 | 1 | 2 | 3;
  readonly apiKey: string | null;
  /** SHA-256 of the password, hexadecimal; `null` where nobody can log in with one. */
  readonly passwordDigest: string | null;
  readonly customValues: CustomValues;
  readonly createdOnMs: number;
  readonly updatedOnMs: number;
  readonly lastLoginOnMs: number | null;
  readonly passwordChangedOnMs: number | null;
}

export interface Member {
  readonly id: number;
  readonly projectId: number;
  readonly userId: number;
  readonly roles: readonly { readonly roleId: number; readonly inherited: boolean }[];
}

export interface Version {
  readonly id: number;
  readonly projectId: number;
  readonly name: string;
  readonly description: string | null;
  readonly status: 'open' | 'locked' | 'closed';
  readonly dueDate: string | null;
  readonly sharing: 'none' | 'descendants' | 'hierarchy' | 'tree' | 'system';
  readonly wikiPageTitle: string | null;
  readonly customValues: CustomValues;
  readonly createdOnMs: number;
  readonly updatedOnMs: number;
}

export interface IssueCategory {
  readonly id: number;
  readonly projectId: number;
  readonly name: string;
  readonly assignedToId: number | null;
}

export interface Issue {
  readonly id: number;
  readonly trackerId: number;
  readonly projectId: number;
  readonly subject: string;
  readonly description: string | null;
  readonly dueDate: string | null;
  readonly categoryId: number | null;
  readonly statusId: number;
  readonly assignedToId: number | null;
  readonly priorityId: number;
  readonly fixedVersionId: number | null;
  readonly authorId: number;
  readonly lockVersion: number;
  readonly createdOnMs: number;
  readonly updatedOnMs: number;
  readonly startDate: string | null;
  readonly doneRatio: number;
  readonly estimatedHours: number | null;
  readonly parentId: number | null;
  readonly isPrivate: boolean;
  readonly closedOnMs: number | null;
  readonly watcherIds: readonly number[];
  readonly customValues: CustomValues;
}

export interface JournalDetail {
  readonly property: 'attr' | 'cf' | 'attachment' | 'relation';
  readonly name: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

export interface Journal {
  readonly id: number;
  readonly issueId: number;
  readonly userId: number;
  readonly notes: string | null;
  readonly privateNotes: boolean;
  readonly createdOnMs: number;
  readonly details: readonly JournalDetail[];
}

export interface Relation {
  readonly id: number;
  readonly fromId: number;
  readonly toId: number;
  readonly type: string;
  readonly delay: number | null;
}

export interface TimeEntry {
  readonly id: number;
  readonly projectId: number;
  readonly issueId: number | null;
  readonly userId: number;
  readonly authorId: number;
  readonly activityId: number;
  readonly hours: number;
  readonly comments: string | null;
  readonly spentOn: string;
  readonly customValues: CustomValues;
  readonly createdOnMs: number;
  readonly updatedOnMs: number;
}

export interface Attachment {
  readonly id: number;
  /** `null` until an issue takes the upload. */
  readonly issueId: number | null;
  readonly filename: string;
  readonly filesize: number;
  readonly contentType: string | null;
  readonly description: string | null;
  /** SHA-256 of the content, hexadecimal: the second half of the upload's token. */
  readonly digest: string;
  readonly authorId: number;
  readonly createdOnMs: number;
}

export interface SavedQuery {
  readonly id: number;
  readonly name: string;
  readonly kind: 'issue' | 'project' | 'time_entry';
  readonly isPublic: boolean;
  readonly userId: number | null;
  readonly projectId: number | null;
  readonly filters: readonly {
    readonly field: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
  readonly sort: readonly (readonly [column: string, direction: 'asc' | 'desc'])[];
}
