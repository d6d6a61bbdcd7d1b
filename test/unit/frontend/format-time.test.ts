import { describe, expect, it } from 'vitest';
import { formatAgo } from '../../../src/frontend/format-time';

const NOW_MS = Date.UTC(2026, 8, 2, 12);

describe('how long ago', () => {
  it.each([
    [0, 'just now'],
    [59_999, 'just now'],
    [60_000, '1 minute ago'],
    [47 * 60_000, '47 minutes ago'],
    [3 * 3_600_000, '3 hours ago'],
    [86_400_000, 'yesterday'],
    [9 * 86_400_000, '9 days ago'],
  ])('reads %i ms as %s', (agoMs, words) => {
    expect(formatAgo(NOW_MS - agoMs, NOW_MS)).toBe(words);
  });

  it('takes a time ahead, by another clock, for now', () => {
    expect(formatAgo(NOW_MS + 30_000, NOW_MS)).toBe('just now');
  });
});
