import { describe, expect, it } from 'vitest';
import { PermanentError, RetryLaterError } from '../../../../src/ports';
import { toFailure, toRowOutcome } from '../../../../src/sync/backfill/row-outcome';
import type { Outcome } from '../../../../src/sync/outcome';
import { aFirstSync } from '../../../support/a-first-sync';

const DONE = { kind: 'done', linkId: 'main:12', atMs: 1 } as const;

describe('a row of a first sync comes to', () => {
  it.each<[Outcome, object]>([
    [{ kind: 'synced' }, DONE],
    [{ kind: 'unchanged' }, DONE],
    [{ kind: 'conflict' }, { ...DONE, hasConflict: true }],
    [
      { kind: 'skipped', reason: 'private' },
      { kind: 'skipped', reason: 'private' },
    ],
    [
      { kind: 'failed', message: '422' },
      { kind: 'failed', message: '422' },
    ],
  ])('what the run of its link came to: %j', (outcome, row) => {
    expect(toRowOutcome(outcome, DONE)).toEqual(row);
  });

  it('nothing yet where its run is to be made again', () => {
    const retry = () => toRowOutcome({ kind: 'retry', afterSeconds: 7, message: 'down' }, DONE);
    expect(retry).toThrow(new RetryLaterError('down', 7, 'not-done'));
  });

  const refused = new PermanentError('422', 'refused');
  const noAccess = new PermanentError('401', 'access');
  const down = new RetryLaterError('502', null, 'not-done');

  it('a failure of its own where a tracker refuses it, or keeps failing it', () => {
    expect([
      toFailure(refused, aFirstSync()),
      toFailure(down, aFirstSync({ failures: 5 })),
    ]).toEqual([
      { kind: 'failed', message: '422' },
      { kind: 'failed', message: '502' },
    ]);
  });

  it.each([
    ['a key that is not taken', noAccess, 5],
    ['a tracker that may answer the next time', down, 4],
    ['a mistake of ours', new Error('?'), 5],
  ])('no failure of its own by %s: the step ends', (_what, error, failures) => {
    expect(() => toFailure(error, aFirstSync({ failures }))).toThrow(error);
  });
});
