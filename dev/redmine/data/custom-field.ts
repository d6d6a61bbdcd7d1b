/** The formats of Redmine 5.0 (Administration → Custom fields). An `attachment` field stays empty here. */
export type CustomFieldFormat =
  | 'string'
  | 'text'
  | 'link'
  | 'int'
  | 'float'
  | 'date'
  | 'bool'
  | 'list'
  | 'enumeration'
  | 'user'
  | 'version'
  | 'attachment';

export type CustomizedType = 'issue' | 'project' | 'version' | 'user' | 'time_entry';

export interface CustomField {
  readonly id: number;
  readonly name: string;
  readonly type: CustomizedType;
  readonly format: CustomFieldFormat;
  readonly regexp: string;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly isRequired: boolean;
  /** Used in all projects; otherwise a project names it in `issueCustomFieldIds`. */
  readonly isForAll: boolean;
  readonly isFilter: boolean;
  readonly searchable: boolean;
  readonly multiple: boolean;
  readonly defaultValue: string | null;
  /** Visible to everybody; otherwise to admins and to the roles of `roleIds`. */
  readonly visible: boolean;
  readonly roleIds: readonly number[];
  readonly trackerIds: readonly number[];
  readonly position: number;
  /** Of a `list`. */
  readonly possibleValues: readonly string[];
  /** Of an `enumeration` ("key/value list"). */
  readonly enumerations: readonly {
    readonly id: number;
    readonly name: string;
    readonly active: boolean;
  }[];
  /** Of a `user`: only members with one of these roles; empty means all members. */
  readonly userRoleIds: readonly number[];
  /** Of a `version`: only versions in one of these states; empty means all. */
  readonly versionStatuses: readonly string[];
}
