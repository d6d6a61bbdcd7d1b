import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../../src/core/mapping';
import type { Side, Snapshot } from '../../../../src/core/model';
import type { Claim } from '../../../../src/core/twins/claim';
import { type ReadIssue, RetryLaterError } from '../../../../src/ports';
import { LostRaceError } from '../../../../src/sync/link/lost-race';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { createTwin } from '../../../../src/sync/twins/create-twin';
import { aClaim, aLink, aMapping, aRow, aSnapshot, NOW_MS } from '../../../support/builders';
import { type Answers, notingTrackers } from '../../../support/noting-trackers';

const STANDING = aClaim({ nonce: 'first', atMs: NOW_MS - 60_000 });

interface Given {
  readonly side?: Side;
  readonly source?: Partial<Snapshot>;
  readonly read?: ReadIssue;
  readonly mapping?: Partial<Mapping>;
  readonly asked?: boolean;
  readonly store?: object;
  readonly across?: Answers;
  /** On the issue's own side. */
  readonly own?: Answers;
}

/** Stops where a twin would be created, and tells with what. */
async function create(given: Given) {
  const { side = 'jira', asked = false } = given;
  const issueId = side === 'jira' ? '10100' : '12';
  const source = aSnapshot(side, { fields: { summary: 'a' }, ...given.source });
  const created: unknown[] = [];
  const done: unknown[] = [];
  const note = (what: string) => async (claim: Claim) => {
    done.push([what, claim.atMs]);
  };
  const across: Answers = {
    newestIssue: () => '100',
    createIssue: (issue) => {
      created.push(issue);
      throw new RetryLaterError('stopped', null, 'not-done');
    },
    ...given.across,
  };
  const own: Answers = {
    readIssue: () => given.read ?? { kind: 'found', snapshot: source },
    ...given.own,
  };
  const { trackers, calls } = notingTrackers(
    side === 'jira' ? { jira: own, remote: across } : { jira: across, remote: own },
  );
  const ports = {
    clock: { nowMs: () => NOW_MS },
    newNonce: () => 'nonce',
    store: {
      findClaim: async () => null,
      findLinkId: async () => null,
      findLink: async () => null,
      wasUnlinked: async () => false,
      claim: async (claim: Claim) => ({ kind: 'ours', claim }),
      retryClaim: async (claim: Claim, nowMs: number) => {
        done.push(['retried', nowMs]);
        return claim;
      },
      releaseClaim: note('released'),
      ...given.store,
    },
  } as unknown as SyncPorts;
  const mapping = aMapping({ fields: [aRow()], ...given.mapping });
  const request = { mapping, trackers, side, issueId, cause: 'jira', asked };
  const outcome = await createTwin(ports, request).catch((error: unknown) => error);
  return { outcome, created, done, calls };
}

describe('an issue gets no twin of its own', () => {
  const born = { atMs: NOW_MS, issueId: 0 };
  const later = { jira: born, remote: born };

  it.each<[string, Given, string]>([
    ['that is hidden', { read: { kind: 'hidden' } }, 'issue 10100 is hidden'],
    [
      'that the first sync will come to',
      { mapping: { backfill: { id: 'b', upTo: { jira: 10_100, remote: 0 } } } },
      'the first sync will come to the issue',
    ],
    ['of another project', { source: { projectId: '9' } }, 'the issue is in no mapped project'],
    [
      'out of the scope',
      { source: { outOfScope: true } },
      'the issue is not in the scope of mapping "web"',
    ],
    ['that is private', { source: { restricted: true } }, 'the issue is private'],
    [
      'where the mapping creates none',
      { mapping: { create: { jira: true, remote: false } } },
      'the mapping creates no twins there',
    ],
    [
      'that is older than the mapping',
      { mapping: { enabledAt: later } },
      'the issue is older than the mapping',
    ],
    [
      'that somebody unlinked',
      { store: { wasUnlinked: async () => true } },
      'the issue was unlinked',
    ],
  ])('%s', async (_what, given, reason) => {
    const { outcome, created } = await create(given);
    expect([outcome, created]).toEqual([{ kind: 'skipped', reason }, []]);
  });

  it('whose type has no row: that is a failure for the admin', async () => {
    const { outcome } = await create({
      mapping: { fields: [aRow({ field: 'issuetype', kind: 'option' })] },
      source: { fields: { issuetype: '7' }, labels: { issuetype: 'Epic' } },
    });
    expect(outcome).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('has the type "Epic"'),
    });
  });

  it('that was a twin before a reinstallation, where somebody asks: its pair is rebuilt', async () => {
    const { outcome } = await create({
      asked: true,
      source: { marker: '12.old' },
      across: { readIssue: () => ({ kind: 'found', snapshot: aSnapshot('remote') }) },
    });
    expect(outcome).toEqual({
      kind: 'skipped',
      reason:
        'WEB-1 was once created as the twin of #12 and their link is lost; rebuild the links of mapping "web"',
    });
  });
});

describe('an issue gets its twin', () => {
  const twin = (issueId: string, key: string, url: string) => ({ issueId, key, url });

  it.each<[Side, object]>([
    [
      'jira',
      {
        marker: '10100.nonce',
        twin: twin('10100', 'WEB-1', 'https://acme.atlassian.net/browse/WEB-1'),
      },
    ],
    [
      'remote',
      { marker: '12.nonce', twin: twin('12', '#12', 'https://redmine.acme.com/issues/12') },
    ],
  ])('under a claim, with what the mapping carries over: from %s', async (side, expected) => {
    const { created } = await create({ side });
    expect(created).toEqual([{ fields: { summary: 'a' }, ...expected }]);
  });

  it('where somebody asks, though it is old, was unlinked and is left to others', async () => {
    const born = { atMs: NOW_MS, issueId: 0 };
    const { created } = await create({
      asked: true,
      mapping: {
        enabledAt: { jira: born, remote: born },
        create: { jira: false, remote: false },
        backfill: { id: 'b', upTo: { jira: 10_100, remote: 12 } },
      },
      store: { wasUnlinked: async () => true },
    });
    expect(created).toHaveLength(1);
  });

  it('after its parent, and whatever becomes of that', async () => {
    const parent = aRow({ field: 'parent', kind: 'issue' });
    const read: string[] = [];
    const { created } = await create({
      mapping: { fields: [aRow(), parent] },
      own: {
        readIssue: (issueId) => {
          read.push(issueId);
          const fields = { summary: 'a', parent: '10050' };
          return issueId === '10050'
            ? { kind: 'hidden' }
            : { kind: 'found', snapshot: aSnapshot('jira', { fields }) };
        },
      },
    });
    expect([read, created.length]).toEqual([['10100', '10050'], 1]);
  });
});

describe('a claim that stands already', () => {
  const standing = (atMs = STANDING.atMs) => ({
    claim: async () => ({ kind: 'standing', claim: { ...STANDING, atMs } }),
  });
  const missing: Answers = { findByMarker: () => null };

  it('is tried again under its own name, once what was sent is surely over', async () => {
    const { created, done, calls } = await create({ store: standing(), across: missing });
    expect(created).toEqual([expect.objectContaining({ marker: '10100.first' })]);
    expect(done).toEqual([['retried', NOW_MS]]);
    expect(calls).toContainEqual(['remote', 'findByMarker', '10100.first', '99']);
  });

  it('is waited for before that', async () => {
    const store = standing(NOW_MS - 59_500);
    const { outcome, created } = await create({ store, across: missing });
    expect(outcome).toMatchObject({
      message: 'the twin of jira issue 10100 may still be on its way',
      retryAfterSeconds: 1,
      outcome: 'not-done',
    });
    expect(created).toEqual([]);
  });

  it('is left to another run that tries it now', async () => {
    const store = { ...standing(), retryClaim: async () => null };
    const { outcome, created } = await create({ store, across: missing });
    expect(outcome).toMatchObject({
      message: 'the twin of jira issue 10100 may still be on its way',
      retryAfterSeconds: 60,
      outcome: 'not-done',
    });
    expect(created).toEqual([]);
  });

  it('is completed where its twin is found', async () => {
    const { outcome, created } = await create({
      store: standing(),
      across: { findByMarker: () => '12', readIssue: () => ({ kind: 'hidden' }) },
    });
    expect(outcome).toMatchObject({ message: '[remote] new issue 12 is hidden' });
    expect(created).toEqual([]);
  });

  it('was completed meanwhile, where a link stands: the fresh one is given back', async () => {
    let looks = 0;
    const findLinkId = async () => {
      looks += 1;
      return 'main:12';
    };
    const { outcome, done, created } = await create({ store: { findLinkId } });
    expect(outcome).toBeInstanceOf(LostRaceError);
    expect([done, created, looks]).toEqual([[['released', NOW_MS]], [], 1]);
  });

  it('was completed meanwhile across, too', async () => {
    const { outcome } = await create({
      side: 'remote',
      store: { findLink: async () => ({ link: aLink() }) },
    });
    expect(outcome).toBeInstanceOf(LostRaceError);
  });
});

describe('an issue that carries the marker of a claim', () => {
  const claim = { ...STANDING, side: 'remote', issueId: '12', nonce: 'n' } as const;
  const source = { marker: '12.n' };

  it('is the twin itself: its creator’s link is saved in its place', async () => {
    const { outcome, calls } = await create({
      source,
      store: { findClaim: async () => claim },
      own: { findByMarker: () => '10100' },
      across: { readIssue: () => ({ kind: 'gone' }) },
    });
    expect(outcome).toMatchObject({ message: '[remote] new issue 12 is gone' });
    expect(calls).toContainEqual(['jira', 'findByMarker', '12.n', '99']);
  });

  it.each<[string, Given]>([
    ['of another nonce', { source, store: { findClaim: async () => ({ ...claim, nonce: 'm' }) } }],
    ['that is over', { source }],
    [
      'that an older issue completes',
      {
        source,
        store: { findClaim: async () => claim },
        own: { findByMarker: () => '10099' },
      },
    ],
  ])('is a copy of a twin, and gets its own, where the claim is one %s', async (_what, given) => {
    expect((await create(given)).created).toHaveLength(1);
  });

  it('has a link by now, where its creator saved it', async () => {
    const { outcome, calls } = await create({
      source,
      store: { findLinkId: async () => 'main:12' },
    });
    expect([outcome, calls.map(([, method]) => method)]).toEqual([
      new LostRaceError('main:12'),
      ['readIssue'],
    ]);
  });

  it('has a link by now across, too', async () => {
    const { outcome, calls } = await create({
      side: 'remote',
      source: { marker: '10100.n' },
      store: { findLink: async () => ({ link: aLink() }) },
    });
    expect([outcome, calls.map(([, method]) => method)]).toEqual([
      new LostRaceError('main:12'),
      ['readIssue'],
    ]);
  });
});
