import { describe, expect, it } from 'vitest';
import { isLeftToSweep, noteRefused } from '../../../../src/core/failing/flood';

const CALM = { mappings: {}, nextSweepAtMs: null };

describe('a flood of bells', () => {
  it('is none where the queue took all', () => {
    expect(isLeftToSweep(CALM, 'web', 0)).toBe(false);
  });

  it('leaves the bells of a mapping to the sweep for a minute after one was refused, of no other', () => {
    const floods = noteRefused(CALM, ['web'], 1_000);
    const ofWeb = [1_000, 60_999, 61_000].map((nowMs) => isLeftToSweep(floods, 'web', nowMs));
    expect([...ofWeb, isLeftToSweep(floods, 'ops', 1_000)]).toEqual([true, true, false, false]);
  });

  it('leaves them for as long as a sweep comes back by itself', () => {
    const floods = { ...noteRefused(CALM, ['web'], 0), nextSweepAtMs: 600_000 };
    expect(isLeftToSweep(floods, 'web', 590_000)).toBe(true);
  });

  it('begins anew where the queue refuses one later', () => {
    const floods = noteRefused(noteRefused(CALM, ['web', 'ops'], 0), ['web'], 70_000);
    expect(floods).toEqual({ mappings: { web: 70_000, ops: 0 }, nextSweepAtMs: null });
  });
});
