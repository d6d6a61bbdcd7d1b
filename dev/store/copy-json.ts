/**
 * Copies a JSON document deeply, as `JSON.parse(JSON.stringify(value))` would, several times faster.
 * `undefined` stays `undefined` at the top; below, such a property is left out.
 *
 * @throws {TypeError} for what JSON cannot hold: a function, a bigint, a symbol, a Date, a Map
 */
export function copyJson(value: unknown): unknown {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`);
    return value === 0 ? 0 : value; // JSON has no -0
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.map((item) => copyJson(item) ?? null);
  if (typeof value !== 'object') throw new TypeError(`not a JSON value: ${typeof value}`);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`not a plain object: ${value.constructor.name}`);
  }
  const copy: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    if (item !== undefined) copy[name] = copyJson(item);
  }
  return copy;
}
