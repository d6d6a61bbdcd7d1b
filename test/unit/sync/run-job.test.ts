import { describe, expect, it } from 'vitest';
import type { Circuits } from '../../../src/core/failing/circuit';
import type { Link } from '../../../src/core/link';
import type { Mapping } from '../../../src/core/mapping';
import { PermanentError, type ReadIssue, RetryLaterError, type SyncJob } from '../../../src/ports';
import { LostRaceError } from '../../../src/sync/link/lost-race';
import { newJob } from '../../../src/sync/new-job';
import { giveUpJob, runSyncJob } from '../../../src/sync/run-job';
import type { SyncPorts } from '../../../src/sync/sync-ports';
import { aLink, aMapping, NOW_MS } from '../../support/builders';
import { notingTrackers } from '../../support/noting-trackers';

const BELL: SyncJob = {
  ...newJob({ mappingId: 'web', side: 'jira', issueId: '10100', linkId: null, cause: 'jira' }),
  atMs: NOW_MS,
};

interface Given {
  readonly job?: Partial<SyncJob>;
  readonly mappings?: readonly Mapping[];
  readonly link?: Link;
  readonly circuits?: Circuits;
  /** What reading the issue comes to, one after the other; the last one stays. */
  readonly reads?: readonly (ReadIssue | Error)[];
}

/** Jira shows issues as told, and nothing further is to be called. */
async function run(given: Given) {
  const { mappings = [aMapping()], link, circuits = {}, reads = [{ kind: 'gone' }] } = given;
  const left = [...reads];
  const { trackers, calls } = notingTrackers({
    jira: {
      readIssue: () => {
        const read = left.length > 1 ? left.shift() : left[0];
        if (!read || read instanceof Error) throw read;
        return read;
      },
    },
  });
  const loaded: unknown[] = [];
  const letters: unknown[] = [];
  const said: string[] = [];
  const stored = link && { link, comments: [], attachments: [], relations: [], time: [] };
  const ports = {
    clock: { nowMs: () => NOW_MS },
    log: { info: () => {}, warn: (line: string) => said.push(line) },
    sleep: async () => {},
    openTrackers: async () => trackers,
    store: {
      loadRun: async (mappingId: string, linkId: string | null) => {
        loaded.push([mappingId, linkId]);
        return {
          mapping: mappings.find(({ id }) => id === mappingId) ?? null,
          stored: linkId !== null && linkId === link?.id ? stored : null,
          circuits,
          deadLetterId: null,
        };
      },
      findLinkId: async () => link?.id ?? null,
      loadCircuits: async () => circuits,
      saveCircuits: async () => {},
      saveDeadLetter: async (...letter: readonly unknown[]) => letters.push(letter),
    },
  } as unknown as SyncPorts;
  const outcome = await runSyncJob(ports, { ...BELL, ...given.job }).catch(
    (error: unknown) => error,
  );
  const readCount = calls.filter(([, method]) => method === 'readIssue').length;
  return { outcome, loaded, letters, said, readCount, ports };
}

const skipped = (reason: string) => ({ kind: 'skipped', reason });
const PAUSED = skipped('the mapping is paused');

describe('a bell ends before anything is read', () => {
  const OUT: Circuits = {
    jira: { kind: 'waiting', retryAtMs: NOW_MS + 30_000, message: '[jira] 429' },
  };
  const paused = aMapping({ paused: true });

  it.each<[string, Given, object]>([
    ['where its mapping is gone', { mappings: [] }, skipped('mapping web is gone')],
    ['where its mapping is paused', { mappings: [paused] }, PAUSED],
    [
      'where it tells of the deletion of an issue without a link',
      { job: { deleted: true } },
      skipped('a deleted issue without a link'),
    ],
    ['where that is in a paused mapping', { mappings: [paused], job: { deleted: true } }, PAUSED],
    [
      'where its pair is paused',
      { link: aLink({}, { paused: true }) },
      skipped('the link is paused'),
    ],
    [
      'where the pair was read after it rang',
      { link: aLink(), job: { atMs: NOW_MS - 1 } },
      skipped('the link was read after this bell rang'),
    ],
    [
      'where a tracker is not to be called',
      { circuits: OUT },
      expect.objectContaining({ kind: 'retry', afterSeconds: 30 }),
    ],
  ])('%s', async (_what, given, outcome) => {
    const ended = await run(given);
    expect([ended.outcome, ended.readCount, ended.letters]).toEqual([outcome, 0, []]);
  });
});

describe('a bell finds its pair', () => {
  const link = aLink({}, { paused: true });

  it.each<[string, Partial<SyncJob>, readonly unknown[]]>([
    ['by what the door knew', { linkId: 'main:12' }, [['web', 'main:12']]],
    [
      'of Jira’s issue, where one came since',
      {},
      [
        ['web', null],
        ['web', 'main:12'],
      ],
    ],
    [
      'of Redmine’s, by its number',
      { side: 'remote', issueId: '12' },
      [
        ['web', null],
        ['web', 'main:12'],
      ],
    ],
  ])('%s', async (_what, job, loaded) => {
    const found = await run({ link, job });
    expect([found.outcome, found.loaded]).toEqual([skipped('the link is paused'), loaded]);
  });

  it('under the mapping that the pair belongs to, as long as there is one', async () => {
    const other = aMapping({ id: 'app', paused: true });
    const moved = aLink({}, { mappingId: 'app' });
    expect((await run({ link: moved, mappings: [aMapping(), other] })).outcome).toEqual(PAUSED);
    const orphan = await run({ link: { ...moved, paused: true } });
    expect(orphan.outcome).toEqual(skipped('the link is paused'));
  });
});

describe('a run comes to', () => {
  const letter = (message: string) => [
    {
      mappingId: 'web',
      side: 'jira',
      issueId: '10100',
      cause: 'jira',
      message,
      failedAtMs: NOW_MS,
    },
    [
      {
        atMs: NOW_MS,
        kind: 'failed',
        linkId: null,
        mappingId: 'web',
        side: 'jira',
        field: null,
        from: '10100',
        to: message,
        cause: 'jira',
      },
    ],
  ];
  const said = (message: string) => `jira issue 10100 of mapping web: ${message}`;
  const retry = (message: string, afterSeconds: number | null) => ({
    kind: 'retry',
    afterSeconds,
    message,
  });

  it.each<[string, Error, object]>([
    [
      'another one, when the tracker asks for it',
      new RetryLaterError('503', 7, 'not-done'),
      retry('503', 7),
    ],
    [
      'another one, when what was sent is surely over',
      new RetryLaterError('no answer', 7, 'unknown'),
      retry('no answer', 60),
    ],
    [
      'another one, when the tracker asks for more than that',
      new RetryLaterError('no answer', 90, 'unknown'),
      retry('no answer', 90),
    ],
    [
      'another one, for a key that is not taken: no letter for each issue',
      new PermanentError('401', 'access'),
      retry('401', null),
    ],
  ])('%s', async (_what, error, outcome) => {
    const ended = await run({ reads: [error] });
    expect([ended.outcome, ended.letters]).toEqual([outcome, []]);
  });

  it('a letter, where it was refused', async () => {
    const ended = await run({ reads: [new PermanentError('422 no', 'refused')] });
    expect([ended.outcome, ended.letters, ended.said]).toEqual([
      { kind: 'failed', message: '422 no' },
      [letter('422 no')],
      [said('422 no')],
    ]);
  });

  it('a letter, where the queue is about to forget it', async () => {
    const { ports, letters } = await run({});
    await giveUpJob(ports, BELL, 'tried for a day');
    expect(letters).toEqual([letter('tried for a day')]);
  });

  it('the queue’s own try, where we failed ourselves', async () => {
    const broken = new Error('?');
    expect((await run({ reads: [broken] })).outcome).toBe(broken);
  });

  it('another look at once, where another run was first; three in all', async () => {
    const race = new LostRaceError('main:12');
    const found = await run({ reads: [race, race, { kind: 'gone' }] });
    expect([found.outcome, found.readCount]).toEqual([skipped('issue 10100 is gone'), 3]);
    const lost = await run({ reads: [race] });
    expect([lost.outcome, lost.readCount]).toEqual([
      retry('link main:12 was saved by another run first', 1),
      3,
    ]);
  });
});

describe('a job of a paused mapping', () => {
  const waits = (cause: string, mapping: Partial<Mapping> = {}, link?: Link) =>
    run({
      mappings: [aMapping({ paused: true, ...mapping })],
      job: { cause, atMs: null },
      ...(link ? { link } : {}),
    });

  it('waits where the sweep rang for an issue that is to get a twin: it rings once', async () => {
    expect((await waits('sweep')).outcome).toEqual({
      kind: 'retry',
      afterSeconds: 900,
      message: 'the mapping is paused',
    });
  });

  it.each<[string, Parameters<typeof waits>]>([
    ['is left to the sweep where the tracker rang', ['jira']],
    ['is over where no twin is to be made', ['sweep', { create: { jira: true, remote: false } }]],
    ['is left to the daily check where the issue has its twin', ['sweep', {}, aLink()]],
  ])('%s', async (_what, given) => {
    expect((await waits(...given)).outcome).toEqual(PAUSED);
  });
});
