/** Ids from 1 up, in order. */
export const numbered = <T extends object>(items: readonly T[]): readonly (T & { id: number })[] =>
  items.map((item, index) => ({ id: index + 1, ...item }));

export function named<T extends { readonly name: string }>(
  kind: string,
  all: readonly T[],
  name: string,
): T {
  const found = all.find((candidate) => candidate.name === name);
  if (found === undefined)
    throw new Error(`the seed names a ${kind} "${name}" that it does not have`);
  return found;
}

export function idsNamed(
  kind: string,
  all: readonly { readonly id: number; readonly name: string }[],
  names: readonly string[] | undefined,
): readonly number[] {
  return names === undefined
    ? all.map(({ id }) => id)
    : names.map((name) => named(kind, all as readonly { id: number; name: string }[], name).id);
}

export function indexOf(kind: string, all: readonly string[], name: string): number {
  const index = all.indexOf(name);
  if (index < 0) throw new Error(`the seed names a ${kind} "${name}" that it does not have`);
  return index + 1;
}
