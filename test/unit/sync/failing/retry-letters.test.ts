import { describe, expect, it } from 'vitest';
import type { Job, ListedDeadLetter, RetryLettersJob } from '../../../../src/ports';
import { runRetryLettersJob } from '../../../../src/sync/failing/retry-letters';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { aMapping } from '../../../support/builders';

const JOB: RetryLettersJob = {
  v: 1,
  kind: 'retry-letters',
  mappingId: 'web',
  letterKind: '[redmine] PUT /issues/….json: 422 no',
  cursor: null,
};

const aLetter = (issueId: string, more: Partial<ListedDeadLetter> = {}): ListedDeadLetter => ({
  id: issueId,
  mappingId: 'web',
  side: 'remote',
  issueId,
  cause: 'jira',
  message: `[redmine] PUT /issues/${issueId}.json: 422 no`,
  failedAtMs: 0,
  ...more,
});

const bell = (issueId: string, side: 'jira' | 'remote', linkId: string | null) => ({
  v: 1,
  kind: 'sync',
  mappingId: 'web',
  side,
  issueId,
  linkId,
  cause: 'jira',
  entryId: null,
  atMs: null,
  deleted: false,
});

async function run(
  letters: readonly ListedDeadLetter[],
  { cursor = null as string | null, answers = ['kept', 'kept'], isMapped = true } = {},
) {
  const pushes: unknown[] = [];
  const ports = {
    store: {
      listDeadLetters: async (from: string | null, limit: number) => {
        pushes.push(['list', from, limit]);
        return { letters, cursor };
      },
      loadRun: async () => ({ mapping: isMapped ? aMapping() : null }),
      findLinkId: async (_connectionId: string, issueId: string) => `main:of ${issueId}`,
    },
    queue: {
      push: async (jobs: readonly Job[], queue: string, delay: unknown) => {
        pushes.push([queue, jobs, delay]);
        return answers.shift();
      },
    },
  } as unknown as SyncPorts;
  const outcome = await runRetryLettersJob(ports, { ...JOB, cursor: 'here' });
  return { outcome, pushes };
}

const FULL = { kind: 'retry', afterSeconds: 60, message: 'the queue is full' };

describe('letters that are tried again', () => {
  it('are those of the mapping and the cause, each with its pair', async () => {
    const letters = [
      aLetter('12'),
      aLetter('10100', { side: 'jira' }),
      aLetter('13', { mappingId: 'other' }),
      aLetter('14', { message: '[redmine] PUT /issues/14.json: 403' }),
    ];
    expect(await run(letters)).toEqual({
      outcome: { kind: 'synced' },
      pushes: [
        ['list', 'here', 50],
        ['live', [bell('12', 'remote', 'main:12'), bell('10100', 'jira', 'main:of 10100')], [0, 0]],
      ],
    });
  });

  it('are spread over half a minute, and the next page comes after it', async () => {
    const letters = Array.from({ length: 50 }, (_, at) => aLetter(`${at}`));
    const { outcome, pushes } = await run(letters, { cursor: 'next' });
    const [, live, next] = pushes as [unknown, [string, unknown[], number[]], unknown];
    expect([outcome, live[2].slice(0, 5), live[2].at(-1), next]).toEqual([
      { kind: 'synced' },
      [0, 0, 1, 1, 2],
      29,
      ['background', [{ ...JOB, cursor: 'next' }], 30],
    ]);
  });

  it('go without a pair where the mapping is gone', async () => {
    const { pushes } = await run([aLetter('12')], { isMapped: false });
    expect(pushes[1]).toEqual(['live', [bell('12', 'remote', null)], [0]]);
  });

  it.each([
    ['them', ['refused'], 2],
    ['the next page', ['kept', 'refused'], 3],
  ])('come back where the queue has no room for %s', async (_what, answers, calls) => {
    const { outcome, pushes } = await run([aLetter('12')], { cursor: 'next', answers });
    expect([outcome, pushes.length]).toEqual([FULL, calls]);
  });
});
