/** Clauses on fields with an order: numbers, days and moments. */
import { refusal } from '../http/jira-error';
import type { Clause } from './ast';
import { holds, type Predicate, type SearchContext, unsupported } from './clause';
import { type DateContext, dayOf, readMoment } from './dates';
import type { JqlField } from './fields';

export function compileOrder(
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
