/** Custom fields that choose among options. */
import { isArray, isObject, type Json, type JsonObject, stringAt } from '../../json';
import { renderOption } from '../../render/named';
import type { OptionDoc } from '../../state/model';
import { type FieldKind, FieldRefusal, type FieldScope, historyItem } from '../definition';

/** The options that can be chosen; a disabled one stays only where it was chosen before. */
function optionsOf(scope: FieldScope, parentId?: string): readonly OptionDoc[] {
  return scope.site.world.optionsByField
    .of(scope.field.id)
    .filter((option) => option.parentId === parentId && !option.disabled)
    .toSorted((left, right) => left.position - right.position);
}

function findOption(input: Json, scope: FieldScope, parentId?: string): OptionDoc {
  const usable = optionsOf(scope, parentId);
  const id = stringAt(input, 'id');
  if (id !== undefined) {
    const option = usable.find((candidate) => candidate.id === id);
    if (option === undefined) throw new FieldRefusal(`Option id '${id}' is not valid`);
    return option;
  }
  const value = stringAt(input, 'value');
  if (value === undefined)
    throw new FieldRefusal(`Specify a valid 'id' or 'name' for ${scope.field.name}`);
  const option = usable.find((candidate) => candidate.value === value);
  if (option === undefined) throw new FieldRefusal(`Option value '${value}' is not valid`);
  return option;
}

function getOption(scope: FieldScope, id: Json | undefined): OptionDoc | undefined {
  return typeof id === 'string' ? scope.site.world.options.get(id) : undefined;
}

function show(scope: FieldScope, id: Json): Json {
  const option = getOption(scope, id);
  return option === undefined ? null : renderOption(scope.site, option);
}

export const optionKind: FieldKind = {
  operations: ['set'],
  parse: (input, scope) => (isEmptyChoice(input) ? null : findOption(input, scope).id),
  render: (stored, scope) => show(scope, stored),
  history: (before, after, scope) => {
    const pair = (value: Json): readonly [string | null, string | null] =>
      typeof value === 'string' ? [value, getOption(scope, value)?.value ?? null] : [null, null];
    return [historyItem(scope, pair(before), pair(after))];
  },
  allowedValues: (scope) => optionsOf(scope).map((option) => renderOption(scope.site, option)),
};

export const optionsKind: FieldKind = {
  operations: ['add', 'set', 'remove'],
  parse(input, scope) {
    if (input === null) return null;
    if (!isArray(input)) throw new FieldRefusal('data was not an array');
    const ids = [...new Set(input.map((item) => findOption(item, scope).id))];
    return ids.length === 0 ? null : ids;
  },
  parseElement: (input, scope) => findOption(input, scope).id,
  render: (stored, scope) =>
    isArray(stored) && stored.length > 0 ? stored.map((id) => show(scope, id)) : null,
  history: (before, after, scope) => {
    const pair = (value: Json): readonly [string | null, string | null] => {
      if (!isArray(value) || value.length === 0) return [null, null];
      const values = value.map((id) => getOption(scope, id)?.value ?? '');
      return [`[${value.join(', ')}]`, values.join(',')];
    };
    return [historyItem(scope, pair(before), pair(after))];
  },
  allowedValues: (scope) => optionsOf(scope).map((option) => renderOption(scope.site, option)),
};

/** Stored as the two ids, the second absent where only the first level was chosen. */
export const cascadingKind: FieldKind = {
  operations: ['set'],
  parse(input, scope) {
    if (isEmptyChoice(input)) return null;
    const parent = findOption(input, scope);
    const childInput = isObject(input) ? input.child : undefined;
    if (childInput === undefined || childInput === null) return [parent.id];
    return [parent.id, findOption(childInput, scope, parent.id).id];
  },
  render(stored, scope) {
    if (!isArray(stored)) return null;
    const parent = show(scope, stored[0] ?? null);
    if (!isObject(parent)) return null;
    return stored[1] === undefined ? parent : { ...parent, child: show(scope, stored[1]) };
  },
  history: (before, after, scope) => [
    historyItem(scope, describeCascade(before, scope), describeCascade(after, scope)),
  ],
  allowedValues: (scope) =>
    optionsOf(scope).map((option): JsonObject => {
      const children = optionsOf(scope, option.id).map((child) => renderOption(scope.site, child));
      return { ...renderOption(scope.site, option), children };
    }),
};

function describeCascade(value: Json, scope: FieldScope): readonly [string | null, string | null] {
  if (!isArray(value)) return [null, null];
  const [parent, child] = value.map((id) => getOption(scope, id));
  if (parent === undefined) return [null, null];
  const below = child === undefined ? '' : `Level 1 values: ${child.value}(${child.id})`;
  return [child?.id ?? parent.id, `Parent values: ${parent.value}(${parent.id})${below}`];
}

function isEmptyChoice(input: Json): boolean {
  return input === null || (isObject(input) && input.id === '-1');
}
