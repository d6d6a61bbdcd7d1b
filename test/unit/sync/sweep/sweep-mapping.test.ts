import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/core/configuration/limits';
import type { Link } from '../../../../src/core/link';
import type { Side } from '../../../../src/core/model';
import {
  type ChangedIssues,
  type Job,
  PermanentError,
  RetryLaterError,
} from '../../../../src/ports';
import { Guard } from '../../../../src/sync/failing/guard';
import { Pusher } from '../../../../src/sync/sweep/pusher';
import { sweepMapping } from '../../../../src/sync/sweep/sweep-mapping';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { aBase, aLink, aMapping, NOW_MS } from '../../../support/builders';
import { notingTrackers } from '../../../support/noting-trackers';

type Page = ChangedIssues | Error;

const issues = (...ids: readonly string[]) =>
  ids.map((id) => ({ id, updatedAtMs: NOW_MS, createdAtMs: 0 }));
const page = (cursor: string, ids: readonly string[] = [], more = false): ChangedIssues => ({
  issues: issues(...ids),
  cursor,
  more,
});

interface Given {
  readonly jira?: readonly Page[];
  readonly remote?: readonly Page[];
  readonly links?: Readonly<Record<string, Link>>;
  readonly rate?: number;
  /** How many pushes the queue takes. */
  readonly room?: number;
}

async function sweep(given: Given) {
  const { rate = null, room = Number.POSITIVE_INFINITY, links = {} } = given;
  const left: Record<Side, Page[]> = {
    jira: [...(given.jira ?? [page('j0')])],
    remote: [...(given.remote ?? [page('r0')])],
  };
  const pushed: Job[][] = [];
  const saved: string[] = [];
  const said: string[] = [];
  const answer = (side: Side) => () => {
    const next = left[side].shift();
    if (!next || next instanceof Error) throw next ?? new Error('no more pages');
    return next;
  };
  const { trackers, calls } = notingTrackers({
    jira: { listChanged: answer('jira') },
    remote: { listChanged: answer('remote') },
  });
  const ports = {
    clock: { nowMs: () => NOW_MS },
    log: { info: () => {}, warn: (line: string) => said.push(line) },
    openTrackers: async () => trackers,
    queue: {
      push: async (jobs: readonly Job[]) => {
        if (pushed.length >= room) return 'refused';
        pushed.push([...jobs]);
        return 'kept';
      },
    },
    store: {
      findLinksOfIssues: async (_connectionId: string, _side: Side, ids: readonly string[]) =>
        new Map(ids.flatMap((id) => (links[id] ? [[id, links[id]] as const] : []))),
      saveCursor: async (mappingId: string, side: Side, cursor: string) => {
        saved.push(`${mappingId} ${side} ${cursor}`);
      },
      loadCircuits: async () => ({}),
      saveCircuits: async () => {},
    },
  } as unknown as SyncPorts;
  const mapping = aMapping({ limits: { ...DEFAULT_LIMITS, remoteRequestsPerMinute: rate } });
  const swept = { mapping, cursors: { jira: 'j0', remote: 'r0' } };
  const guard = new Guard(ports, mapping, {});
  const end = await sweepMapping(ports, swept, guard, new Pusher(ports)).catch((e: unknown) => e);
  return { end, pushed, saved, said, calls: calls.map(([side, , cursor]) => `${side} ${cursor}`) };
}

const bell = (side: Side, issueId: string, linkId: string | null, more = {}) => ({
  v: 1,
  kind: 'sync',
  mappingId: 'web',
  side,
  issueId,
  linkId,
  cause: 'sweep',
  entryId: null,
  atMs: NOW_MS,
  deleted: false,
  ...more,
});

describe('the sweep of a mapping', () => {
  it('rings for what changed on either side, with its pair as far as one is known', async () => {
    const jira = [page('j1', ['10100', '10200'])];
    const remote = [page('r1', ['12', '13'])];
    const links = { 10100: linkReadAt(NOW_MS - 1), 12: linkReadAt(NOW_MS - 1) };
    expect(await sweep({ jira, remote, links })).toEqual({
      end: 'done',
      pushed: [
        [bell('jira', '10100', 'main:12'), bell('jira', '10200', null)],
        [bell('remote', '12', 'main:12'), bell('remote', '13', 'main:13')],
      ],
      saved: ['web jira j1', 'web remote r1'],
      said: [],
      calls: ['jira j0', 'remote r0'],
    });
  });

  it('leaves out what was read since: a bell was quicker', async () => {
    const jira = [page('j1', ['10100', '10200'])];
    const links = { 10100: linkReadAt(NOW_MS + 1) };
    const { pushed, saved } = await sweep({ jira, links });
    expect([pushed, saved]).toEqual([[[bell('jira', '10200', null)]], ['web jira j1']]);
  });

  it('costs no write where nothing changed', async () => {
    const { end, pushed, saved } = await sweep({});
    expect([end, pushed, saved]).toEqual(['done', [], []]);
  });

  it('gives the jobs of a slow connection a lane', async () => {
    const { pushed } = await sweep({ jira: [page('j1', ['10200'])], rate: 600 });
    expect(pushed).toEqual([
      [bell('jira', '10200', null, { lane: expect.stringMatching(/^lane:main:\d$/) })],
    ]);
  });

  it('goes on from page to page', async () => {
    const { end, saved, calls } = await sweep({
      jira: [page('j1', ['1'], true), page('j2', ['2'], true), page('j3', ['3'])],
    });
    expect([end, saved, calls]).toEqual([
      'done',
      ['web jira j1', 'web jira j2', 'web jira j3'],
      ['jira j0', 'remote r0', 'jira j1', 'jira j2'],
    ]);
  });

  it('reads twenty pages of a side, and the next sweep goes on', async () => {
    const jira = Array.from({ length: 21 }, (_, at) => page(`j${at + 1}`, [], true));
    const { end, saved } = await sweep({ jira });
    expect([end, saved.length, saved.at(-1)]).toEqual(['behind', 20, 'web jira j20']);
  });

  it('reads no page that the queue has no room for', async () => {
    const many = Array.from({ length: 151 }, (_, at) => `${at}`);
    const { end, saved, calls } = await sweep({ jira: [page('j1', many, true)] });
    expect([end, saved, calls]).toEqual(['behind', ['web jira j1'], ['jira j0', 'remote r0']]);
  });

  it('stays before what the queue does not take; the other side is swept all the same', async () => {
    const { end, saved } = await sweep({
      jira: [page('j1', ['1'])],
      remote: [page('r1')],
      room: 0,
    });
    expect([end, saved]).toEqual(['behind', ['web remote r1']]);
  });

  it.each<[string, Error, string]>([
    ['is tried again', new RetryLaterError('[redmine] 502', null, 'not-done', 'down'), 'failed'],
    ['waits for somebody to mend it', new PermanentError('[redmine] 401', 'access'), 'done'],
  ])('moves no cursor where a tracker does not answer, and %s', async (_what, error, expected) => {
    const { end, saved, pushed, said } = await sweep({
      jira: [page('j1', ['1'])],
      remote: [error],
    });
    expect([end, saved, pushed, said[0]]).toEqual([
      expected,
      [],
      [],
      `sweep of mapping web: ${error.message}`,
    ]);
  });

  it('ends with what we fail in ourselves', async () => {
    const broken = new Error('?');
    expect((await sweep({ jira: [broken] })).end).toBe(broken);
  });
});

function linkReadAt(readAtMs: number): Link {
  const read = { readAtMs, updatedAtMs: 0 };
  return aLink({}, { sides: { jira: aBase('jira', read), remote: aBase('remote', read) } });
}
