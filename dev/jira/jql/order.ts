/** ORDER BY: sort keys that can also be carried in a page token. */
import { refusal } from '../http/jira-error';
import { PRIORITIES, STATUSES } from '../site/names';
import type { Site } from '../site/site';
import type { IssueDoc } from '../state/model';
import type { Ordering } from './ast';
import { findJqlField, type IndexedProperty } from './fields';

export type SortValue = string | number | null;
export type SortKey = readonly SortValue[];

export interface Order {
  readonly keyOf: (issue: IssueDoc) => SortKey;
  readonly compare: (left: SortKey, right: SortKey) => number;
}

const MOST_ORDERINGS = 7;

/** Without an order of its own a search answers the newest issue first. */
export function readOrder(
  orderings: readonly Ordering[],
  site: Site,
  indexed: readonly IndexedProperty[],
): Order {
  if (orderings.length > MOST_ORDERINGS) {
    throw refusal(400, `The ORDER BY clause can contain at most ${MOST_ORDERINGS} fields.`);
  }
  const given = orderings.length === 0 ? [{ field: 'created', descending: true }] : orderings;
  const readers = given.map(({ field }) => sortValueOf(field, site, indexed));
  const signs = [
    ...given.map(({ descending }) => (descending ? -1 : 1)),
    given.at(-1)?.descending ? -1 : 1,
  ];
  return {
    keyOf: (issue) => [...readers.map((read) => read(issue)), Number(issue.id)],
    compare: (left, right) => {
      for (const [at, sign] of signs.entries()) {
        const difference = compareValues(left[at] ?? null, right[at] ?? null);
        if (difference !== 0) return difference * sign;
      }
      return 0;
    },
  };
}

function sortValueOf(
  name: string,
  site: Site,
  indexed: readonly IndexedProperty[],
): (issue: IssueDoc) => SortValue {
  const rank = RANKS[name.toLowerCase()];
  if (rank !== undefined) return rank;
  const field = findJqlField(name, site, indexed);
  if (field === undefined) {
    throw refusal(400, `Field '${name}' does not exist or you do not have permission to view it.`);
  }
  switch (field.kind) {
    case 'reference':
      return (issue) => field.read(issue).join(' ') || null;
    case 'text':
      return (issue) => field.read(issue, site);
    default:
      return (issue) => field.read(issue);
  }
}

const byKey = (issue: IssueDoc): SortValue => {
  const [project, number] = issue.key.split('-');
  return `${project} ${String(number).padStart(9, '0')}`;
};

const RANKS: Readonly<Record<string, (issue: IssueDoc) => SortValue>> = {
  key: byKey,
  issuekey: byKey,
  id: (issue) => Number(issue.id),
  rank: (issue) => Number(issue.id),
  priority: (issue) => -PRIORITIES.findIndex(({ id }) => id === issue.fields.priority),
  status: (issue) => STATUSES.findIndex(({ id }) => id === issue.statusId),
};

/** No value comes last in ascending order. */
function compareValues(left: SortValue, right: SortValue): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
}
