import { describe, expect, it } from 'vitest';
import type { Circuits } from '../../../../src/core/failing/circuit';
import type { MarkedIssue } from '../../../../src/core/twins/marked-pair';
import {
  type Job,
  type LinkSave,
  PermanentError,
  type ReadIssue,
  RetryLaterError,
} from '../../../../src/ports';
import type { RebuildJob } from '../../../../src/ports/upkeep';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { rebuildLinks } from '../../../../src/sync/twins/rebuild-links';
import { aMapping, aRow, aSnapshot, NOW_MS } from '../../../support/builders';
import { type Answers, notingTrackers } from '../../../support/noting-trackers';

const found = (side: 'jira' | 'remote', more = {}): ReadIssue => ({
  kind: 'found',
  snapshot: aSnapshot(side, more),
});

describe('links are rebuilt from the markers that twins carry', () => {
  const JOB: RebuildJob = {
    v: 1,
    kind: 'rebuild',
    mappingId: 'web',
    side: 'jira',
    cursor: null,
    linked: 2,
    seed: 'ask',
    cause: 'eve',
  };
  const marked = (issueId: string, marker: string): MarkedIssue => ({ issueId, marker });

  const issues = [marked('10100', '12.nonce')];

  async function rebuild(given: {
    readonly job?: Partial<RebuildJob>;
    readonly issues?: readonly MarkedIssue[];
    readonly cursor?: string | null;
    readonly known?: object;
    readonly remote?: Answers;
    readonly isMapped?: boolean;
    readonly answer?: 'kept' | 'refused';
    readonly listing?: Error;
  }) {
    const said: string[] = [];
    const pushed: Job[] = [];
    const page = { issues: given.issues ?? [], cursor: given.cursor ?? null };
    const listMarked = () => {
      if (given.listing) throw given.listing;
      return page;
    };
    const circuits: unknown[] = [];
    const { trackers, calls } = notingTrackers({
      jira: { listMarked, readIssue: () => found('jira', { fields: { summary: 'a' } }) },
      remote: { listMarked, ...given.remote },
    });
    const ports = {
      clock: { nowMs: () => NOW_MS },
      log: { info: (line: string) => said.push(line), warn: (line: string) => said.push(line) },
      store: {
        loadRun: async () => ({
          mapping: given.isMapped === false ? null : aMapping({ fields: [aRow()] }),
          circuits: {},
        }),
        findLinkId: async () => null,
        findLink: async () => null,
        wasUnlinked: async () => false,
        loadCircuits: async () => ({}),
        saveCircuits: async (saved: unknown) => circuits.push(saved),
        saveLink: async ({ link }: LinkSave) => ({ ...link, version: link.version + 1 }),
        ...given.known,
      },
      queue: {
        push: async (jobs: readonly Job[], queue: string) => {
          if (queue === 'background') pushed.push(...jobs);
          return given.answer ?? 'kept';
        },
      },
      openTrackers: async () => trackers,
    } as unknown as SyncPorts;
    const outcome = await rebuildLinks(ports, { ...JOB, ...given.job });
    const reads = calls.filter(([, method]) => method === 'readIssue');
    return { outcome, said, pushed, calls, reads, circuits };
  }

  it.each<[string, Partial<RebuildJob>, string | null, object]>([
    ['the next page', {}, 'next', { cursor: 'next' }],
    [
      'those across after those of Jira',
      { cursor: 'last' },
      null,
      { side: 'remote', cursor: null },
    ],
    ['the next page across', { side: 'remote' }, 'next', { side: 'remote', cursor: 'next' }],
  ])('a page at a time: then %s', async (_what, job, cursor, next) => {
    const { outcome, pushed } = await rebuild({ job, cursor });
    expect([outcome, pushed]).toEqual([{ kind: 'synced' }, [{ ...JOB, ...job, ...next }]]);
  });

  it('and tells how many once both projects are looked through', async () => {
    const { outcome, said, pushed } = await rebuild({ job: { side: 'remote' } });
    expect([outcome, said, pushed]).toEqual([
      { kind: 'synced' },
      ['rebuilt 2 links of mapping web'],
      [],
    ]);
  });

  it.each<[string, string, 'jira' | 'ask', object]>([
    ['that are the same', 'a', 'ask', {}],
    ['that are brought in step', 'b', 'jira', { writeIssue: () => ({ refused: [] }) }],
    ['that a person is asked about', 'b', 'ask', {}],
  ])('and counts those %s', async (_what, summary, seed, more) => {
    const readIssue = () => found('remote', { fields: { summary } });
    const { pushed, said } = await rebuild({
      issues,
      job: { seed },
      remote: { readIssue, ...more },
    });
    expect([pushed, said]).toEqual([[{ ...JOB, seed, side: 'remote', linked: 3 }], []]);
  });

  it.each<[string, readonly MarkedIssue[], object]>([
    ['that carry another thing', [marked('10100', 'none')], {}],
    ['that are linked', issues, { findLinkId: async () => 'main:12' }],
    ['whose twin is linked', issues, { findLink: async () => ({}) }],
    ['that a person unlinked', issues, { wasUnlinked: async () => true }],
  ])('but not of issues %s', async (_what, some, known) => {
    const { outcome, reads, pushed } = await rebuild({ issues: some, known });
    expect([outcome, reads, pushed]).toEqual([
      { kind: 'synced' },
      [],
      [{ ...JOB, side: 'remote' }],
    ]);
  });

  it.each<[string, Answers, string]>([
    [
      'cannot be read',
      { readIssue: () => ({ kind: 'hidden' }) },
      'Redmine has no issue 12 that the app may see.',
    ],
    [
      'its tracker refuses',
      {
        readIssue: () => {
          throw new PermanentError('[redmine] GET /issues/12.json: 400', 'refused');
        },
      },
      '[redmine] GET /issues/12.json: 400',
    ],
  ])('and one that %s keeps no other from it', async (_what, remote, why) => {
    const { outcome, said, pushed } = await rebuild({ issues, remote });
    expect([outcome, said, pushed]).toEqual([
      { kind: 'synced' },
      [`jira issue 10100 was not linked again: ${why}`],
      [{ ...JOB, side: 'remote' }],
    ]);
  });

  it.each<[string, Parameters<typeof rebuild>[0], object]>([
    [
      'ends where the mapping is gone',
      { isMapped: false },
      { kind: 'skipped', reason: 'mapping web is gone' },
    ],
    [
      'comes again where the queue is full',
      { cursor: 'next', answer: 'refused' },
      { kind: 'retry', afterSeconds: 60, message: 'the queue is full' },
    ],
    [
      'comes again where a tracker is out',
      { listing: new RetryLaterError('[jira] GET /x: 503', 7, 'not-done', 'down') },
      { kind: 'retry', afterSeconds: 7, message: '[jira] GET /x: 503' },
    ],
    [
      'fails where the key is not taken',
      { listing: new PermanentError('[jira] GET /x: 401', 'access') },
      { kind: 'failed', message: '[jira] GET /x: 401' },
    ],
  ])('the job %s', async (_what, given, outcome) => {
    expect((await rebuild(given)).outcome).toEqual(outcome);
  });

  const OUT: Circuits = {
    jira: { kind: 'waiting', retryAtMs: NOW_MS + 9_000, message: '[jira] 429' },
  };

  const WAITS = 'not asked before 2026-11-21T12:00:09.000Z, since: [jira] 429';

  it('nothing is asked while a tracker is out', async () => {
    const loadRun = async () => ({ mapping: aMapping(), circuits: OUT });
    const { outcome, calls } = await rebuild({ known: { loadRun } });
    expect([outcome, calls]).toEqual([{ kind: 'retry', afterSeconds: 9, message: WAITS }, []]);
  });

  it('a page comes again where a pair on it has to wait', async () => {
    const known = {
      // The bell of our own first write was quicker, and by then Jira is out.
      saveLink: async ({ link }: LinkSave) => (link.version === 0 ? { ...link, version: 1 } : null),
      loadRun: async (_mappingId: string, linkId: string | null) => ({
        mapping: aMapping({ fields: [aRow()] }),
        stored: null,
        circuits: linkId === null ? {} : OUT,
      }),
      tellOfParted: async () => {},
    };
    const remote: Answers = {
      readIssue: () => found('remote', { fields: { summary: 'b' } }),
      writeIssue: () => ({ refused: [] }),
    };
    const { outcome, pushed } = await rebuild({ issues, job: { seed: 'jira' }, known, remote });
    expect([outcome, pushed]).toEqual([{ kind: 'retry', afterSeconds: 9, message: WAITS }, []]);
  });

  it('a key that is not taken ends the job, and is told', async () => {
    const refusal = new PermanentError('[redmine] GET /issues/12.json: 401', 'access');
    const { outcome, said, pushed } = await rebuild({
      issues,
      remote: { readIssue: () => Promise.reject(refusal) },
    });
    expect([outcome, said, pushed]).toEqual([
      { kind: 'failed', message: refusal.message },
      [
        `links of mapping web cannot be rebuilt: ${refusal.message}`,
        `circuit of remote:main opened (access): ${refusal.message}`,
      ],
      [],
    ]);
  });

  it('a bug is thrown, and no answer of a tracker', async () => {
    const bug = new TypeError('a bug');
    await expect(rebuild({ listing: bug })).rejects.toBe(bug);
    await expect(
      rebuild({ issues, remote: { readIssue: () => Promise.reject(bug) } }),
    ).rejects.toBe(bug);
  });

  it('keeps that a tracker is out for those who come after', async () => {
    const listing = new RetryLaterError('[jira] 429', 30, 'not-done', 'limited');
    const { circuits } = await rebuild({ listing });
    expect(circuits).toEqual([
      { jira: { kind: 'waiting', retryAtMs: NOW_MS + 30_000, message: '[jira] 429' } },
    ]);
  });
});
