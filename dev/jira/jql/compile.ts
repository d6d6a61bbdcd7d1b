/** Turns a parsed query into a test of one issue. */
import { refusal } from '../http/jira-error';
import type { Site } from '../site/site';
import type { IssueDoc } from '../state/model';
import type { Clause, Expression } from './ast';
import { type Predicate, type SearchContext, unsupported } from './clause';
import { compileOrder } from './compile-order';
import { compileReference } from './compile-reference';
import { findJqlField, type JqlField } from './fields';
import { matchesText } from './text-match';

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
