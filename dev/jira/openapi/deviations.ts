/**
 * Where real Jira is known to behave otherwise than its OpenAPI document says, each seen on a live
 * site or told by the document's own words. Nothing else is forgiven.
 */
import { isArray, isObject, type Json } from '../json';

interface Deviation {
  /** The operation, or every operation. */
  readonly operation: string | '*';
  readonly member: string;
  /**
   * `extra`: real bodies have it; `nullable`: text that may be null; `clearable`: an object that may
   * be null; `reshaped`: it has another type.
   */
  readonly kind: 'extra' | 'nullable' | 'clearable' | 'reshaped';
}

const DEVIATIONS: readonly Deviation[] = [
  { operation: '*', member: 'untranslatedName', kind: 'extra' },
  { operation: '*', member: 'entityId', kind: 'extra' },
  { operation: 'getServerInfo', member: 'defaultLocale', kind: 'extra' },
  // Where nothing was set before, or is set now.
  { operation: '*', member: 'from', kind: 'nullable' },
  { operation: '*', member: 'fromString', kind: 'nullable' },
  { operation: '*', member: 'to', kind: 'nullable' },
  { operation: '*', member: 'toString', kind: 'nullable' },
  // "null: the issue is set to unassigned".
  { operation: 'assignIssue', member: 'accountId', kind: 'nullable' },
  // How a person opens a restricted comment to all; docs/unverified.md, W23.
  { operation: 'updateComment', member: 'visibility', kind: 'clearable' },
  // An epoch in milliseconds, in place of a date-time.
  { operation: 'getBulkChangelogs', member: 'created', kind: 'reshaped' },
];

/**
 * Operations whose requests cannot fit the document: it requires members (`issueIdOrKeys`,
 * `targetToMultipleSourceMapping`) that it forbids in the same breath, against its own example.
 */
export const UNSATISFIABLE_REQUESTS: readonly string[] = ['submitBulkMove'];

/** The body as the document would have it. */
export function withoutDeviations(operation: string, body: Json): Json {
  const known = new Map(
    DEVIATIONS.filter((entry) => entry.operation === '*' || entry.operation === operation).map(
      ({ member, kind }) => [member, kind],
    ),
  );
  return smooth(body, known);
}

function smooth(value: Json, known: ReadonlyMap<string, Deviation['kind']>): Json {
  if (isArray(value)) return value.map((item) => smooth(item, known));
  if (!isObject(value)) return value;
  const members: [string, Json][] = [];
  for (const [key, member] of Object.entries(value)) {
    const kind = known.get(key);
    if (kind === 'extra' || kind === 'reshaped') continue;
    if (kind === 'clearable' && member === null) continue;
    // Not left out: a validator would find `toString` on every object's prototype.
    const isForgiven = kind === 'nullable' && member === null;
    members.push([key, isForgiven ? '' : smooth(member ?? null, known)]);
  }
  return Object.fromEntries(members);
}
