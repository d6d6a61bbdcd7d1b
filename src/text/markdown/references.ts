import type { Definition } from './block/block';
import { normalizeLabel } from './block/definitions';
import type { References, ReferenceTarget } from './inline/options';

/** The link definitions of a text, found by their labels however these are spaced and cased. */
export class ReferenceTable implements References {
  readonly isEmpty: boolean;

  constructor(private readonly definitions: ReadonlyMap<string, Definition>) {
    this.isEmpty = definitions.size === 0;
  }

  has(label: string): boolean {
    return !this.isEmpty && this.definitions.has(normalizeLabel(label));
  }

  find(label: string): ReferenceTarget | undefined {
    return this.isEmpty ? undefined : this.definitions.get(normalizeLabel(label));
  }
}
