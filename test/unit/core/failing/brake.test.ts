import { describe, expect, it } from 'vitest';
import { isBraked, linksToCount } from '../../../../src/core/failing/brake';

describe('the brake', () => {
  it.each([
    { deletions: 10, links: 100_000, braked: false },
    { deletions: 11, links: 100_000, braked: true },
    { deletions: 5, links: 499, braked: true },
    { deletions: 5, links: 500, braked: false },
    { deletions: 4, links: 20, braked: false },
  ])('is $braked after $deletions deletions of $links links', ({ deletions, links, braked }) => {
    expect(isBraked(deletions, links)).toBe(braked);
  });

  it('has links counted only where their number decides', () => {
    expect([1, 4, 5, 10, 11].map(linksToCount)).toEqual([0, 0, 500, 1_000, 0]);
  });
});
