/**
 * A value as JSON whose keys stand in one order, so that what says the same reads the same.
 * @param isLeftOut of a key and what it holds, anywhere in the value
 */
export function canonicalJson(
  value: unknown,
  isLeftOut: (key: string, entry: unknown) => boolean = () => false,
): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner).filter(([key, entry]) => !isLeftOut(key, entry));
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
