import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelaySeconds } from '../../../../src/sync/failing/retry-delay';

describe('the delay before a job is tried again', () => {
  it('is never less than the tracker asked for, and a little spread', () => {
    expect([0, 0.5, 0.99].map((random) => retryDelaySeconds(100, 0, random))).toEqual([
      100, 103, 105,
    ]);
  });

  it('grows from try to try where the tracker asks for a moment again and again', () => {
    expect([0, 3, 6, 9].map((tries) => retryDelaySeconds(7, tries, 0))).toEqual([7, 20, 160, 450]);
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
