/**
 * Conditions of entity queries and transactions.
 * @see https://developer.atlassian.com/platform/forge/storage-reference/entities-api-query/#conditions
 */
import { z } from 'zod';
import { FORGE_LIMITS } from '../limits';
import type { AttributeType } from '../manifest';
import { type Entity, fitsType } from './entities';
import { KvsError } from './kvs-error';

type Scalar = string | number | boolean;

interface Operator {
  readonly types: readonly AttributeType[];
  readonly values: 1 | 2;
  /** Whether it may stand in `where`, on the range of an index. */
  readonly inRange: boolean;
  /** `present` is `undefined` where the attribute or the whole entity is absent. */
  readonly holds: (present: Scalar | undefined, first: Scalar, second: Scalar) => boolean;
}

const ORDERED = ['string', 'integer', 'float'] as const;
const TYPED = ['string', 'integer', 'float', 'boolean'] as const;
const TEXT = ['string'] as const;

/** A comparison that nothing absent satisfies. */
function needsPresent(
  holds: (present: Scalar, first: Scalar, second: Scalar) => boolean,
): Operator['holds'] {
  return (present, first, second) => present !== undefined && holds(present, first, second);
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  BEGINS_WITH: {
    types: TEXT,
    values: 1,
    inRange: true,
    holds: needsPresent((present, first) => String(present).startsWith(String(first))),
  },
  BETWEEN: {
    types: ORDERED,
    values: 2,
    inRange: true,
    holds: needsPresent((present, first, second) => present >= first && present <= second),
  },
  EQUAL_TO: {
    types: TYPED,
    values: 1,
    inRange: true,
    holds: needsPresent((present, first) => present === first),
  },
  GREATER_THAN: {
    types: ORDERED,
    values: 1,
    inRange: true,
    holds: needsPresent((present, first) => present > first),
  },
  GREATER_THAN_EQUAL_TO: {
    types: ORDERED,
    values: 1,
    inRange: true,
    holds: needsPresent((present, first) => present >= first),
  },
  LESS_THAN: {
    types: ORDERED,
    values: 1,
    inRange: true,
    holds: needsPresent((present, first) => present < first),
  },
  LESS_THAN_EQUAL_TO: {
    types: ORDERED,
    values: 1,
    inRange: true,
    holds: needsPresent((present, first) => present <= first),
  },
  NOT_EQUAL_TO: {
    types: TYPED,
    values: 1,
    inRange: false,
    holds: (present, first) => present !== first,
  },
  CONTAINS: {
    types: TEXT,
    values: 1,
    inRange: false,
    holds: needsPresent((present, first) => String(present).includes(String(first))),
  },
  NOT_CONTAINS: {
    types: TEXT,
    values: 1,
    inRange: false,
    holds: (present, first) => present === undefined || !String(present).includes(String(first)),
  },
  EXISTS: {
    types: TYPED,
    values: 1,
    inRange: false,
    holds: (present) => present !== undefined,
  },
  NOT_EXISTS: {
    types: TYPED,
    values: 1,
    inRange: false,
    holds: (present) => present === undefined,
  },
};

export const conditionSchema = z.object({
  condition: z.string(),
  values: z.array(z.union([z.string(), z.number(), z.boolean()])),
});

export const filtersSchema = z.object({
  and: z.array(conditionSchema.extend({ property: z.string() })).optional(),
  or: z.array(conditionSchema.extend({ property: z.string() })).optional(),
});

export type Condition = z.infer<typeof conditionSchema>;
export type Filters = z.infer<typeof filtersSchema>;
type Attributes = Readonly<Record<string, unknown>>;

/** A condition that was found valid: given the attribute's value, whether it holds. */
export type Predicate = (present: unknown) => boolean;

/**
 * @param name the attribute, for messages
 * @throws {KvsError} where the condition does not exist, does not go with the type, or has wrong values
 */
export function compileCondition(
  condition: Condition,
  name: string,
  type: AttributeType,
  place: 'range' | 'filter',
): Predicate {
  const operator = OPERATORS[condition.condition];
  if (!operator || (place === 'range' && !operator.inRange)) {
    const message = `Condition ${condition.condition} is not supported in a ${place}`;
    throw new KvsError(400, 'INVALID_FILTER_CONDITION', message);
  }
  if (!operator.types.includes(type)) {
    const message = `Condition ${condition.condition} cannot be used on ${name} of type ${type}`;
    throw new KvsError(422, 'INVALID_FILTER_CONDITION', message);
  }
  if (condition.values.length !== operator.values) {
    const code = operator.values === 2 ? 'INSUFFICIENT_FILTER_VALUES' : 'INVALID_FILTER_VALUES';
    throw new KvsError(400, code, `Condition ${condition.condition} on ${name}: wrong values`);
  }
  const isExistence = condition.condition === 'EXISTS' || condition.condition === 'NOT_EXISTS';
  if (!isExistence && !condition.values.every((value) => fitsType(value, type))) {
    throw new KvsError(400, 'INVALID_FILTER_VALUES', `A value for ${name} is not a valid ${type}`);
  }
  const [first = '', second = ''] = condition.values;
  return (present) => operator.holds(present as Scalar | undefined, first, second);
}

/**
 * @returns whether an entity's attributes, `undefined` where there is no such entity, meet the filters
 * @throws {KvsError} where the filters are not valid for the entity
 */
export function compileFilters(
  entity: Entity,
  filters: Filters | undefined,
): (attributes: Attributes | undefined) => boolean {
  if (filters === undefined) return () => true;
  const { and, or } = filters;
  if (and && or) {
    const message = 'Filter operators "and" and "or" cannot be present at the same level';
    throw new KvsError(400, 'INVALID_FILTER_OPERATORS_COMBINATION', message);
  }
  const conditions = and ?? or ?? [];
  if (conditions.length === 0) {
    throw new KvsError(400, 'EMPTY_FILTER_OPERATOR', 'Filter operators cannot be empty');
  }
  if (conditions.length > FORGE_LIMITS.kvs.queryConditions) {
    throw new KvsError(400, 'BAD_REQUEST', 'A query can have at most 100 conditions');
  }
  const tests = conditions.map((condition) => {
    const type = entity.attributes.get(condition.property);
    if (type === undefined) {
      const message = `${entity.name}.${condition.property} is not in the manifest`;
      throw new KvsError(400, 'QUERY_WHERE_FIELD_INVALID', message);
    }
    const holds = compileCondition(condition, condition.property, type, 'filter');
    return (attributes: Attributes | undefined) => holds(attributes?.[condition.property]);
  });
  return (attributes) =>
    and ? tests.every((test) => test(attributes)) : tests.some((test) => test(attributes));
}
