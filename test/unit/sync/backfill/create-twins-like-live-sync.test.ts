import { describe, expect, it } from 'vitest';
import type { PlanRow } from '../../../../src/core/backfill/plan-row';
import { REQUEST_TIMEOUT_MS } from '../../../../src/core/intents';
import { PermanentError, RetryLaterError } from '../../../../src/ports';
import { createTwins } from '../../../../src/sync/backfill/create-twins';
import { aClaim, NOW_MS } from '../../../support/builders';
import { aDone, aRun, aTwinRow, SmallWorld } from '../../../support/small-world';

const create = (world: SmallWorld, rows: readonly PlanRow[], failures = 0) =>
  createTwins(world.step(), aRun({ failures }), rows);

const CLAIM = aClaim({ issueId: '1' });

const failed = (message: string) => ({ kind: 'failed', message });
const skipped = (reason: string) => ({ kind: 'skipped', reason });

describe('an issue of a chunk that may have a twin goes the way of live sync', () => {
  const OLD = { ...CLAIM, nonce: 'old', atMs: NOW_MS - REQUEST_TIMEOUT_MS };

  it('under a claim that stands: the twin that came of it is linked', async () => {
    const world = new SmallWorld();
    const rows = [aTwinRow(0, world.issue('jira', 1)), aTwinRow(1, world.issue('jira', 2))];
    world.claims.set('jira 1', OLD);
    world.issue('remote', 7, { fields: { summary: 'title of WEB-1' }, marker: '1.old' });
    expect((await create(world, rows)).outcomes).toEqual([
      { number: 1, outcome: aDone('501', { side: 'remote', id: '501' }) },
      { number: 0, outcome: aDone('7', { side: 'remote', id: '7' }) },
    ]);
  });

  it('with a marker: it may be a twin itself', async () => {
    const world = new SmallWorld();
    const twin = world.issue('remote', 7, {
      fields: { summary: 'title of WEB-1' },
      marker: '1.old',
    });
    world.issue('jira', 1);
    world.claims.set('jira 1', OLD);
    expect((await create(world, [aTwinRow(0, twin)])).outcomes).toEqual([
      { number: 0, outcome: { kind: 'done', linkId: 'main:7', atMs: NOW_MS } },
    ]);
  });

  it('where its twin cannot be seen yet: it is looked for by its marker', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1));
    world.onCall = (side, method) => {
      if (side !== 'remote' || method !== 'readIssues') return undefined;
      world.nowMs += REQUEST_TIMEOUT_MS;
      return new Map();
    };
    const { outcomes } = await create(world, [row]);
    expect([outcomes, world.issues.remote.size]).toEqual([
      [
        {
          number: 0,
          outcome: { ...aDone('501', { side: 'remote', id: '501' }), atMs: world.nowMs },
        },
      ],
      1,
    ]);
  });

  it('and gets none where live sync gives it none', async () => {
    const world = new SmallWorld();
    const source = world.issue('jira', 1, { projectId: '9' });
    world.claims.set('jira 1', OLD);
    expect((await create(world, [aTwinRow(0, source)])).outcomes).toEqual([
      { number: 0, outcome: skipped('the issue is in no mapped project') },
    ]);
  });

  it('later, while its create may still be on its way', async () => {
    const world = new SmallWorld();
    world.claims.set('jira 1', { ...OLD, atMs: NOW_MS });
    const row = aTwinRow(0, world.issue('jira', 1));
    await expect(create(world, [row])).rejects.toThrow(RetryLaterError);
    expect((await create(world, [row], 5)).outcomes).toEqual([
      { number: 0, outcome: failed('the twin of jira issue 1 may still be on its way') },
    ]);
  });

  it('also where somebody links it meanwhile', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1));
    world.claims.set('jira 1', OLD);
    world.issue('remote', 7, { fields: { summary: 'title of WEB-1' }, marker: '1.old' });
    world.onCall = (_side, method) => {
      if (method === 'findByMarker') world.link('1', '7', { origin: 'jira' });
    };
    expect((await create(world, [row])).outcomes).toEqual([
      { number: 0, outcome: aDone('7', { side: 'remote', id: '7' }) },
    ]);
  });

  it('and fails where that link is gone again', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1));
    world.claims.set('jira 1', OLD);
    world.issue('remote', 7, { fields: { summary: 'title of WEB-1' }, marker: '1.old' });
    // Another Jira issue has that twin.
    world.onCall = (_side, method) => {
      if (method === 'findByMarker') world.link('3', '7');
    };
    expect((await create(world, [row])).outcomes).toEqual([
      { number: 0, outcome: failed('the link that was made meanwhile is gone') },
    ]);
  });
});

describe('a twin that was made and cannot be brought in step', () => {
  const whole = (error: Error, failures = 0) => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1, { twinMark: null }));
    world.onCall = (_side, method) => {
      if (method === 'markTwin') throw error;
    };
    return create(world, [row], failures);
  };

  it('is a failure of its row where the tracker refuses it', async () => {
    expect((await whole(new PermanentError('403 no', 'refused'))).outcomes).toEqual([
      { number: 0, outcome: failed('403 no') },
    ]);
  });

  it('ends the step where the tracker does not answer', async () => {
    const down = new RetryLaterError('502', null, 'not-done');
    await expect(whole(down)).rejects.toBe(down);
  });
});
