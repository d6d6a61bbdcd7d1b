import { describe, expect, it } from 'vitest';
import { isStillRunning, isToBeSeen, verifiedAtMs } from '../../../src/core/verification';

const HOUR_MS = 60 * 60 * 1000;
const link = { id: 'main:7', comparedAtMs: 100 };
const pass = { startedAtMs: 500, finishedAtMs: 600, left: [] };

describe('since when a link is known to be in step', () => {
  it.each([
    ['its own last run, before any pass', { running: null, done: null }, 100],
    ['the start of the last pass that found it unchanged', { running: null, done: pass }, 500],
    [
      'its own last run, where the pass could not compare it',
      { running: null, done: { ...pass, left: ['main:7'] } },
      100,
    ],
    ['the pass before the one that goes on', { running: { startedAtMs: 900 }, done: pass }, 500],
  ])('is %s', (_name, verification, expected) => {
    expect(verifiedAtMs(link, verification)).toBe(expected);
  });

  it('is its own last run where that is newer than the pass', () => {
    expect(verifiedAtMs({ ...link, comparedAtMs: 700 }, { running: null, done: pass })).toBe(700);
  });
});

describe('a pass that is still running when the next is due', () => {
  it.each([
    ['is replaced where it was started by hand a while ago', 20, 20, false],
    ['goes on where it has more links than fit in a day', 24, 22, true],
    ['is replaced where nothing was seen of it for hours', 24, 21, false],
    ['is replaced where it was lost as it began', 24, 0, false],
  ])('%s', (_name, hours, seenHours, expected) => {
    const startedAtMs = 5 * HOUR_MS;
    const seen = seenHours === 0 ? {} : { seenAtMs: startedAtMs + seenHours * HOUR_MS };
    const nowMs = startedAtMs + hours * HOUR_MS;
    expect(isStillRunning({ running: { startedAtMs, ...seen }, done: null }, nowMs)).toBe(expected);
  });

  it('says every hour that it goes on', () => {
    const seen = (atHour: number) =>
      isToBeSeen({ startedAtMs: 0, seenAtMs: HOUR_MS }, atHour * HOUR_MS);
    const first = isToBeSeen({ startedAtMs: 0 }, HOUR_MS - 1);
    expect([first, seen(1.9), seen(2)]).toEqual([false, false, true]);
  });

  it('is none where none runs', () => {
    expect(isStillRunning({ running: null, done: pass }, 24 * HOUR_MS)).toBe(false);
  });
});
