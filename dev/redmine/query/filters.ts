import { isParamArray, isParamObject, type Param, type ParamObject, textOf } from '../http/params';

export type FilterType =
  | 'list'
  | 'list_status'
  | 'list_optional'
  | 'list_subprojects'
  | 'date'
  | 'date_past'
  | 'string'
  | 'text'
  | 'integer'
  | 'float'
  | 'tree';

export interface Filter {
  readonly field: string;
  readonly operator: string;
  readonly values: readonly string[];
}

const RELATIVE_PAST = ['>t-', '<t-', '><t-', 't-', 't', 'ld', 'w', 'lw', 'l2w', 'm', 'lm', 'y'];
const RELATIVE_FUTURE = ['<t+', '>t+', '><t+', 't+', 'nd', 'nw', 'nm'];

/** The operators that each type of filter knows. */
export const OPERATORS: Readonly<Record<FilterType, readonly string[]>> = {
  list: ['=', '!'],
  list_status: ['o', '=', '!', 'c', '*'],
  list_optional: ['=', '!', '!*', '*'],
  list_subprojects: ['*', '!*', '=', '!'],
  date: ['=', '>=', '<=', '><', ...RELATIVE_FUTURE, ...RELATIVE_PAST, '!*', '*'],
  date_past: ['=', '>=', '<=', '><', ...RELATIVE_PAST, '!*', '*'],
  string: ['~', '=', '!~', '!', '^', '$', '!*', '*'],
  text: ['~', '!~', '^', '$', '!*', '*'],
  integer: ['=', '>=', '<=', '><', '!*', '*'],
  float: ['=', '>=', '<=', '><', '!*', '*'],
  tree: ['=', '~', '!*', '*'],
};

/** Operators that need no value. */
const WITHOUT_VALUE = new Set([
  ...['o', 'c', '!*', '*', 'nd', 't', 'ld', 'nw', 'w', 'lw', 'l2w', 'nm', 'm', 'lm', 'y'],
]);

/**
 * Filters of a request: `f[]`, `op[]`, `v[][]` where given, else one per parameter that is named like a
 * filter (`updated_on=>=2026-01-01`), on top of the defaults.
 */
export function filtersOf(
  params: ParamObject,
  types: ReadonlyMap<string, FilterType>,
  defaults: readonly Filter[],
): readonly Filter[] {
  const named = params.f ?? params.fields;
  if (isParamArray(named)) return longFilters(params, named, types);
  const filters = new Map(defaults.map((filter) => [filter.field, filter]));
  for (const [field, type] of types) {
    const expression = params[field];
    if (expression === undefined || expression === null) continue;
    filters.set(field, shortFilter(field, type, textOf(expression)));
  }
  return [...filters.values()];
}

function longFilters(
  params: ParamObject,
  named: readonly Param[],
  types: ReadonlyMap<string, FilterType>,
): readonly Filter[] {
  const operators = params.op ?? params.operators;
  const values = params.v ?? params.values;
  if (!isParamObject(operators)) return [];
  return named.map(textOf).flatMap((field) => {
    if (!types.has(field)) return [];
    const given = isParamObject(values) ? values[field] : undefined;
    if (given !== undefined && !isParamArray(given)) return [];
    return [{ field, operator: textOf(operators[field]), values: given?.map(textOf) ?? [''] }];
  });
}

/** `>=5` is the longest operator that fits, with its values between bars; no operator means equal. */
function shortFilter(field: string, type: FilterType, expression: string): Filter {
  const operator = [...OPERATORS[type]]
    .sort()
    .reverse()
    .find((candidate) => expression.startsWith(candidate));
  const rest = expression.slice(operator?.length ?? 0);
  const split = rest.split('|');
  while (split.length > 1 && split.at(-1) === '') split.pop();
  return { field, operator: operator ?? '=', values: rest.trim() === '' ? [''] : split };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}(:?\d{2}){0,2}(Z|\d{2}:?\d{2})?)?$/;

/** Whether Redmine would answer 422 to a filter, and how it would call the reason. */
export function filterComplaint(filter: Filter, type: FilterType): string | undefined {
  const present = filter.values.filter((value) => value.trim() !== '');
  const { operator } = filter;
  if (type === 'integer' && !present.every((value) => /^[+-]?\d+(,[+-]?\d+)*$/.test(value))) {
    return 'is invalid';
  }
  if (type === 'float' && !present.every((value) => /^[+-]?\d+(\.\d*)?$/.test(value))) {
    return 'is invalid';
  }
  if (type === 'date' || type === 'date_past') {
    const isAbsolute = ['=', '>=', '<=', '><'].includes(operator);
    const isRelative = /[><]*t[+-]$/.test(operator);
    const isReadable = (value: string): boolean =>
      INSTANT.test(value) && !Number.isNaN(instantOf(value));
    if (isAbsolute && !present.every(isReadable)) return 'is invalid';
    if (isRelative && !present.every((value) => /^\d+$/.test(value))) return 'is invalid';
  }
  const isMissing = (filter.values[0] ?? '').trim() === '' && !WITHOUT_VALUE.has(operator);
  return isMissing ? 'cannot be blank' : undefined;
}

/** Milliseconds since the epoch of a day or instant in a filter; NaN where there is no such day. */
export function instantOf(value: string): number {
  const [day, time] = value.split('T');
  if (time === undefined) return Date.parse(`${day}T00:00:00Z`);
  const digits = time.replace(/[^0-9]/g, '').padEnd(6, '0');
  return Date.parse(`${day}T${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4, 6)}Z`);
}

export const isDayOnly = (value: string): boolean => !value.includes('T');
