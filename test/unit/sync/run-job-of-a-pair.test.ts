import { describe, expect, it } from 'vitest';
import {
  PermanentError,
  type ReadOptions,
  RetryLaterError,
  type SyncJob,
} from '../../../src/ports';
import { newJob } from '../../../src/sync/new-job';
import { runSyncJob } from '../../../src/sync/run-job';
import { runVerifyJob } from '../../../src/sync/verify';
import { anAuditEntry } from '../../support/an-audit-entry';
import { aRow, NOW_MS } from '../../support/builders';
import { SmallWorld } from '../../support/small-world';

const ABOUT = { mappingId: 'web', side: 'jira', issueId: '1', linkId: 'main:7' } as const;
const BELL: SyncJob = { ...newJob({ ...ABOUT, cause: 'jira' }), atMs: NOW_MS + 1 };

/** WEB-1 and #7, linked as they are; then Jira's gets another title. */
function aWorld(
  title: string | null = 'new',
  mapping: ConstructorParameters<typeof SmallWorld>[0] = {},
) {
  const world = new SmallWorld(mapping);
  const fields = { summary: 'old' };
  const issue = world.issue('jira', 1, { fields });
  world.issue('remote', 7, { fields });
  world.link('1', '7');
  if (title !== null) world.issue('jira', 1, { ...issue, fields: { summary: title } });
  return world;
}

const run = (world: SmallWorld, job: Partial<SyncJob> = {}) =>
  runSyncJob(world.ports, { ...BELL, ...job });
const titleOf = (world: SmallWorld, side: 'jira' | 'remote', id: string) =>
  world.issues[side].get(id)?.fields.summary;
const readsOf = (world: SmallWorld) => world.calls.filter(([, method]) => method === 'readIssue');

describe('a run of a pair', () => {
  it('carries what changed, whichever side rang', async () => {
    const [jira, remote] = [aWorld(), aWorld()];
    expect([
      await run(jira),
      await run(remote, { side: 'remote', issueId: '7', linkId: null, atMs: null }),
      titleOf(jira, 'remote', '7'),
      titleOf(remote, 'remote', '7'),
    ]).toEqual([{ kind: 'synced' }, { kind: 'synced' }, 'new', 'new']);
  });

  it('reads the newest comments alone where the bell names a change', async () => {
    const [named, unnamed] = [aWorld(null), aWorld(null)];
    await run(named, { entryId: 9 });
    await run(unnamed);
    const isNewestOnly = (world: SmallWorld) =>
      world.calls.map(([, , , options]) => (options as ReadOptions).newestCommentsOnly ?? false);
    expect([isNewestOnly(named), isNewestOnly(unnamed)]).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('goes by the side whose values are said to count', async () => {
    const fields = [aRow({ since: 2 })];
    const world = aWorld('theirs', { version: 2, fields });
    world.link('1', '7', { mappingVersion: 1 });
    await run(world, { cause: 'eve', seed: 'remote', atMs: null });
    expect([titleOf(world, 'jira', '1'), titleOf(world, 'remote', '7')]).toEqual(['old', 'old']);
  });

  it('closes the letter of what failed before, where nothing is left to do', async () => {
    const open = async (title: string | null, deadLetterId: string | null) => {
      const world = aWorld(title);
      world.deadLetterId = deadLetterId;
      await run(world);
      return world.told;
    };
    // A save of the link closes it in the same transaction.
    expect([
      await open(null, 'dead:1'),
      await open('new', 'dead:1'),
      await open(null, null),
    ]).toEqual([[['letter closed', 'dead:1', []]], [], []]);
  });

  it('tells what it wrote although another one saved first, for which it has to wait', async () => {
    const world = aWorld();
    const sent = { side: 'remote', field: 'summary', value: '?', source: '?' } as const;
    world.onCall = (_side, method) => {
      if (method === 'writeIssue') {
        world.link('1', '7', { version: 9, sent: [{ ...sent, atMs: NOW_MS }] });
      }
    };
    const outcome = await run(world);
    expect([outcome.kind, world.trail]).toEqual(['retry', [anAuditEntry({ linkId: 'main:7' })]]);
  });

  it('keeps to its connection’s rate, but a person is not kept waiting', async () => {
    const slow = (cause: string) => {
      const world = aWorld(null);
      const { limits } = world.mapping;
      world.mapping = { ...world.mapping, limits: { ...limits, remoteRequestsPerMinute: 60 } };
      return run(world, { cause, atMs: null }).then(() => world.slept);
    };
    expect([await slow('jira'), await slow('eve')]).toEqual([[1_000], []]);
  });

  it('tells what it found of a tracker', async () => {
    const world = aWorld();
    world.onCall = (side) => {
      if (side === 'remote') throw new PermanentError('401', 'access');
    };
    expect(await run(world)).toEqual({ kind: 'retry', afterSeconds: null, message: '401' });
    expect(Object.keys(world.circuits)).toEqual(['remote:main']);
  });

  it('follows a deletion in a pause, which only its bell tells of', async () => {
    const world = aWorld(null, { paused: true });
    world.issues.jira.delete('1');
    const outcome = await run(world, { deleted: true });
    expect([outcome.kind, readsOf(world).length]).toEqual(['skipped', 2]);
    expect(outcome).not.toEqual({ kind: 'skipped', reason: 'the mapping is paused' });
  });
});

describe('a run of an issue without a pair', () => {
  const rowOfTypes = aRow({ field: 'issuetype', kind: 'option' });

  it('gives it a twin, whichever side it is of', async () => {
    const world = new SmallWorld();
    world.issue('jira', 1);
    world.issue('remote', 7);
    expect([
      await run(world, { linkId: null }),
      await run(world, { side: 'remote', issueId: '7' }),
      [...world.links.keys()],
    ]).toEqual([{ kind: 'synced' }, { kind: 'synced' }, ['main:501', 'main:7']]);
  });

  it('keeps what fails for the admin', async () => {
    const world = new SmallWorld({ fields: [aRow(), rowOfTypes] });
    world.issue('jira', 1, { fields: { issuetype: '7' } });
    const outcome = await run(world, { linkId: null });
    expect([outcome.kind, world.told]).toEqual([
      'failed',
      [['dead letter', expect.objectContaining({ side: 'jira', issueId: '1', cause: 'jira' })]],
    ]);
  });
});

describe('a page of the daily check compares its pairs', () => {
  const JOB = { v: 1, kind: 'verify', mappingId: 'web', cursor: null } as const;
  const verify = async (world: SmallWorld) => {
    const outcome = await runVerifyJob(world.ports, JOB);
    return { outcome, told: world.told, pushed: world.pushed };
  };
  const passOf = (left: readonly string[]) => [
    ['verified', { startedAtMs: NOW_MS, finishedAtMs: NOW_MS, links: 1, left }],
  ];

  it.each<[string, SmallWorld]>([
    ['that differ', aWorld()],
    ['that do not', aWorld(null)],
    ['that are in conflict', aWorldInConflict()],
  ])('%s', async (_what, world) => {
    expect(await verify(world)).toEqual({
      outcome: { kind: 'synced' },
      told: passOf([]),
      pushed: [],
    });
  });

  it('later one by one, where a tracker failed on them', async () => {
    const world = aWorld();
    world.onCall = (side) => {
      if (side === 'remote') throw new RetryLaterError('502', 7, 'not-done');
    };
    const { told, pushed } = await verify(world);
    const job = newJob({ ...ABOUT, side: 'remote', issueId: '7', cause: 'verify' });
    expect([told, pushed]).toEqual([passOf(['main:7']), [[job, 'live', 7]]]);
    const other = aWorld();
    other.onCall = () => {
      throw new RetryLaterError('502', null, 'not-done');
    };
    expect((await verify(other)).pushed.map(([, , delay]) => delay)).toEqual([60]);
  });

  it('later all together, where a tracker is not to be called since', async () => {
    const world = aWorld();
    world.onCall = (side) => {
      if (side === 'remote') throw new PermanentError('401', 'access');
    };
    expect(await verify(world)).toMatchObject({
      outcome: { kind: 'retry', message: expect.stringContaining('401') },
      told: [],
      pushed: [],
    });
  });
});

/** Both changed, and nobody has decided. */
function aWorldInConflict(): SmallWorld {
  const world = aWorld('mine');
  world.issue('remote', 7, { fields: { summary: 'theirs' } });
  return world;
}
