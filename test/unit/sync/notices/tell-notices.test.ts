import { describe, expect, it } from 'vitest';
import type { Circuits } from '../../../../src/core/failing/circuit';
import { RetryLaterError } from '../../../../src/ports';
import type { NoticeSettings, NoticeState } from '../../../../src/ports/notices';
// Loaded on demand, which no test is to wait for.
import '../../../../src/sync/notices/tell-news';
import { tellNotices } from '../../../../src/sync/notices/tell-notices';
import type { NoticePorts } from '../../../../src/sync/sync-ports';
import { aLink, aMapping, NOW_MS } from '../../../support/builders';

const PLACE = { projectId: '10000', projectKey: 'OPS', issueTypeId: '7' };
const SETTINGS: NoticeSettings = {
  language: 'en',
  place: PLACE,
  remindAfterMs: 3_600_000,
  tellsPeople: true,
};
const QUIET: NoticeState = { alarms: [], untold: [], failure: null };
const DOWN: Circuits = {
  'remote:main': {
    kind: 'open',
    cause: 'failures',
    openedAtMs: NOW_MS - 3_600_000,
    retryAtMs: NOW_MS,
    message: '[redmine] GET /x: 502',
  },
};
const MAPPING = aMapping({ notices: { conflicts: ['ada'], authors: {} } });
const NEWS = { kind: 'conflict', mappingId: 'web', linkId: 'main:12' } as const;
const IN_CONFLICT = aLink({}, { conflicts: [{ field: 'status', foundAtMs: 5 } as never] });

async function tell(given: {
  readonly settings?: NoticeSettings | null;
  readonly state?: NoticeState;
  readonly circuits?: Circuits;
  readonly failure?: Error;
}) {
  const { settings = SETTINGS, state = QUIET, circuits = {}, failure } = given;
  const done: string[] = [];
  const saved: { readonly state: NoticeState; readonly told: unknown }[] = [];
  const note =
    <T>(what: string, answer: T) =>
    async () => {
      done.push(what);
      if (failure) throw failure;
      return answer;
    };
  const ports = {
    clock: { nowMs: () => NOW_MS },
    log: { info: () => {}, warn: () => {} },
    notices: {
      loadNotices: async () => ({ settings, state }),
      saveNotices: async (next: NoticeState, audit: readonly { readonly field: string }[]) =>
        saved.push({ state: next, told: audit.map(({ field }) => field) }),
    },
    store: {
      loadSweep: async () => {
        done.push('load');
        return { circuits, mappings: [{ mapping: MAPPING }] };
      },
      listDeadLetters: async () => ({ letters: [], cursor: null }),
    },
    board: {
      openIssue: note('issue', { issueId: '5', issueKey: 'OPS-5' }),
      sendMail: note('mail', undefined),
    },
    nameConnections: async () => new Map([['main', 'Main']]),
    listLinksWithProblems: async () => ({ links: [], cursor: null }),
    loadCollectState: async () => null,
    findLinks: async () => new Map([['main:12', IN_CONFLICT]]),
  } as unknown as NoticePorts;
  await tellNotices(ports, []);
  return { done, saved };
}

describe('with the sweep', () => {
  it('nobody is told where nobody wants to be, and nothing is loaded for it', async () => {
    expect(await tell({ settings: null, circuits: DOWN })).toEqual({ done: [], saved: [] });
  });

  it('admins are told what is broken, and people what waits for them', async () => {
    const { done, saved } = await tell({ circuits: DOWN, state: { ...QUIET, untold: [NEWS] } });
    expect([done, saved]).toEqual([
      ['load', 'issue', 'mail'],
      [
        {
          state: { ...QUIET, alarms: [expect.objectContaining({ issueKey: 'OPS-5' })] },
          told: ['tracker-down', 'conflict'],
        },
      ],
    ]);
  });

  it('admins are told nothing where no project is for that', async () => {
    const { done, saved } = await tell({
      settings: { ...SETTINGS, place: null },
      circuits: DOWN,
      state: { ...QUIET, untold: [NEWS] },
    });
    expect([done, saved]).toEqual([['load', 'mail'], [{ state: QUIET, told: ['conflict'] }]]);
  });

  it('what could not be told is kept, with the reason, and once', async () => {
    const failure = new RetryLaterError('[jira] 503', null, 'not-done');
    const first = await tell({ state: { ...QUIET, untold: [NEWS] }, failure });
    const state = { ...QUIET, untold: [NEWS], failure: { message: '[jira] 503', sinceMs: NOW_MS } };
    const second = await tell({ state, failure });
    expect([first.saved, second.saved]).toEqual([[{ state, told: [] }], []]);
  });

  it('nothing is written where there is nothing to tell', async () => {
    expect(await tell({})).toEqual({ done: ['load'], saved: [] });
  });
});
