import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelaySeconds } from '../../../src/sync/retry-delay';

describe('the delay before a job is tried again', () => {
  it('is what the tracker asked for', () => {
    expect(retryDelaySeconds(42, 7, 0.5)).toBe(42);
  });

  it('is no longer than the platform can wait', () => {
    expect(retryDelaySeconds(86_400, 0, 0)).toBe(900);
  });

  it('doubles from try to try', () => {
    expect([0, 1, 2, 3].map((tries) => retryDelaySeconds(null, tries, 1))).toEqual([5, 10, 20, 40]);
  });

  it('lies between half of the ceiling and the ceiling, so that jobs come back apart', () => {
    fc.assert(
      fc.property(
        fc.nat(60),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (tries, random) => {
          const ceiling = Math.min(5 * 2 ** tries, 900);
          const delay = retryDelaySeconds(null, tries, random);
          return delay >= Math.floor(ceiling / 2) && delay <= ceiling;
        },
      ),
    );
  });
});
