import { describe, expect, it } from 'vitest';
import { takeFirst } from '../../../src/core/take-first';

const write = (kind: string, id: number) => ({ kind, id });

describe('what is carried first', () => {
  it('is all of it, as it stands, where that is little', () => {
    const writes = [write('copy', 1), write('take-back', 2)];
    expect(takeFirst(writes, 2)).toBe(writes);
  });

  it('is what is taken back, and then the oldest, where it is much', () => {
    const writes = [write('copy', 1), write('edit', 2), write('take-back', 3), write('copy', 4)];
    expect(takeFirst(writes, 2)).toEqual([write('take-back', 3), write('copy', 1)]);
  });
});
