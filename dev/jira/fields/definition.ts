/** What a field is: its place in the API, and how its values are read, shown and compared. */
import type { KnownCaller } from '../caller';
import type { Json, JsonObject } from '../json';
import type { Site } from '../site/site';
import type { HistoryItem, IssueDoc, ProjectDoc } from '../state/model';

export type Operation = 'set' | 'add' | 'remove' | 'edit';

export interface FieldDefinition {
  readonly id: string;
  readonly name: string;
  readonly custom: boolean;
  readonly schema: JsonObject;
  readonly kind: FieldKind;
  /** On which screens it stands; a field that no screen has is shown only. */
  readonly onCreate: boolean;
  readonly onEdit: boolean;
  readonly required: boolean;
  readonly navigable: boolean;
  readonly orderable: boolean;
  readonly searchable: boolean;
  readonly clauseNames: readonly string[];
  /** The name in changelogs, where it is not the id (system) or the name (custom). */
  readonly historyName?: string;
}

export interface FieldScope {
  readonly site: Site;
  readonly caller: KnownCaller;
  readonly project: ProjectDoc;
  readonly field: FieldDefinition;
  readonly issueTypeId: string;
  /** The issue that is edited or shown; absent while one is created. */
  readonly issue?: IssueDoc;
}

/** How values of one kind are read, shown and compared. A stored `null` is "no value". */
export interface FieldKind {
  readonly operations: readonly Operation[];
  /**
   * Reads a value from a request into its stored form.
   * @throws FieldRefusal in Jira's words
   */
  parse(input: Json, scope: FieldScope): Json;
  /** Reads one element of a list field, for `add` and `remove`. */
  parseElement?(input: Json, scope: FieldScope): Json;
  /** Reads the value of an `edit` operation into a new stored value. */
  edit?(input: Json, before: Json, scope: FieldScope): Json;
  /** The value as the API shows it. */
  render(stored: Json, scope: FieldScope): Json;
  /** What the changelog says of the change; called only where the values differ. */
  history(before: Json, after: Json, scope: FieldScope): readonly HistoryItem[];
  /** The choices that metadata lists. */
  allowedValues?(scope: FieldScope): readonly Json[];
  readonly autoCompletePath?: string;
}

/** A value that Jira does not take. `wholeRequest`: said of the request, not of the field. */
export class FieldRefusal extends Error {
  constructor(
    message: string,
    readonly wholeRequest = false,
  ) {
    super(message);
  }
}

/** One changelog item of a field that has one value. */
export function historyItem(
  scope: FieldScope,
  from: readonly [id: string | null, text: string | null],
  to: readonly [id: string | null, text: string | null],
): HistoryItem {
  const { field } = scope;
  return {
    field: field.historyName ?? (field.custom ? field.name : field.id),
    fieldtype: field.custom ? 'custom' : 'jira',
    fieldId: field.id,
    from: from[0],
    fromString: from[1],
    to: to[0],
    toString: to[1],
  };
}
