import type { CustomField } from '../data/custom-field';
import type { Role, Version, Workflow } from '../data/model';

/**
 * What a Redmine holds from the start beyond its English default data. The same seed fills the embedded
 * Redmine and a real one, with the same ids: records are created in the order in which they stand here.
 * Roles, trackers, statuses and fields are named, people by login, projects by identifier.
 */
export interface RedmineSeed {
  /** Added to Administrator's; ids from 5 up. */
  readonly users: readonly SeedUser[];
  readonly projects: readonly SeedProject[];
  /** Changes to the default roles, and further roles. */
  readonly roles?: readonly SeedRole[];
  /** Further trackers. */
  readonly trackers?: readonly SeedTracker[];
  /** In place of the default workflow of a role and tracker. */
  readonly workflows?: readonly SeedWorkflow[];
  readonly customFields?: readonly SeedCustomField[];
}

export interface SeedUser {
  readonly login: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly mail: string;
  /** 40 hexadecimal digits. */
  readonly apiKey: string;
  readonly password: string;
  readonly admin?: boolean;
}

export interface SeedProject {
  readonly identifier: string;
  readonly name: string;
  readonly description?: string;
  readonly isPublic?: boolean;
  /** Identifier of a project further up in the seed. */
  readonly parent?: string;
  readonly inheritMembers?: boolean;
  readonly members?: readonly { readonly login: string; readonly roles: readonly string[] }[];
  readonly categories?: readonly { readonly name: string; readonly assignedTo?: string }[];
  readonly versions?: readonly {
    readonly name: string;
    readonly status?: Version['status'];
    readonly sharing?: Version['sharing'];
    readonly dueDate?: string;
  }[];
  /** All trackers where left out. */
  readonly trackers?: readonly string[];
}

export interface SeedRole
  extends Partial<Pick<Role, 'assignable' | 'issuesVisibility' | 'timeEntriesVisibility'>> {
  readonly name: string;
  /** In place of the role's permissions. */
  readonly permissions?: readonly string[];
  /** In addition to the role's permissions. */
  readonly morePermissions?: readonly string[];
}

export interface SeedTracker {
  readonly name: string;
  readonly disabledFields?: readonly string[];
}

export interface SeedWorkflow {
  readonly role: string;
  readonly tracker: string;
  readonly transitions?: readonly {
    /** `null` is a new issue. */
    readonly from: string | null;
    readonly to: string;
    readonly onlyFor?: 'author' | 'assignee';
  }[];
  /** A custom field is named by its name. */
  readonly fieldRules?: readonly {
    readonly status: string;
    readonly field: string;
    readonly rule: Workflow['fieldRules'][number]['rule'];
  }[];
}

export interface SeedCustomField
  extends Partial<
    Pick<
      CustomField,
      | 'regexp'
      | 'minLength'
      | 'maxLength'
      | 'isRequired'
      | 'isFilter'
      | 'searchable'
      | 'multiple'
      | 'defaultValue'
      | 'possibleValues'
      | 'versionStatuses'
    >
  > {
  readonly name: string;
  readonly type: CustomField['type'];
  readonly format: CustomField['format'];
  /** Of an `enumeration`. */
  readonly enumerations?: readonly string[];
  /** All trackers where left out. */
  readonly trackers?: readonly string[];
  /** Visible to these roles only; to everybody where left out. */
  readonly visibleTo?: readonly string[];
  /** Of an issue field: only in these projects; in all where left out. */
  readonly projects?: readonly string[];
  /** Of a `user` field: only members with one of these roles. */
  readonly userRoles?: readonly string[];
}
