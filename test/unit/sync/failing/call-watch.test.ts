import { describe, expect, it } from 'vitest';
import { PermanentError, RetryLaterError, type Tracker } from '../../../../src/ports';
import { CallWatch, isTrackerError } from '../../../../src/sync/failing/call-watch';
import { NOW_MS } from '../../../support/builders';
import { type Answers, notingTrackers } from '../../../support/noting-trackers';

const refused = new PermanentError('[redmine] 422', 'refused');
const noAccess = new PermanentError('[redmine] 401', 'access');
const down = new RetryLaterError('[redmine] 502', null, 'not-done', 'down');
const limited = new RetryLaterError('[redmine] 429', 40, 'not-done', 'limited');
const notYet = new RetryLaterError('not yet', 7, 'not-done');

function watchOf() {
  const slept: number[] = [];
  const watch = new CallWatch({
    clock: { nowMs: () => NOW_MS },
    sleep: async (ms) => {
      slept.push(ms);
    },
  });
  return { watch, slept };
}

describe('what the calls of a run say of a tracker', () => {
  const call = async (error: unknown) => {
    const { watch } = watchOf();
    const answers: Answers = {
      newestIssue: () => {
        if (error) throw error;
        return '7';
      },
    };
    const remote = watch.watch(notingTrackers({ remote: answers }).trackers.remote);
    const end = await remote.newestIssue().catch((thrown: unknown) => thrown);
    return { end, seen: watch.seen('remote'), other: watch.seen('jira') };
  };
  const NOTHING = { answered: false, failure: null };
  const failed = (trouble: string, message: string, retryAfterSeconds: number | null = null) => ({
    answered: false,
    failure: { trouble, message, retryAfterSeconds },
  });

  it.each<[string, unknown, object]>([
    ['it answered', null, { ...NOTHING, answered: true }],
    ['it is well and refuses one thing', refused, { ...NOTHING, answered: true }],
    ['it is well and is to be asked again', notYet, { ...NOTHING, answered: true }],
    ['it takes the key no more', noAccess, failed('access', '[redmine] 401')],
    ['it is down', down, failed('down', '[redmine] 502')],
    ['it asks everybody to wait', limited, failed('limited', '[redmine] 429', 40)],
    ['nothing, where we failed ourselves', new Error('?'), NOTHING],
    ['nothing, where what was thrown is no error', 'x', NOTHING],
  ])('%s', async (_what, error, seen) => {
    expect(await call(error)).toEqual({ end: error ?? '7', seen, other: NOTHING });
  });

  it('is noted once, of the tracker that failed first', () => {
    const { watch } = watchOf();
    watch.note('remote', down);
    watch.note('jira', down);
    expect([watch.seen('jira'), watch.seen('remote').failure?.trouble]).toEqual([NOTHING, 'down']);
  });

  it('is kept beside an answer, and forgotten for a probe', async () => {
    const { watch } = watchOf();
    const { remote } = notingTrackers({ remote: { newestIssue: () => '7' } }).trackers;
    watch.note('remote', down);
    await watch.watch(remote).newestIssue();
    expect(watch.seen('remote')).toMatchObject({ answered: true, failure: { trouble: 'down' } });
    watch.forget('remote');
    expect(watch.seen('remote')).toEqual(NOTHING);
  });

  it('is of Redmine counted, but for what it says without being asked', async () => {
    const { watch } = watchOf();
    const { trackers } = notingTrackers({
      jira: { newestIssue: () => '1' },
      remote: { newestIssue: () => '7' },
    });
    const remote = watch.watch({
      side: 'remote',
      newestIssue: () => trackers.remote.newestIssue(),
      authorship: () => 'ours',
    } as unknown as Tracker);
    await remote.newestIssue();
    await remote.newestIssue();
    await watch.watch(trackers.jira).newestIssue();
    expect([remote.side, remote.authorship('5'), watch.remoteCalls]).toEqual(['remote', 'ours', 2]);
  });

  it.each([
    [refused, true],
    [down, true],
    [new Error('?'), false],
  ])('comes from a tracker: %s is %s', (error, expected) => {
    expect(isTrackerError(error)).toBe(expected);
  });
});

describe('writes to one issue of Jira', () => {
  async function write(side: 'jira' | 'remote', issueIds: readonly string[]) {
    const { watch, slept } = watchOf();
    const { trackers, calls } = notingTrackers({
      [side]: {
        writeIssue: () => ({ refused: [] }),
        addComment: () => ({ commentId: null }),
        readIssue: () => ({ kind: 'gone' }),
      },
    });
    const tracker = watch.watch(trackers[side]);
    for (const issueId of issueIds) {
      await tracker.writeIssue({ issueId, fields: {} });
      await tracker.addComment(issueId, { format: 'textile', source: '' });
      await tracker.readIssue(issueId, { sinceEntryId: 0 });
    }
    return { slept, calls: calls.length };
  }

  it('keep its pace, whichever they are; reads need not', async () => {
    const { slept, calls } = await write('jira', Array<string>(12).fill('10100'));
    // Fifteen within two seconds.
    expect([slept, calls]).toEqual([Array<number>(9).fill(2_000), 36]);
  });

  it('of several issues need not wait for each other, nor do those of Redmine', async () => {
    const several = Array.from({ length: 12 }, (_, at) => `${at}`);
    const same = Array<string>(12).fill('12');
    expect([await write('jira', several), await write('remote', same)]).toEqual([
      { slept: [], calls: 36 },
      { slept: [], calls: 36 },
    ]);
  });
});
