import { describe, expect, it } from 'vitest';
import type { Backfill } from '../../../../src/core/backfill/backfill';
import type { PlanRow } from '../../../../src/core/backfill/plan-row';
import { PermanentError, RetryLaterError } from '../../../../src/ports';
import { linkPairs } from '../../../../src/sync/backfill/link-pairs';
import { aRow, NOW_MS } from '../../../support/builders';
import { aPairRow, aRun, aTwinRow, SmallWorld, TITLES } from '../../../support/small-world';

const FIELDS = [...TITLES, aRow({ field: 'note', jira: 'note', remote: 'cf_1' })];

const link = (world: SmallWorld, rows: readonly PlanRow[], more: Partial<Backfill> = {}) =>
  linkPairs(world.step(), aRun(more), rows);

const done = (number: number, remoteId: string, more = {}) => ({
  number,
  outcome: { kind: 'done', linkId: `main:${remoteId}`, atMs: NOW_MS, ...more },
});
const change = (side: 'jira' | 'remote', field: string) =>
  ({ kind: 'change', side, field, from: null, to: null }) as const;

/** Two issues of one title, and their row. */
function aPair(world: SmallWorld, number = 0, more: Partial<PlanRow> = {}) {
  const fields = { summary: 'same', note: null };
  const jira = world.issue('jira', 1 + number, { fields });
  const remote = world.issue('remote', 7 + number, { fields });
  return aPairRow(number, jira, remote, more as object);
}

describe('pairs of issues that exist are linked', () => {
  it('each side read in one call, without their relations', async () => {
    const world = new SmallWorld({ relations: { direction: 'both', types: [] } });
    expect(await link(world, [aPair(world), aPair(world, 1)])).toEqual({
      outcomes: [done(0, '7'), done(1, '8')],
      rows: [],
    });
    expect(world.asked).toEqual([
      ['jira', 'readIssues', ['1', '2'], 'whole'],
      ['remote', 'readIssues', ['7', '8'], 'whole'],
    ]);
    expect(world.links.get('main:7')?.link).toMatchObject({
      sides: { jira: { issueId: '1' }, remote: { issueId: '7' } },
    });
    expect(await world.read('before')).toEqual([]);
  });

  it('and brought in step; what stood where the run writes is kept first', async () => {
    const world = new SmallWorld({ fields: FIELDS });
    const jira = world.issue('jira', 1, { fields: { summary: 'a', note: 'new' } });
    const remote = world.issue('remote', 7, { fields: { summary: 'b' } });
    const details = [
      change('remote', 'summary'),
      { kind: 'lossy', field: 'note', what: [] } as const,
      change('remote', 'note'),
    ];
    const first = aPair(world, 1, { details: [change('jira', 'summary')] });
    await world.keep('before', [
      { number: 0, side: 'remote', fields: { summary: 'of a run that was cut off' } },
      { number: 9, side: 'jira', fields: {} },
    ]);
    const { outcomes } = await link(world, [aPairRow(0, jira, remote, { details }), first]);
    const changed = [
      { side: 'remote', field: 'summary' },
      { side: 'remote', field: 'note' },
    ];
    expect(outcomes).toEqual([
      done(0, '7', { changed }),
      done(1, '8', { changed: [{ side: 'jira', field: 'summary' }] }),
    ]);
    expect(await world.read('before')).toEqual([
      { number: 9, side: 'jira', fields: {} },
      { number: 0, side: 'remote', fields: { summary: 'b', note: null } },
      { number: 1, side: 'jira', fields: { summary: 'same' } },
    ]);
    expect(world.issues.remote.get('7')?.fields).toEqual({ summary: 'a', note: 'new' });
  });

  it('or with conflicts, where nobody’s values are said to win', async () => {
    const world = new SmallWorld();
    const row = aPairRow(0, world.issue('jira', 1), world.issue('remote', 7));
    const options = { ...aRun().options, seed: 'ask' } as const;
    expect((await link(world, [row], { options })).outcomes).toEqual([
      done(0, '7', { hasConflict: true }),
    ]);
  });

  it('rows of another kind are none', async () => {
    const world = new SmallWorld();
    const rows = [aTwinRow(3, world.issue('jira', 5)), aPair(world)];
    expect((await link(world, rows)).outcomes).toEqual([done(0, '7')]);
  });
});

describe('a pair is not linked', () => {
  it.each([
    ['jira', '1', 'WEB-1 is gone or hidden'],
    ['remote', '7', '#7 is gone or hidden'],
  ] as const)('of which the issue is gone: %s', async (side, id, reason) => {
    const world = new SmallWorld();
    const row = aPair(world);
    world.issues[side].delete(id);
    expect(await link(world, [row])).toEqual({
      outcomes: [{ number: 0, outcome: { kind: 'skipped', reason } }],
      rows: [],
    });
  });

  it.each([
    ['jira', 1],
    ['remote', 7],
  ] as const)('that is not what it was: it is planned again, by %s', async (side, id) => {
    const world = new SmallWorld();
    const row = aPair(world, 0);
    const now = world.issue(side, id, { fields: { summary: 'other' } });
    const { outcomes, rows } = await link(world, [row]);
    expect([outcomes, rows[0]?.kind, rows[0]]).toEqual([
      [{ number: 0, outcome: { kind: 'replanned' } }],
      'pair',
      expect.objectContaining({ number: 0, [side]: aPairRow(0, now, now)[side] }),
    ]);
    expect(world.links.size).toBe(0);
  });

  it.each([
    ['1', '9', 'WEB-1 is linked with #9 meanwhile'],
    ['3', '7', '#7 is linked with WEB-3 meanwhile'],
  ])('of which one is in another pair: %s ↔ %s', async (jiraId, remoteId, reason) => {
    const world = new SmallWorld();
    const row = aPair(world);
    world.issue('jira', 3);
    world.issue('remote', 9);
    world.link(jiraId, remoteId);
    expect((await link(world, [row])).outcomes).toEqual([
      { number: 0, outcome: { kind: 'skipped', reason } },
    ]);
  });

  it('twice: what a run that was cut off left of it is carried', async () => {
    const world = new SmallWorld();
    const row = aPair(world, 0, { details: [change('remote', 'summary')] });
    world.link('1', '7');
    const { outcomes } = await link(world, [row]);
    expect([outcomes, await world.read('before')]).toEqual([
      [done(0, '7', { changed: [{ side: 'remote', field: 'summary' }] })],
      [],
    ]);
  });

  it('that the tracker refuses; the others are', async () => {
    const world = new SmallWorld();
    const fields = { summary: 'mine' };
    const row = aPairRow(0, world.issue('jira', 1, { fields }), world.issue('remote', 7));
    world.onCall = (_side, method) => {
      if (method === 'writeIssue') throw new PermanentError('422 no', 'refused');
    };
    expect((await link(world, [row, aPair(world, 1)])).outcomes).toEqual([
      { number: 0, outcome: { kind: 'failed', message: '422 no' } },
      done(1, '8'),
    ]);
  });

  it('while the tracker does not answer: the step ends', async () => {
    const world = new SmallWorld();
    const fields = { summary: 'mine' };
    const row = aPairRow(0, world.issue('jira', 1, { fields }), world.issue('remote', 7));
    const down = new RetryLaterError('502', null, 'not-done');
    world.onCall = (_side, method) => {
      if (method === 'writeIssue') throw down;
    };
    await expect(link(world, [row])).rejects.toBe(down);
  });
});
