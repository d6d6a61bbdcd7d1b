/** Labels of links and of their definitions. */
export const MAX_LABEL_LENGTH = 999;

/** Position of the `]` that ends the label starting at `start`, or -1. */
export function findLabelEnd(source: string, start: number): number {
  const limit = Math.min(source.length, start + MAX_LABEL_LENGTH + 1);
  for (let index = start; index < limit; index++) {
    const character = source[index];
    if (character === ']') return index;
    if (character === '[') return -1;
    if (character === '\\') index++;
  }
  return -1;
}
