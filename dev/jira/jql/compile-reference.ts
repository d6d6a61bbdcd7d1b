/** Clauses on fields that hold ids: projects, people, statuses, labels. */
import { NO_SUCH_ISSUE, refusal } from '../http/jira-error';
import { isInGroup } from '../permissions/access';
import type { IssueDoc } from '../state/model';
import type { Clause, Operand } from './ast';
import { holds, type Predicate, type SearchContext, unsupported } from './clause';
import type { JqlField } from './fields';

/** An issue without a value matches no `!=` and no `not in`, as in Jira. */
export function compileReference(
  clause: Clause,
  field: Extract<JqlField, { kind: 'reference' }>,
  context: SearchContext,
): Predicate {
  const wanted = new Set(
    flatten(clause.operand).flatMap((item) => idsOf(item, clause, field, context)),
  );
  const hasEmpty = flatten(clause.operand).some(({ kind }) => kind === 'empty');
  const isUnresolved = wanted.has('unresolved');
  const matches = (issue: IssueDoc) => {
    const ids = field.read(issue);
    if (ids.length === 0) return hasEmpty || isUnresolved;
    return ids.some((id) => wanted.has(id));
  };
  switch (clause.operator) {
    case '=':
    case 'in':
      return matches;
    case '!=':
    case 'not in':
      return (issue) => field.read(issue).length > 0 && !matches(issue);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compileKeyOrder(clause, context);
    default:
      return unsupported(clause);
  }
}

/** `key > WEB-10`: within the project of that key, by number. */
function compileKeyOrder(clause: Clause, context: SearchContext): Predicate {
  const bound = clause.operand.kind === 'literal' ? clause.operand.text : '';
  const issue = context.site.world.findIssue(bound);
  const parts = /^(.+)-(\d+)$/.exec(issue?.key ?? bound.toUpperCase());
  if (!/^(key|issuekey|issue|id)$/i.test(clause.field) || parts === null)
    return unsupported(clause);
  const prefix = `${parts[1]}-`;
  const number = Number(parts[2]);
  return (candidate) =>
    candidate.key.startsWith(prefix) &&
    holds(clause.operator, Number(candidate.key.slice(prefix.length)) - number);
}

function idsOf(
  operand: Operand,
  clause: Clause,
  field: Extract<JqlField, { kind: 'reference' }>,
  { site, caller }: SearchContext,
): readonly string[] {
  switch (operand.kind) {
    case 'empty':
      return [];
    case 'literal': {
      const ids = field.idsOf(operand.text, site);
      if (ids.length === 0 && field.isClosed) {
        throw refusal(
          400,
          /^(key|issuekey|issue|id)$/i.test(clause.field)
            ? NO_SUCH_ISSUE
            : `The value '${operand.text}' does not exist for the field '${clause.field}'.`,
        );
      }
      return ids;
    }
    case 'function':
      if (operand.name === 'currentuser') return [caller.user.accountId];
      if (operand.name === 'membersof') {
        const group = operand.args[0] ?? '';
        return [...site.world.users.values()]
          .filter(({ accountId }) => isInGroup(site.world, accountId, group))
          .map(({ accountId }) => accountId);
      }
      throw refusal(
        400,
        `Unable to find JQL function '${operand.name}(${operand.args.join(', ')})'.`,
      );
    case 'list':
      return operand.items.flatMap((item) =>
        idsOf(item, clause, field, { site, caller, indexed: [] }),
      );
    default: {
      const never: never = operand;
      throw new Error(`unknown operand ${JSON.stringify(never)}`);
    }
  }
}

function flatten(operand: Operand): readonly Operand[] {
  return operand.kind === 'list' ? operand.items.flatMap(flatten) : [operand];
}
