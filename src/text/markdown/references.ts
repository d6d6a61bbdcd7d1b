import type { Definition } from './block/block';
import { normalizeLabel } from './block/definitions';
import type { References } from './inline/options';

export function toReferences(definitions: ReadonlyMap<string, Definition>): References {
  return {
    isEmpty: definitions.size === 0,
    has: (label) => definitions.size > 0 && definitions.has(normalizeLabel(label)),
    find: (label) => definitions.get(normalizeLabel(label)),
  };
}
