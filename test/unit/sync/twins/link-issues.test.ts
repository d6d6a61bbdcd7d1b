import { describe, expect, it } from 'vitest';
import type { MarkedIssue } from '../../../../src/core/twins/marked-pair';
import { type Job, PermanentError, type ReadIssue, RetryLaterError } from '../../../../src/ports';
import type { RebuildJob } from '../../../../src/ports/upkeep';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { linkIssues } from '../../../../src/sync/twins/link-issues';
import { rebuildLinks } from '../../../../src/sync/twins/rebuild-links';
import { aMapping, aSnapshot, NOW_MS } from '../../../support/builders';
import { type Answers, notingTrackers } from '../../../support/noting-trackers';

const found = (side: 'jira' | 'remote', more = {}): ReadIssue => ({
  kind: 'found',
  snapshot: aSnapshot(side, more),
});

describe('two issues are not paired', () => {
  it.each<[string, ReadIssue, ReadIssue, string]>([
    [
      'where Jira’s cannot be read',
      { kind: 'hidden' },
      found('remote'),
      'The Jira issue cannot be read.',
    ],
    [
      'where Redmine’s cannot be read',
      found('jira'),
      { kind: 'gone' },
      'Redmine has no issue 12 that the app may see.',
    ],
    [
      'where Redmine’s is in another project',
      found('jira'),
      found('remote', { projectId: '9' }),
      '#12 is not in the project "web-shop" that this Jira project is mapped with.',
    ],
    [
      'where the scope leaves Jira’s out',
      found('jira', { outOfScope: true }),
      found('remote'),
      'WEB-1 is not in the scope of mapping "web".',
    ],
    [
      'where the scope leaves Redmine’s out',
      found('jira'),
      found('remote', { outOfScope: true }),
      '#12 is not in the scope of mapping "web".',
    ],
  ])('%s', async (_what, jira, remote, reason) => {
    const { trackers, calls } = notingTrackers({
      jira: { readIssue: () => jira },
      remote: { readIssue: () => remote },
    });
    const outcome = await linkIssues({} as SyncPorts, {
      mapping: aMapping(),
      trackers,
      jiraIssueId: '10100',
      remoteIssueId: '12',
      seed: 'jira',
      cause: 'eve',
    });
    expect(outcome).toEqual({ kind: 'skipped', reason });
    const options = { sinceEntryId: 0, checksScope: true };
    expect(calls).toEqual([
      ['jira', 'readIssue', '10100', options],
      ['remote', 'readIssue', '12', options],
    ]);
  });
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
    const { trackers, calls } = notingTrackers({
      jira: { listMarked, readIssue: () => found('jira') },
      remote: { listMarked, ...given.remote },
    });
    const ports = {
      clock: { nowMs: () => NOW_MS },
      log: { info: (line: string) => said.push(line), warn: (line: string) => said.push(line) },
      store: {
        loadRun: async () => ({
          mapping: given.isMapped === false ? null : aMapping(),
          circuits: {},
        }),
        findLinkId: async () => null,
        findLink: async () => null,
        wasUnlinked: async () => false,
        loadCircuits: async () => ({}),
        saveCircuits: async () => {},
        ...given.known,
      },
      queue: {
        push: async (jobs: readonly Job[]) => {
          pushed.push(...jobs);
          return given.answer ?? 'kept';
        },
      },
      openTrackers: async () => trackers,
    } as unknown as SyncPorts;
    const outcome = await rebuildLinks(ports, { ...JOB, ...given.job });
    return { outcome, said, pushed, reads: calls.filter(([, method]) => method === 'readIssue') };
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

  const issues = [marked('10100', '12.nonce')];

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
});
