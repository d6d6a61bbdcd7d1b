/** What the tests of all kinds of clauses share. */
import type { KnownCaller } from '../caller';
import { refusal } from '../http/jira-error';
import type { Site } from '../site/site';
import type { IssueDoc } from '../state/model';
import type { Clause, Operator } from './ast';
import type { IndexedProperty } from './fields';

export interface SearchContext {
  readonly site: Site;
  readonly caller: KnownCaller;
  readonly indexed: readonly IndexedProperty[];
}

export type Predicate = (issue: IssueDoc) => boolean;

/** Whether the operator holds for a value that is by so much above the one it is compared with. */
export function holds(operator: Operator, difference: number): boolean {
  switch (operator) {
    case '=':
      return difference === 0;
    case '!=':
      return difference !== 0;
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    default:
      return false;
  }
}

export function unsupported({ operator, field }: Clause): never {
  throw refusal(
    400,
    `The operator '${operator.toUpperCase()}' is not supported by the '${field}' field.`,
  );
}
