/** Reads the `fields` and `update` of a create, an edit or a transition into new stored values. */
import { findField } from '../fields/catalog';
import { type FieldDefinition, FieldRefusal, type FieldScope } from '../fields/definition';
import { fieldErrors, JiraError } from '../http/jira-error';
import { isArray, isObject, type Json, type JsonObject, sameJson } from '../json';
import type { World } from '../state/world';

/** Something that an `update` adds beside the fields. */
export interface Addition {
  readonly fieldId: 'comment' | 'worklog' | 'issuelinks';
  readonly value: Json;
}

export interface Draft {
  readonly fields: Readonly<Record<string, Json>>;
  readonly additions: readonly Addition[];
}

export interface EditRules {
  readonly world: World;
  readonly before: Readonly<Record<string, Json>>;
  readonly scopeOf: (field: FieldDefinition) => FieldScope;
  /** Whether the field may be set here at all. */
  readonly isSettable: (field: FieldDefinition) => boolean;
}

const ADDITIVE = ['comment', 'worklog', 'issuelinks'] as const;

/**
 * Applies a request to stored values; nothing is written.
 * @throws JiraError 400 that names every field refused, as Jira does
 */
export function readEdits(body: JsonObject, rules: EditRules): Draft {
  const fields: Record<string, Json> = { ...rules.before };
  const additions: Addition[] = [];
  const errors: Record<string, string> = {};
  const messages: string[] = [];
  const attempt = (fieldId: string, apply: () => void) => {
    try {
      apply();
    } catch (error) {
      if (!(error instanceof FieldRefusal)) throw error;
      if (error.wholeRequest) messages.push(error.message);
      else errors[fieldId] = error.message;
    }
  };
  for (const [id, value] of entriesOf(body.fields)) {
    attempt(id, () => {
      const field = getSettable(id, rules);
      fields[id] = field.kind.parse(value, rules.scopeOf(field));
    });
  }
  for (const [id, operations] of entriesOf(body.update)) {
    attempt(id, () => {
      if (isObject(body.fields) && Object.hasOwn(body.fields, id)) {
        throw new FieldRefusal(`Field '${id}' cannot be set in both 'fields' and 'update'.`);
      }
      const field = getSettable(id, rules);
      for (const operation of isArray(operations) ? operations : []) {
        const additive = ADDITIVE.find((name) => name === id);
        if (additive === undefined)
          fields[id] = applyOperation(operation, fields[id] ?? null, rules.scopeOf(field));
        else additions.push({ fieldId: additive, value: readAddition(operation, id) });
      }
    });
  }
  if (messages.length > 0) throw new JiraError(400, { errorMessages: messages, errors });
  if (Object.keys(errors).length > 0) throw fieldErrors(errors);
  return { fields, additions };
}

function notSettable(id: string): string {
  return `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;
}

function getSettable(id: string, rules: EditRules): FieldDefinition {
  const field = findField(rules.world, id);
  const isAdditive = ADDITIVE.some((name) => name === id);
  if (field === undefined || !(isAdditive || rules.isSettable(field))) {
    throw new FieldRefusal(notSettable(id));
  }
  return field;
}

function applyOperation(operation: Json, before: Json, scope: FieldScope): Json {
  const [name, value] = Object.entries(isObject(operation) ? operation : {})[0] ?? [];
  const { kind } = scope.field;
  if (
    name === undefined ||
    value === undefined ||
    !kind.operations.some((known) => known === name)
  ) {
    throw new FieldRefusal(`Field does not support update '${name ?? ''}'`);
  }
  switch (name) {
    case 'set':
      return kind.parse(value, scope);
    case 'edit':
      return kind.edit?.(value, before, scope) ?? before;
    default: {
      const element = kind.parseElement?.(value, scope) ?? null;
      const list = isArray(before) ? before : [];
      const rest = list.filter((entry) => !sameJson(entry, element));
      if (name === 'remove') return rest;
      return rest.length < list.length ? list : [...list, element];
    }
  }
}

function readAddition(operation: Json, id: string): Json {
  const added = isObject(operation) ? operation.add : undefined;
  if (added === undefined)
    throw new FieldRefusal(`Field '${id}' supports the operation 'add' only.`);
  return added;
}

function entriesOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, member]) => [key, member ?? null]);
}
