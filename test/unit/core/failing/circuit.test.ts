import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  afterSuccess,
  type Circuit,
  type CircuitFailure,
  circuitStateOf,
  DEFAULT_CIRCUIT,
} from '../../../../src/core/failing/circuit';
import { NOW_MS } from '../../../support/builders';

const SETTINGS = { threshold: 3, pauseSeconds: 60 };

function aFailure(failure: Partial<CircuitFailure> = {}): CircuitFailure {
  return {
    trouble: 'down',
    issueId: '12',
    message: 'no connection',
    retryAfterSeconds: null,
    ...failure,
  };
}

function fold(failures: readonly CircuitFailure[]): Circuit | undefined {
  return failures.reduce<Circuit | undefined>(
    (circuit, failure) => afterFailure(circuit, failure, SETTINGS, NOW_MS),
    undefined,
  );
}

const OPEN: Circuit = {
  kind: 'open',
  cause: 'failures',
  openedAtMs: NOW_MS,
  retryAtMs: NOW_MS + 60_000,
  message: 'no connection',
};

describe('a circuit', () => {
  it('stays closed until as many calls in a row failed as the threshold says', () => {
    expect(fold([aFailure(), aFailure()])).toEqual({
      kind: 'failing',
      failures: 2,
      issueIds: [],
    });
    expect(fold([aFailure(), aFailure(), aFailure()])).toEqual(OPEN);
  });

  it('counts anew after an answer', () => {
    const failing = fold([aFailure(), aFailure()]);
    expect(afterSuccess(failing, NOW_MS)).toBeUndefined();
  });

  it('counts an issue that fails on its own once, so that it stops nobody else', () => {
    const poisoned = aFailure({ trouble: 'error', issueId: '7' });
    expect(fold(Array.from({ length: 50 }, () => poisoned))).toEqual({
      kind: 'failing',
      failures: 1,
      issueIds: ['7'],
    });
    const three = ['7', '8', '9'].map((issueId) => aFailure({ trouble: 'error', issueId }));
    expect(fold(three)).toEqual(OPEN);
  });

  it('is half-open once the pause is over, and closed by an answer', () => {
    expect(circuitStateOf(OPEN, NOW_MS + 59_999)).toBe('open');
    expect(circuitStateOf(OPEN, NOW_MS + 60_000)).toBe('half-open');
    expect(afterSuccess(OPEN, NOW_MS + 60_000)).toBeUndefined();
  });

  it('opens for another pause where the probe fails, and keeps since when', () => {
    const laterMs = NOW_MS + 61_000;
    expect(afterFailure(OPEN, aFailure({ message: '502' }), SETTINGS, laterMs)).toEqual({
      ...OPEN,
      retryAtMs: laterMs + 60_000,
      message: '502',
    });
  });

  it('is probed as often as the sweep comes where the tracker stays down', () => {
    const laterMs = NOW_MS + 3_600_000;
    expect(afterFailure(OPEN, aFailure(), SETTINGS, laterMs)).toMatchObject({
      retryAtMs: laterMs + 300_000,
    });
  });

  it('is not held open longer by calls that were under way when it opened', () => {
    expect(afterFailure(OPEN, aFailure(), SETTINGS, NOW_MS + 30_000)).toBe(OPEN);
  });

  it('opens at the first word that the key is not taken, for as long as a sweep takes', () => {
    const refused = aFailure({ trouble: 'access', message: '401' });
    expect(fold([refused])).toEqual({
      kind: 'open',
      cause: 'access',
      openedAtMs: NOW_MS,
      retryAtMs: NOW_MS + 300_000,
      message: '401',
    });
  });

  it('waits as long as the tracker asks everybody to, whoever is answered meanwhile', () => {
    const circuit = fold([
      aFailure({ trouble: 'limited', message: '429', retryAfterSeconds: 3000 }),
    ]);
    const waiting = { kind: 'waiting', retryAtMs: NOW_MS + 3_000_000, message: '429' };
    expect(circuit).toEqual(waiting);
    expect(afterSuccess(circuit, NOW_MS + 2_999_999)).toBe(circuit);
    expect(circuitStateOf(circuit, NOW_MS + 2_999_999)).toBe('open');
    expect(circuitStateOf(circuit, NOW_MS + 3_000_000)).toBe('closed');
    expect(afterSuccess(circuit, NOW_MS + 3_000_000)).toBeUndefined();
  });

  it('stays as it is where the key is refused again, and opens anew where it was only down', () => {
    const refused = aFailure({ trouble: 'access', message: '401' });
    const without = fold([refused]);
    const atMs = NOW_MS + 10_000;
    expect(afterFailure(without, refused, SETTINGS, atMs)).toBe(without);
    const opened = {
      kind: 'open',
      cause: 'access',
      openedAtMs: NOW_MS,
      retryAtMs: atMs + 300_000,
      message: '401',
    };
    const waiting: Circuit = { kind: 'waiting', retryAtMs: NOW_MS + 60_000, message: '429' };
    expect([
      afterFailure(OPEN, refused, SETTINGS, atMs),
      afterFailure(waiting, refused, SETTINGS, atMs),
      afterFailure(without, refused, SETTINGS, NOW_MS + 300_000),
    ]).toEqual([
      opened,
      { ...opened, openedAtMs: atMs },
      { ...opened, retryAtMs: NOW_MS + 600_000 },
    ]);
  });

  it('is probed as often as the sweep comes where the key is refused and the probe fails', () => {
    const refused: Circuit = { ...OPEN, cause: 'access' };
    const atMs = NOW_MS + 60_000;
    expect(afterFailure(refused, aFailure(), SETTINGS, atMs)).toMatchObject({
      retryAtMs: atMs + 300_000,
    });
  });

  it('counts an error on no issue each time', () => {
    const error = aFailure({ trouble: 'error', issueId: null });
    expect(fold([error, error])).toEqual({ kind: 'failing', failures: 2, issueIds: [] });
  });

  it('is closed while calls fail, and without any', () => {
    const failing: Circuit = { kind: 'failing', failures: 1, issueIds: [] };
    expect([circuitStateOf(failing, NOW_MS), circuitStateOf(undefined, NOW_MS)]).toEqual([
      'closed',
      'closed',
    ]);
    expect(afterSuccess(undefined, NOW_MS)).toBeUndefined();
  });

  it('makes everybody wait from half a minute on', () => {
    const limited = (retryAfterSeconds: number | null) =>
      fold([aFailure({ trouble: 'limited', retryAfterSeconds })])?.kind;
    expect([limited(null), limited(29), limited(30)]).toEqual([undefined, undefined, 'waiting']);
  });

  it('leaves a wait of a moment to the job that met it', () => {
    expect(fold([aFailure({ trouble: 'limited', retryAfterSeconds: 2 })])).toBeUndefined();
  });

  it('has settings of its own where none are given', () => {
    expect(DEFAULT_CIRCUIT).toEqual({ threshold: 5, pauseSeconds: 60 });
  });
});
