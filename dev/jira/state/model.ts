/** The documents the double keeps. All are immutable: a change puts a new one in its place. */
import type { Json, JsonObject } from '../json';

export interface UserDoc {
  readonly accountId: string;
  readonly accountType: 'atlassian' | 'app';
  readonly displayName: string;
  readonly email: string;
  /** IANA name; JQL dates without a zone are read in it. */
  readonly timeZone: string;
  readonly active: boolean;
}

export interface GroupDoc {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

export interface RoleMembers {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

export interface ProjectDoc {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly leadId: string;
  readonly issueTypeIds: readonly string[];
  readonly workflow: string;
  readonly hasSecurityLevels: boolean;
  /** Who may see the project: everybody who logs in, or the members of one of its roles. */
  readonly browse: 'everybody' | 'members';
  /** People who may look and do nothing else; absent: nobody is held back so. */
  readonly readerIds?: readonly string[];
  readonly roles: Readonly<Record<string, RoleMembers>>;
  readonly properties: Readonly<Record<string, Json>>;
  readonly lastIssueNumber: number;
}

export interface ComponentDoc {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string;
}

export interface VersionDoc {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string;
  readonly released: boolean;
  readonly archived: boolean;
  readonly startDate?: string;
  readonly releaseDate?: string;
}

export interface CustomFieldDoc {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** One of the keys of `CUSTOM_FIELD_TYPES`. */
  readonly type: string;
  readonly contextId: string;
}

export interface OptionDoc {
  readonly id: string;
  readonly fieldId: string;
  readonly contextId: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly position: number;
  /** The option this one stands under, in a cascading select. */
  readonly parentId?: string;
}

export interface IssueDoc {
  readonly id: string;
  readonly key: string;
  /** Keys it had in projects it was moved from; they go on finding it. */
  readonly formerKeys: readonly string[];
  readonly projectId: string;
  readonly statusId: string;
  readonly creatorId: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly statusChangedMs: number;
  readonly resolvedMs: number | null;
  /** Every other field by its id, in the form its field kind stores. */
  readonly fields: Readonly<Record<string, Json>>;
  readonly properties: Readonly<Record<string, Json>>;
  readonly watchers: readonly string[];
}

export interface Visibility {
  readonly type: 'role' | 'group';
  /** The role's or group's name. */
  readonly value: string;
  /** The role's name or the group's id. */
  readonly identifier: string;
}

export interface CommentDoc {
  readonly id: string;
  readonly issueId: string;
  readonly authorId: string;
  readonly updateAuthorId: string;
  readonly body: Json;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly visibility?: Visibility;
  readonly properties: Readonly<Record<string, Json>>;
}

export interface HistoryItem {
  readonly field: string;
  readonly fieldtype: 'jira' | 'custom';
  readonly fieldId?: string;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

export interface HistoryDoc {
  readonly id: string;
  readonly issueId: string;
  readonly authorId: string;
  readonly createdMs: number;
  readonly items: readonly HistoryItem[];
  readonly historyMetadata?: JsonObject;
}

export interface AttachmentDoc {
  readonly id: string;
  readonly issueId: string;
  readonly mediaId: string;
  readonly authorId: string;
  readonly createdMs: number;
  readonly filename: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
}

export interface LinkDoc {
  readonly id: string;
  readonly typeId: string;
  /** The issue that, read with the type's outward words, comes first: "source blocks destination". */
  readonly sourceId: string;
  readonly destinationId: string;
}

export interface WorklogDoc {
  readonly id: string;
  readonly issueId: string;
  readonly authorId: string;
  readonly updateAuthorId: string;
  readonly comment: Json;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly startedMs: number;
  readonly timeSpentSeconds: number;
  readonly visibility?: Visibility;
  readonly properties: Readonly<Record<string, Json>>;
}

export interface TaskDoc {
  readonly id: string;
  readonly kind: 'bulk' | 'panel' | 'properties';
  readonly ownerId: string;
  readonly createdMs: number;
  readonly result: JsonObject;
}

/** What an admin of the double changed at run time. */
export interface SettingsDoc {
  readonly searchLagSeconds?: number;
  /** Extra rules for transition screens, by `workflow/transitionId`. */
  readonly requiredTransitionFields?: Readonly<Record<string, readonly string[]>>;
  /** The ids of the projects that an app's issue panel is pinned to, by the panel's module key. */
  readonly pinnedPanels?: Readonly<Record<string, readonly string[]>>;
  /** Whether the site sends mail; default: it does. */
  readonly outgoingMail?: boolean;
}

/** A mail that a caller asked for; nobody sends it. */
export interface MailDoc {
  readonly issueKey: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** An event that is kept until it was handed over. */
export interface OutboxDoc {
  readonly payload: JsonObject;
  readonly causedByApp: boolean;
  readonly webhookTraceValue?: string;
}
