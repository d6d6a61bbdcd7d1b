import { describe, expect, it } from 'vitest';
import type { PlanRow } from '../../../../src/core/backfill/plan-row';
import { RetryLaterError } from '../../../../src/ports';
import { createTwins } from '../../../../src/sync/backfill/create-twins';
import { aClaim, anEntry, aRow, NOW_MS } from '../../../support/builders';
import { aDone, aRun, aTwinRow, SmallWorld, TITLES } from '../../../support/small-world';

const create = (world: SmallWorld, rows: readonly PlanRow[], failures = 0) =>
  createTwins(world.step(), aRun({ failures }), rows);

const CLAIM = aClaim({ issueId: '1' });

const failed = (message: string) => ({ kind: 'failed', message });
const skipped = (reason: string) => ({ kind: 'skipped', reason });

describe('a chunk of issues gets its twins', () => {
  it('in one call of each kind, under claims that end with the links', async () => {
    const world = new SmallWorld();
    const [one, other] = [world.issue('jira', 1), world.issue('jira', 2)];
    expect(await create(world, [aTwinRow(0, one), aTwinRow(1, other)])).toEqual({
      outcomes: [
        { number: 0, outcome: aDone('501', { side: 'remote', id: '501' }) },
        { number: 1, outcome: aDone('502', { side: 'remote', id: '502' }) },
      ],
      rows: [],
    });
    const born = ({ key, url, issueId }: typeof one) => ({
      fields: { summary: `title of ${key}` },
      marker: `${issueId}.nonce`,
      twin: { issueId, key, url },
    });
    expect(world.asked).toEqual([
      ['jira', 'readIssues', ['1', '2'], 'whole'],
      ['remote', 'newestIssue'],
      ['remote', 'createIssues', [born(one), born(other)]],
      ['remote', 'readIssues', ['501', '502'], 'born'],
    ]);
    expect([[...world.links.keys()], world.claims.size]).toEqual([['main:501', 'main:502'], 0]);
    expect(world.links.get('main:501')?.link).toMatchObject({ origin: 'jira', mappingId: 'web' });
  });

  it('in Jira as well', async () => {
    const world = new SmallWorld();
    const { outcomes } = await create(world, [aTwinRow(0, world.issue('remote', 7))]);
    expect([outcomes, world.links.get('main:7')?.link.sides.jira.issueId]).toEqual([
      [{ number: 0, outcome: aDone('7', { side: 'jira', id: '501' }) }],
      '501',
    ]);
  });

  it('under a claim that says what it is for', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1));
    world.onCall = (_side, method) => {
      if (method === 'createIssues') throw new RetryLaterError('502', null, 'unknown');
    };
    await expect(create(world, [row])).rejects.toThrow('502');
    expect([...world.claims.values()]).toEqual([CLAIM]);
  });

  it('their relations waiting until all are there', async () => {
    const world = new SmallWorld({ relations: { direction: 'both', types: [] } });
    const relations = [{ id: '1', type: 'Blocks', isSource: true, otherIssueId: '2' }];
    const row = aTwinRow(0, world.issue('jira', 1, { relations }));
    const { outcomes } = await create(world, [row]);
    expect([outcomes[0]?.outcome.kind, world.links.get('main:501')?.relations]).toEqual([
      'done',
      [],
    ]);
  });
});

describe('an issue of a chunk gets no twin', () => {
  it('that is gone or hidden', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1));
    world.issues.jira.clear();
    expect(await create(world, [row])).toEqual({
      outcomes: [{ number: 0, outcome: skipped('the issue is gone or hidden') }],
      rows: [],
    });
    expect(world.asked).toEqual([['jira', 'readIssues', ['1'], 'whole']]);
  });

  it('that is not what it was: it is planned again', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(4, world.issue('jira', 1));
    const now = world.issue('jira', 1, { fields: { summary: 'b' }, title: 'b' });
    expect(await create(world, [row])).toEqual({
      outcomes: [{ number: 4, outcome: { kind: 'replanned' } }],
      rows: [aTwinRow(4, now)],
    });
  });

  it('whose type has no row: the others get theirs', async () => {
    const world = new SmallWorld({
      fields: [...TITLES, aRow({ field: 'issuetype', kind: 'option' })],
    });
    const epic = world.issue('jira', 1, { fields: { issuetype: '7' } });
    const { outcomes } = await create(world, [
      aTwinRow(0, epic),
      aTwinRow(1, world.issue('jira', 2)),
    ]);
    expect(outcomes).toEqual([
      { number: 0, outcome: failed(expect.stringContaining('has the type "7"')) },
      { number: 1, outcome: aDone('501', { side: 'remote', id: '501' }) },
    ]);
  });

  it('that is private, where no field says so across', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1, { restricted: true }));
    expect((await create(world, [row])).outcomes).toEqual([
      { number: 0, outcome: failed('the issue is private') },
    ]);
  });

  it('that the tracker refuses: its claim ends, and the others get theirs', async () => {
    const world = new SmallWorld();
    const rows = [1, 2].map((id) => aTwinRow(id, world.issue('jira', id)));
    world.onCall = (_side, method) => {
      if (method !== 'createIssues') return undefined;
      const { issueId } = world.issue('remote', 70);
      return [
        { kind: 'refused', message: '422 no' },
        { kind: 'created', issueId },
      ];
    };
    const { outcomes } = await create(world, rows);
    expect([outcomes, world.claims.size]).toEqual([
      [
        { number: 1, outcome: failed('422 no') },
        { number: 2, outcome: aDone('70', { side: 'remote', id: '70' }) },
      ],
      0,
    ]);
  });

  it('that the tracker says nothing of', async () => {
    const world = new SmallWorld();
    world.onCall = (_side, method) => (method === 'createIssues' ? [] : undefined);
    expect((await create(world, [aTwinRow(0, world.issue('jira', 1))])).outcomes).toEqual([
      { number: 0, outcome: failed('not created') },
    ]);
  });

  it('of a row that creates none: that is a mistake of ours', async () => {
    const row: PlanRow = { number: 0, level: 0, details: [], kind: 'skip', reason: '' };
    await expect(create(new SmallWorld(), [row])).rejects.toThrow(
      'a row of kind skip creates nothing',
    );
  });
});

describe('an issue of a chunk that has a twin already', () => {
  it('by a run that was cut off: what is left is carried, and it is the run’s', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1));
    world.issue('remote', 7, { fields: { summary: 'title of WEB-1' } });
    world.link('1', '7', { origin: 'jira' });
    expect((await create(world, [row])).outcomes).toEqual([
      { number: 0, outcome: aDone('7', { side: 'remote', id: '7' }) },
    ]);
    expect(world.asked.map((call) => (call as string[])[1])).not.toContain('createIssues');
  });

  it('by somebody else: it is no twin that the run made', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1));
    world.issue('remote', 7, { fields: { summary: 'title of WEB-1' } });
    world.link('1', '7');
    expect((await create(world, [row])).outcomes).toEqual([
      { number: 0, outcome: { kind: 'done', linkId: 'main:7', atMs: NOW_MS } },
    ]);
  });

  it('by somebody who linked it right before the claim: the claim ends', async () => {
    const world = new SmallWorld();
    const rows = [aTwinRow(0, world.issue('jira', 1)), aTwinRow(1, world.issue('jira', 2))];
    world.issue('remote', 7, { fields: { summary: 'title of WEB-1' } });
    world.onCall = (_side, method) => {
      if (method === 'newestIssue') world.link('1', '7');
    };
    const { outcomes } = await create(world, rows);
    expect([outcomes, [...world.claims.keys()]]).toEqual([
      [
        { number: 0, outcome: { kind: 'done', linkId: 'main:7', atMs: NOW_MS } },
        { number: 1, outcome: aDone('501', { side: 'remote', id: '501' }) },
      ],
      [],
    ]);
  });

  it('and nothing is created where all have', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1));
    world.issue('remote', 7, { fields: { summary: 'title of WEB-1' } });
    world.onCall = (_side, method) => {
      if (method === 'newestIssue') world.link('1', '7');
    };
    await create(world, [row]);
    expect(world.asked.map((call) => (call as string[])[1])).not.toContain('createIssues');
  });

  it('by the bell of its own create, which was quicker', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1));
    world.onCall = (side, method) => {
      if (side === 'remote' && method === 'readIssues') world.link('1', '501', { origin: 'jira' });
    };
    expect((await create(world, [row])).outcomes).toEqual([
      { number: 0, outcome: aDone('501', { side: 'remote', id: '501' }) },
    ]);
  });

  it('and another run that brought it in step: what was written first is told once', async () => {
    const world = new SmallWorld();
    const source = world.issue('jira', 1);
    const edited = (by: string) => ({
      fields: { summary: 'edited' },
      history: [anEntry(1, 'summary', null, 'edited', by)],
      lastEntryId: 1,
    });
    world.onCall = (side, method) => {
      if (side === 'remote' && method === 'readIssues') world.issue('remote', 501, edited('ada'));
      if (side === 'jira' && method === 'writeIssue') {
        world.link('1', '501', { origin: 'jira', version: 9 });
        world.issue('jira', 1, edited('us'));
      }
    };
    await create(world, [aTwinRow(0, source)]);
    expect(world.trail.map(({ kind, side, to }) => [kind, side, to])).toEqual([
      ['created', 'remote', '#501'],
      ['field-written', 'jira', 'edited'],
    ]);
  });
});
