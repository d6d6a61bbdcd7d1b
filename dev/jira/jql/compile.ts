/** Turns a parsed query into a test of one issue. */
import type { KnownCaller } from '../caller';
import { refusal } from '../http/jira-error';
import { isInGroup } from '../permissions/access';
import type { Site } from '../site/site';
import type { IssueDoc } from '../state/model';
import type { Clause, Expression, Operand, Operator } from './ast';
import { type DateContext, dayOf, readMoment } from './dates';
import { findJqlField, type IndexedProperty, type JqlField } from './fields';
import { matchesText } from './text-match';

export interface SearchContext {
  readonly site: Site;
  readonly caller: KnownCaller;
  readonly indexed: readonly IndexedProperty[];
}

export type Predicate = (issue: IssueDoc) => boolean;

/** @throws JiraError 400 in Jira's words for names and values that do not exist. */
export function compile(expression: Expression, context: SearchContext): Predicate {
  switch (expression.kind) {
    case 'and': {
      const parts = expression.parts.map((part) => compile(part, context));
      return (issue) => parts.every((part) => part(issue));
    }
    case 'or': {
      const parts = expression.parts.map((part) => compile(part, context));
      return (issue) => parts.some((part) => part(issue));
    }
    case 'not': {
      const part = compile(expression.part, context);
      return (issue) => !part(issue);
    }
    case 'clause':
      return compileClause(expression, context);
    default: {
      const never: never = expression;
      throw new Error(`unknown expression ${JSON.stringify(never)}`);
    }
  }
}

function compileClause(clause: Clause, context: SearchContext): Predicate {
  const field = findJqlField(clause.field, context.site, context.indexed);
  if (field === undefined) {
    throw refusal(
      400,
      `Field '${clause.field}' does not exist or you do not have permission to view it.`,
    );
  }
  if (isAboutEmptiness(clause)) {
    const wantsEmpty = clause.operator === '=' || clause.operator === 'is';
    return (issue) => isEmpty(field, issue, context.site) === wantsEmpty;
  }
  switch (field.kind) {
    case 'reference':
      return compileReference(clause, field, context);
    case 'text':
      return compileText(clause, field, context);
    case 'day':
    case 'moment':
    case 'number':
      return compileOrder(clause, field, context);
    default: {
      const never: never = field;
      throw new Error(`unknown field ${JSON.stringify(never)}`);
    }
  }
}

function isAboutEmptiness({ operator, operand }: Clause): boolean {
  return operand.kind === 'empty' && ['=', '!=', 'is', 'is not'].includes(operator);
}

function isEmpty(field: JqlField, issue: IssueDoc, site: Site): boolean {
  switch (field.kind) {
    case 'reference':
      return field.read(issue).length === 0;
    case 'text':
      return (field.read(issue, site) ?? '') === '';
    default:
      return field.read(issue) === null;
  }
}

/** An issue without a value matches no `!=` and no `not in`, as in Jira. */
function compileReference(
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
            ? `Issue does not exist or you do not have permission to see it.`
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

function compileText(
  clause: Clause,
  field: Extract<JqlField, { kind: 'text' }>,
  { site }: SearchContext,
): Predicate {
  const text = clause.operand.kind === 'literal' ? clause.operand.text : '';
  switch (clause.operator) {
    case '~':
      return (issue) => matchesText(field.read(issue, site) ?? '', text);
    case '!~':
      return (issue) => {
        const value = field.read(issue, site) ?? '';
        return value !== '' && !matchesText(value, text);
      };
    default:
      return unsupported(clause);
  }
}

function compileOrder(
  clause: Clause,
  field: Extract<JqlField, { kind: 'day' | 'moment' | 'number' }>,
  context: SearchContext,
): Predicate {
  if (!['=', '!=', '<', '<=', '>', '>='].includes(clause.operator)) return unsupported(clause);
  const dates: DateContext = { nowMs: context.site.nowMs(), zone: context.caller.user.timeZone };
  const compare = comparison(field, clause, dates);
  return (issue) => {
    const value = field.read(issue);
    return value !== null && holds(clause.operator, compare(value));
  };
}

function comparison(
  field: Extract<JqlField, { kind: 'day' | 'moment' | 'number' }>,
  clause: Clause,
  dates: DateContext,
): (value: string | number) => number {
  if (field.kind === 'number') {
    const bound = Number(clause.operand.kind === 'literal' ? clause.operand.text : Number.NaN);
    if (Number.isNaN(bound)) throw refusal(400, `The field '${clause.field}' needs a number.`);
    return (value) => Number(value) - bound;
  }
  const moment = readMoment(clause.operand, clause.field, dates);
  if (field.kind === 'moment') return (value) => Number(value) - moment;
  const day = dayOf(moment, dates.zone);
  return (value) => (value < day ? -1 : value > day ? 1 : 0);
}

function holds(operator: Operator, difference: number): boolean {
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

function flatten(operand: Operand): readonly Operand[] {
  return operand.kind === 'list' ? operand.items.flatMap(flatten) : [operand];
}

function unsupported({ operator, field }: Clause): never {
  throw refusal(
    400,
    `The operator '${operator.toUpperCase()}' is not supported by the '${field}' field.`,
  );
}
