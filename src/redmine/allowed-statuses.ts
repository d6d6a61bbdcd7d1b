/**
 * Redmine ignores a status that its workflow does not let the key set, and answers 204. Since 5.0 it
 * says before what it would take. https://www.redmine.org/projects/redmine/wiki/Rest_Issues
 */
import { flowsTo, type Mapping } from '../core/mapping';
import type { FieldValues, Snapshot } from '../core/model';
import type { WireIssue } from './wire';

const STATUS = 'status';
const TRACKER = 'tracker';

/** Asked for with each read of a mapping that writes statuses here. */
export const ALLOWED_STATUSES = 'allowed_statuses';

export function asksForStatuses({ fields }: Pick<Mapping, 'fields'>): boolean {
  return fields.some(({ remote, direction }) => remote === STATUS && flowsTo(direction, 'remote'));
}

/** What Redmine would take as the issue's status now, by the mapping's name of the field; absent: it does not tell. */
export function findAcceptedStatuses(
  { fields }: Pick<Mapping, 'fields'>,
  { allowed_statuses: allowed = [] }: Pick<WireIssue, 'allowed_statuses'>,
): Pick<Snapshot, 'accepts'> {
  const row = fields.find(({ remote }) => remote === STATUS);
  if (!row || allowed.length === 0) return {};
  return { accepts: { [row.field]: allowed.map(({ id }) => String(id)) } };
}

export interface RefusedStatus {
  /** The mapping's name of the field. */
  readonly field: string;
  readonly message: string;
}

/**
 * The status among these fields that Redmine would not take, as it said when the issue was read;
 * `null` where it may, or where an older Redmine does not tell. Another tracker has another workflow.
 */
export function findRefusedStatus(
  mapping: Pick<Mapping, 'fields'>,
  issue: Pick<WireIssue, 'id' | 'status' | 'allowed_statuses'> | undefined,
  fields: FieldValues,
): RefusedStatus | null {
  const { allowed_statuses: allowed = [] } = issue ?? {};
  const written = mapping.fields.filter(({ field }) => field in fields);
  const row = written.find(({ remote }) => remote === STATUS);
  const isOther = written.some(({ remote }) => remote === TRACKER);
  const target = row && fields[row.field];
  if (!issue || !row || typeof target !== 'string' || isOther || allowed.length === 0) return null;
  if (allowed.some(({ id }) => String(id) === target)) return null;
  const others = allowed.filter(({ id }) => id !== issue.status.id).map(({ name }) => `"${name}"`);
  return {
    field: row.field,
    message: `Redmine's workflow does not let the key take #${issue.id} from "${issue.status.name}" to the status number ${target}; allowed now: ${others.join(', ') || 'nothing'}. Allow it under Administration, Workflow for a role of the key's user, or close what blocks the issue.`,
  };
}
