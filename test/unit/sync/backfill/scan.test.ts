import { describe, expect, it } from 'vitest';
import type { Backfill } from '../../../../src/core/backfill/backfill';
import type { Proposal } from '../../../../src/core/backfill/proposal';
import type { Side } from '../../../../src/core/model';
import { keepProposals, scan } from '../../../../src/sync/backfill/scan';
import { aFirstSync } from '../../../support/a-first-sync';
import { aScannedIssue, BORN_MS } from '../../../support/a-scanned-issue';
import { SmallWorld } from '../../../support/small-world';

const SCANNING = aFirstSync({
  phase: 'scanning',
  cursor: { kind: 'scan', side: 'jira', page: null },
  upTo: { jira: 5, remote: 0 },
});

/** Issues of a side, a list page of each. */
async function scanPages(numbers: readonly number[], more: Partial<Backfill> = {}, linked = '') {
  const world = new SmallWorld();
  const side: Side = more.cursor?.kind === 'scan' ? more.cursor.side : 'jira';
  const left = numbers.map((number) => world.issue(side, number));
  if (linked !== '') world.link(linked, '900');
  const all = left.length;
  world.onCall = (_side, method) => {
    if (method !== 'listIssues') return undefined;
    const snapshot = left.shift();
    const cursor = left.length > 0 ? `page ${all - left.length}` : null;
    const issues = snapshot ? [{ snapshot, numberInField: `${snapshot.issueId}00` }] : [];
    return { issues, cursor };
  };
  const backfill = { ...SCANNING, ...more };
  return { world, backfill, next: await scan(world.step(), backfill) };
}

describe('the scan lists both projects', () => {
  it('a page of the storage with a step, Jira first', async () => {
    const options = { ...SCANNING.options, numberField: { jira: 'cf', remote: 'nr' } };
    const { world, backfill, next } = await scanPages([7, 9, 8], { options }, '9');
    expect(next).toEqual({
      ...backfill,
      cursor: { kind: 'scan', side: 'remote', page: null },
      pages: { ...backfill.pages, 'scan-jira': 1 },
      scanned: { jira: 3, remote: 0 },
      upTo: { jira: 9, remote: 0 },
    });
    expect(world.asked).toEqual([
      ['jira', 'listIssues', null, 'cf'],
      ['jira', 'listIssues', 'page 1', 'cf'],
      ['jira', 'listIssues', 'page 2', 'cf'],
    ]);
    const kept = await world.read('scan-jira');
    expect(kept.map(({ id, isLinked, names }) => [id, isLinked, names])).toEqual([
      ['7', false, [{ ref: '700', where: 'field' }]],
      ['9', true, []],
      ['8', false, [{ ref: '800', where: 'field' }]],
    ]);
  });

  it('ten list pages at a time, and goes on there', async () => {
    const numbers = Array.from({ length: 11 }, (_, at) => at);
    const { world, next } = await scanPages(numbers, {
      pages: { ...SCANNING.pages, 'scan-jira': 2 },
      scanned: { jira: 1000, remote: 0 },
    });
    expect([next.cursor, next.scanned.jira, next.pages['scan-jira']]).toEqual([
      { kind: 'scan', side: 'jira', page: 'page 10' },
      1010,
      3,
    ]);
    expect([(await world.read('scan-jira', 2)).length, next.upTo.jira]).toEqual([10, 9]);
  });

  it('and Redmine’s last', async () => {
    const cursor = { kind: 'scan', side: 'remote', page: 'p' } as const;
    const { world, next } = await scanPages([3], { cursor });
    expect([
      next.cursor,
      next.phase,
      world.asked,
      (await world.read('scan-remote')).length,
    ]).toEqual([{ kind: 'none' }, 'scanning', [['remote', 'listIssues', 'p', undefined]], 1]);
  });
});

describe('pairs are proposed once both are listed', () => {
  const scanned = (id: string, key: string, title: string) =>
    aScannedIssue(id, { key, title, createdAtMs: BORN_MS });

  it('of all that was found, by the people of the mapping as well', async () => {
    const people = [
      { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'A. L.', remoteLogin: null },
    ];
    const world = new SmallWorld({ people });
    const by = (id: string, name: string) => ({ author: { id, name } });
    await world.keep(
      'scan-jira',
      [{ ...scanned('1', 'WEB-1', 'the same words'), ...by('ada', 'Ada') }],
      [scanned('2', 'WEB-2', 'nothing alike')],
    );
    await world.keep('scan-remote', [
      { ...scanned('7', '#7', 'the same words'), ...by('5', 'A. L.') },
    ]);
    const pages = { ...SCANNING.pages, 'scan-jira': 2, 'scan-remote': 1 };
    const backfill = { ...SCANNING, cursor: { kind: 'none' }, pages } as const;
    expect(await scan(world.step(), backfill)).toEqual({
      ...backfill,
      phase: 'paired',
      pages: { ...pages, proposals: 1 },
      proposals: { open: 1, accepted: 0, refused: 0 },
    });
    expect(await world.read('proposals')).toEqual([
      expect.objectContaining({
        jira: '1',
        remote: '7',
        evidence: [
          { kind: 'same-title' },
          { kind: 'dates', apartDays: 0 },
          { kind: 'same-reporter', name: 'Ada' },
        ],
        issues: { jira: expect.anything(), remote: expect.anything() },
      }),
    ]);
  });

  it('and kept five hundred a page, counted by what was decided of them', async () => {
    const world = new SmallWorld();
    const all = Array.from({ length: 501 }, (_, at): Proposal => {
      const state = at === 0 ? 'accepted' : at < 3 ? 'refused' : 'open';
      return { jira: `${at}`, remote: `${at}`, confidencePercent: 1, evidence: [], state };
    });
    const next = await keepProposals(world.ports, SCANNING, all);
    expect([
      next.proposals,
      next.pages.proposals,
      (await world.read('proposals', 0)).length,
      await world.read('proposals', 1),
    ]).toEqual([{ open: 498, accepted: 1, refused: 2 }, 2, 500, all.slice(500)]);
  });
});
