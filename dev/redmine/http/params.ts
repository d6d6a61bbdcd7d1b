/** Parameters as Rails sees them: nested objects and arrays of strings (query, forms) or JSON values. */
export type Param = string | number | boolean | null | undefined | readonly Param[] | ParamObject;
export interface ParamObject {
  readonly [name: string]: Param;
}

export const isParamObject = (value: Param): value is ParamObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isParamArray = (value: Param): value is readonly Param[] => Array.isArray(value);

/** A parameter as text, the way Ruby's `to_s` gives it: `''` for null and for what is not a scalar. */
export function textOf(value: Param): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return '';
}

/** Ruby's `to_i`: the leading integer of a text, else 0. */
export function integerOf(value: Param): number {
  const match = /^\s*[+-]?\d+/.exec(textOf(value));
  return match === null ? 0 : Number.parseInt(match[0], 10);
}

/** Rails' `blank?`. */
export const isBlank = (value: Param): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  (typeof value === 'string' && value.trim() === '') ||
  (isParamArray(value) && value.length === 0) ||
  (isParamObject(value) && Object.keys(value).length === 0);

/** Rails' boolean cast: `false` for the usual words, `null` for nothing, else `true`. */
export function booleanOf(value: Param): boolean | null {
  if (value === null || value === undefined || value === '') return null;
  return !['false', 'f', '0', 'off', 'FALSE', 'F', 'OFF'].includes(textOf(value));
}

type Nested = { [name: string]: NestedValue };
type NestedValue = string | NestedValue[] | Nested;

/**
 * Reads `a=1&f[]=x&op[x]=>=&v[x][]=1` the way Rack does: `[name]` nests, `[]` appends.
 * Names that contradict each other (`a=1&a[b]=2`) keep the later one.
 */
export function parseNestedQuery(search: string): ParamObject {
  const root: Nested = Object.create(null) as Nested;
  for (const [name, value] of new URLSearchParams(search)) {
    const head = /^[^[]*/.exec(name)?.[0] ?? '';
    const path = [head, ...[...name.slice(head.length).matchAll(/\[([^\]]*)\]/g)].map((m) => m[1])];
    assign(root, path as string[], value);
  }
  return root;
}

function assign(target: Nested, path: readonly string[], value: string): void {
  const [name, next, ...rest] = path;
  if (name === undefined) return;
  if (next === undefined) {
    target[name] = value;
  } else if (next === '') {
    const list = Array.isArray(target[name]) ? target[name] : [];
    target[name] = list;
    if (rest.length === 0) list.push(value);
    else list.push(nestedAt({}, rest, value));
  } else {
    const current = target[name];
    const child: Nested =
      typeof current === 'object' && !Array.isArray(current)
        ? current
        : (Object.create(null) as Nested);
    target[name] = child;
    assign(child, [next, ...rest], value);
  }
}

function nestedAt(target: Nested, path: readonly string[], value: string): Nested {
  assign(target, path, value);
  return target;
}
