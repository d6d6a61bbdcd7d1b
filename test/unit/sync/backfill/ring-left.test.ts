import { describe, expect, it } from 'vitest';
import type { ScannedIssue } from '../../../../src/core/backfill/proposal';
import { ringLeft } from '../../../../src/sync/backfill/ring-left';
import { aScannedIssue, BORN_MS } from '../../../support/a-scanned-issue';
import { aRun, SmallWorld } from '../../../support/small-world';

const BORN = { atMs: BORN_MS, issueId: 0 };

async function ring(
  lists: { readonly jira?: readonly ScannedIssue[]; readonly remote?: readonly ScannedIssue[] },
  prepare: (world: SmallWorld) => void = () => {},
) {
  const world = new SmallWorld({ enabledAt: { jira: BORN, remote: BORN } });
  prepare(world);
  await world.keep('scan-jira', lists.jira ?? []);
  await world.keep('scan-remote', lists.remote ?? []);
  const pages = { ...aRun().pages, 'scan-jira': 1, 'scan-remote': 1 };
  const answer = await ringLeft(world.ports, world.mapping, aRun({ pages }));
  return { answer, pushed: world.pushed };
}

const job = (side: 'jira' | 'remote', issueId: string, linkId: string | null = null) => [
  {
    v: 1,
    kind: 'sync',
    mappingId: 'web',
    side,
    issueId,
    linkId,
    cause: side,
    entryId: null,
    atMs: null,
    deleted: false,
  },
  'background',
  30,
];

describe('once a run is over', () => {
  it('the young issues are rung that got no twin, on both sides', async () => {
    const young = (id: string) => aScannedIssue(id, { createdAtMs: BORN_MS });
    const old = aScannedIssue('2', { createdAtMs: BORN_MS - 1 });
    expect(
      await ring({ jira: [young('1'), old, young('3')], remote: [young('7')] }, (world) => {
        world.link('3', '9');
      }),
    ).toEqual({ answer: 'kept', pushed: [job('jira', '1'), job('remote', '7')] });
  });

  it('and pairs of before below an issue that had none, if they are pairs still', async () => {
    const linked = (id: string, parentId: string | null) =>
      aScannedIssue(id, { isLinked: true, parentId, createdAtMs: 0 });
    const old = aScannedIssue('1', { createdAtMs: 0 });
    const jira = [old, linked('2', '1'), linked('3', '1'), linked('4', '2'), linked('5', null)];
    const { pushed } = await ring({ jira }, (world) => {
      for (const id of ['2', '4', '5']) world.link(id, `70${id}`);
    });
    expect(pushed).toEqual([job('jira', '2', 'main:702')]);
  });

  const many = Array.from({ length: 51 }, (_, at) => aScannedIssue(`${at + 1}`));

  it('fifty with a push', async () => {
    const sizes: number[] = [];
    const { answer, pushed } = await ring({ jira: many }, (world) => {
      const push = world.pushed.push.bind(world.pushed);
      world.pushed.push = (...jobs) => {
        sizes.push(jobs.length);
        return push(...jobs);
      };
    });
    expect([answer, sizes, pushed.length]).toEqual(['kept', [50, 1], 51]);
  });

  it('or not all, where the queue is full', async () => {
    const { answer, pushed } = await ring({ jira: many }, (world) => {
      world.queue = 'refused';
    });
    expect([answer, pushed]).toEqual(['refused', []]);
  });
});
