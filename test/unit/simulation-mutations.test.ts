import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MUTATIONS } from '../simulation/mutations';

describe('a classic bug of the simulation', () => {
  const edits = MUTATIONS.flatMap(({ name, edits }) => edits.map((edit) => ({ name, ...edit })));

  it.each(edits)('still has its place in the source: $name', ({ file, snippet }) => {
    expect(readFileSync(file, 'utf8').split(snippet)).toHaveLength(2);
  });
});
