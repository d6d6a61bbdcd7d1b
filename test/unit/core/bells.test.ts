import { expect, it } from 'vitest';
import { type Bells, hearBell, NO_BELLS, refuseBell } from '../../../src/core/bells';

const HEARD = { atMs: 1_000_000, scheme: 'native', isFormerSecret: false } as const;
const REFUSED = { atMs: 1_000_000, why: 'late' } as const;
const BELLS: Bells = { heard: HEARD, refused: REFUSED };

it.each<[string, Bells, Partial<typeof HEARD> | object, boolean]>([
  ['is the first', NO_BELLS, {}, true],
  ['comes within a minute of the last', BELLS, { atMs: 1_059_999 }, false],
  ['comes a minute later', BELLS, { atMs: 1_060_000 }, true],
  ['is signed in another way', BELLS, { scheme: 'graimes' }, true],
  ['is signed with the secret that is being replaced', BELLS, { isFormerSecret: true }, true],
])('a bell that is heard is kept or not: it %s', (_what, bells, more, isKept) => {
  const heard = { ...HEARD, ...more };
  const kept = hearBell(bells, heard);
  expect(isKept ? kept : kept === bells).toEqual(isKept ? { ...bells, heard } : true);
});

it.each<[string, Bells, number, boolean]>([
  ['is the first', NO_BELLS, 1_000_000, true],
  ['comes within a minute of the last', BELLS, 1_059_999, false],
  ['comes a minute later', BELLS, 1_060_000, true],
])('a bell that is refused is kept or not: it %s', (_what, bells, atMs, isKept) => {
  const refused = { atMs, why: 'unsigned' } as const;
  const kept = refuseBell(bells, refused);
  expect(isKept ? kept : kept === bells).toEqual(isKept ? { ...bells, refused } : true);
});
