/** Wraps a plain document with the version that a newer app will read it by. */
export function versioned<T extends object>(document: T): T & { readonly v: 1 } {
  return { v: 1, ...document };
}
