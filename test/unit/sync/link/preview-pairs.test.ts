import { describe, expect, it } from 'vitest';
import type { Circuits } from '../../../../src/core/failing/circuit';
import type { Link } from '../../../../src/core/link';
import type { ApplyRulesJob, Job, ReadIssue } from '../../../../src/ports';
import { previewPairs, runApplyRules } from '../../../../src/sync/link/preview-pairs';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { aBase, aLink, aMapping, aRow, aSnapshot, NOW_MS } from '../../../support/builders';
import { notingTrackers } from '../../../support/noting-trackers';

const MAPPING = aMapping({ fields: [aRow()] });

const linkOf = (at: number, more: Partial<Link> = {}): Link =>
  aLink(
    {},
    {
      id: `main:${at}`,
      sides: { jira: aBase('jira', { issueId: `1000${at}` }), remote: aBase('remote') },
      ...more,
    },
  );

describe('a preview of rules that came later', () => {
  async function preview(links: number, cursor: string | null, next: string | null = null) {
    const pages: (string | null)[] = [];
    const { trackers, calls } = notingTrackers({
      jira: {
        readIssue: (issueId): ReadIssue =>
          issueId === '10001'
            ? { kind: 'hidden' }
            : { kind: 'found', snapshot: aSnapshot('jira', { fields: { summary: 'J' } }) },
      },
      remote: {
        readIssue: () => ({
          kind: 'found',
          snapshot: aSnapshot('remote', { fields: { summary: 'R' } }),
        }),
      },
    });
    const ports = {
      clock: { nowMs: () => NOW_MS },
      openTrackers: async () => trackers,
      store: {
        listLinks: async (_mappingId: string, page: string | null) => {
          pages.push(page);
          return { links: Array.from({ length: links }, (_, at) => linkOf(at)), cursor: next };
        },
      },
    } as unknown as SyncPorts;
    const previewed = await previewPairs(ports, MAPPING, 'jira', cursor);
    const options = new Set(calls.map(([, , , given]) => JSON.stringify(given)));
    return { ...previewed, pages, options: [...options] };
  }

  it('shows of each pair what it would be written, or why nothing would', async () => {
    const { pairs, options } = await preview(2, null);
    expect(options).toEqual(['{"newestCommentsOnly":true,"sinceEntryId":0,"checksScope":true}']);
    expect(pairs).toEqual([
      {
        link: linkOf(0),
        obstacle: null,
        writes: [{ field: 'summary', side: 'remote', from: 'R', to: 'J' }],
        snapshots: {
          jira: aSnapshot('jira', { fields: { summary: 'J' } }),
          remote: aSnapshot('remote', { fields: { summary: 'R' } }),
        },
      },
      {
        link: linkOf(1),
        obstacle:
          'Jira issue WEB-1 can no longer be seen by the app. Give it access again, or unlink the pair.',
        writes: [],
      },
    ]);
  });

  it.each<[string, Parameters<typeof preview>, readonly string[], string | null, string | null]>([
    ['the first eight of a page', [10, null], ['0', '7'], null, '8 '],
    ['the rest of it', [10, '8 '], ['8', '9'], null, null],
    ['the rest of a later page', [10, '8 a page', 'more'], ['8', '9'], 'a page', '0 more'],
    ['a page of eight', [8, '0 a page', 'more'], ['0', '7'], 'a page', '0 more'],
    ['a page of eight, the last', [8, null], ['0', '7'], null, null],
  ])('goes through %s', async (_what, given, ends, page, cursor) => {
    const { pairs, cursor: next, pages } = await preview(...given);
    expect([pairs.at(0)?.link.id, pairs.at(-1)?.link.id]).toEqual(ends.map((at) => `main:${at}`));
    expect([next, pages]).toEqual([cursor, [page]]);
  });
});

describe('rules that are applied to the pairs that exist', () => {
  const JOB: ApplyRulesJob = {
    v: 1,
    kind: 'apply-rules',
    mappingId: 'web',
    seed: 'jira',
    cause: 'eve',
    cursor: 'here',
  };
  const OUT: Circuits = {
    jira: {
      kind: 'waiting',
      retryAtMs: NOW_MS + 9_000,
      message: '[jira] 429',
    },
  };

  /** The mapping is gone, or a tracker is out: nothing is read. */
  async function apply({
    circuits = null as Circuits | null,
    cursor = null as string | null,
    answer = 'kept',
  } = {}) {
    const run: (string | null)[] = [];
    const pushed: unknown[] = [];
    const links = [linkOf(0), linkOf(2, { paused: true }), linkOf(3)];
    const ports = {
      clock: { nowMs: () => NOW_MS },
      log: { info: () => {}, warn: () => {} },
      store: {
        listLinks: async (...given: readonly unknown[]) => {
          pushed.push(given);
          return { links, cursor };
        },
        loadRun: async (_mappingId: string, linkId: string | null) => {
          run.push(linkId);
          const link = links.find(({ id }) => id === linkId);
          return {
            mapping: circuits && MAPPING,
            stored: link ? { link, comments: [], attachments: [], relations: [], time: [] } : null,
            circuits: circuits ?? {},
            deadLetterId: null,
          };
        },
        listMappings: async () => [],
        claimProbe: async () => false,
      },
      queue: {
        push: async (jobs: readonly Job[], queue: string, delay?: number) => {
          pushed.push([jobs, queue, delay]);
          return answer;
        },
      },
    } as unknown as SyncPorts;
    return { outcome: await runApplyRules(ports, JOB), run, pushed };
  }

  it('run once for each pair that is not paused, a page at a time', async () => {
    const { outcome, run, pushed } = await apply({ cursor: 'next' });
    expect([outcome, new Set(run), pushed]).toEqual([
      { kind: 'synced' },
      new Set(['main:0', 'main:3']),
      [
        ['web', 'here'],
        [[{ ...JOB, cursor: 'next' }], 'background', undefined],
      ],
    ]);
  });

  it('end with the last page', async () => {
    const { outcome, pushed } = await apply();
    expect([outcome, pushed]).toEqual([{ kind: 'synced' }, [['web', 'here']]]);
  });

  it('come back to a pair whose tracker is out, with the seed that was chosen', async () => {
    const { pushed } = await apply({ circuits: OUT });
    const job = (at: number) => ({
      v: 1,
      kind: 'sync',
      mappingId: 'web',
      side: 'remote',
      issueId: '12',
      linkId: `main:${at}`,
      cause: 'eve',
      entryId: null,
      atMs: null,
      deleted: false,
      seed: 'jira',
    });
    expect(pushed.slice(1)).toEqual([
      [[job(0)], 'live', 9],
      [[job(3)], 'live', 9],
    ]);
  });

  it('come again where the queue has no room for the next page', async () => {
    const { outcome } = await apply({ cursor: 'next', answer: 'refused' });
    expect(outcome).toEqual({ kind: 'retry', afterSeconds: 60, message: 'the queue is full' });
  });
});
