import { describe, expect, it } from 'vitest';
import type { Link } from '../../../../src/core/link';
import type { Mapping } from '../../../../src/core/mapping';
import type { Snapshot } from '../../../../src/core/model';
import { noteMove } from '../../../../src/core/moved-by-us';
import type { Tracker } from '../../../../src/ports';
import { findHome } from '../../../../src/sync/link/find-home';
import type { LinkRun } from '../../../../src/sync/link/link-run';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { aLink, aMapping, aRow, aSnapshot, NOW_MS } from '../../../support/builders';
import { notingTrackers } from '../../../support/noting-trackers';

const AGREED = { summary: 'a', status: '1' };
const LINK = aLink({ jira: AGREED, remote: AGREED });
const BEFORE = {
  atMs: 0,
  kind: 'created',
  linkId: 'main:12',
  mappingId: 'web',
  side: null,
  field: null,
  from: null,
  to: null,
  cause: 'jira',
} as const;

/** Project APP, which #12's project is mapped with as well. */
const APP = aMapping({
  id: 'app',
  version: 4,
  jira: { projectId: '10001', projectKey: 'APP' },
  fields: [aRow()],
});

interface Given {
  readonly jira?: Partial<Snapshot>;
  readonly remote?: Partial<Snapshot>;
  readonly others?: readonly Mapping[];
  readonly mapping?: Mapping;
  readonly link?: Link;
  /** What the mapping that may cover it says of its scope. */
  readonly there?: Partial<Snapshot>;
  readonly isGone?: boolean;
}

/** The tracker whose own author is `sync`, as far as an author tells. */
function knowing(tracker: Tracker): Tracker {
  return new Proxy(tracker, {
    get: (target, name) =>
      name === 'authorship'
        ? (id: string) => (id === 'sync' ? 'maybe-ours' : 'not-ours')
        : Reflect.get(target, name),
  });
}

async function find(given: Given) {
  const { jira = {}, others = [], mapping = aMapping(), link = LINK, there = jira } = given;
  const opened: string[] = [];
  const remote = aSnapshot('remote', given.remote);
  const { trackers, calls } = notingTrackers({
    jira: {
      readIssue: () =>
        given.isGone ? { kind: 'hidden' } : { kind: 'found', snapshot: aSnapshot('jira', there) },
    },
    remote: { readIssue: () => ({ kind: 'found', snapshot: remote }) },
  });
  const ports = {
    store: { listMappings: async () => [mapping, ...others] },
    clock: { nowMs: () => NOW_MS },
    openTrackers: async ({ id }: Mapping) => {
      opened.push(id);
      return { jira: trackers.jira, remote: knowing(trackers.remote) };
    },
  } as unknown as SyncPorts;
  const stored = { link, comments: [], attachments: [], relations: [], time: [] };
  const run: LinkRun = { mapping, trackers, stored, cause: 'jira', audit: [BEFORE] };
  const home = await findHome(ports, run, { jira: aSnapshot('jira', jira), remote });
  return { home, opened, calls };
}

const told = (from: string, to: string) => [
  BEFORE,
  {
    ...BEFORE,
    atMs: NOW_MS,
    kind: 'linked',
    mappingId: to,
    field: 'mapping',
    from,
    to,
  },
];
const MOVED = { projectId: '10001', key: 'APP-7' };

describe('a pair stays where it is', () => {
  it.each<[string, Given, readonly string[]]>([
    ['while its mapping covers it', { others: [APP] }, []],
    ['where no other mapping covers it', { jira: MOVED }, []],
    ['where its own mapping leaves it out', { jira: { outOfScope: true } }, []],
    [
      'where Jira’s issue is another by now',
      { jira: { ...MOVED, createdAtMs: 1 }, others: [APP] },
      [],
    ],
    ['where the other mapping is paused', { jira: MOVED, others: [{ ...APP, paused: true }] }, []],
    [
      'where the other mapping is of another Redmine',
      { jira: MOVED, others: [{ ...APP, connectionId: 'second' }] },
      [],
    ],
    [
      'where the other mapping is of another Redmine project',
      { jira: MOVED, others: [{ ...APP, remote: { projectId: '9', projectKey: 'x' } }] },
      [],
    ],
    [
      'where the other mapping leaves it out',
      { jira: MOVED, others: [APP], there: { ...MOVED, outOfScope: true } },
      ['app'],
    ],
    ['where it cannot be read any more', { jira: MOVED, others: [APP], isGone: true }, ['app']],
  ])('%s', async (_what, given, expected) => {
    const { home, opened } = await find(given);
    expect([home, opened]).toEqual([null, expected]);
  });
});

describe('a pair moves', () => {
  it('under the mapping that covers it now, with what both agree on', async () => {
    const { home, opened } = await find({ jira: MOVED, others: [APP] });
    expect(opened).toEqual(['app']);
    expect([home?.mapping, home?.snapshots?.jira.key, home?.audit]).toEqual([
      APP,
      'APP-7',
      told('web', 'app'),
    ]);
    expect(home?.stored.link).toEqual({
      ...aLink({ jira: { summary: 'a' }, remote: { summary: 'a' } }),
      mappingId: 'app',
      mappingVersion: 4,
    });
  });

  it('under the mapping that runs it where its own is gone, and nothing is agreed', async () => {
    const link = { ...LINK, mappingId: 'gone' };
    const { home, opened } = await find({ link });
    expect([opened, home?.stored.link, home?.audit]).toEqual([
      [],
      aLink({}, { mappingId: 'web' }),
      told('gone', 'web'),
    ]);
  });
});

describe('a pair whose twin a lost run had brought there', () => {
  const THERE = {
    ...APP,
    remote: { projectId: '2', projectKey: 'app-shop' },
    fields: [aRow(), aRow({ field: 'version', jira: 'fixVersions', remote: 'fixed_version' })],
  };
  const WEB = aMapping({ fields: THERE.fields });
  const values = { summary: 'a', version: '5' };
  const link = noteMove(aLink({ jira: values, remote: values }), 'remote', THERE, NOW_MS - 60_000);
  const history = [
    {
      id: 40,
      atMs: NOW_MS,
      author: { id: 'sync', name: 'Jira Sync' },
      changes: [{ field: 'version', from: '5', to: null }],
      movedTo: '2',
    },
  ];
  const remote = { projectId: '2', history };

  it('is told of, and loses nothing by what Redmine dropped on the way', async () => {
    const { home } = await find({ mapping: WEB, others: [THERE], jira: MOVED, remote, link });
    const entry = { ...BEFORE, atMs: NOW_MS, mappingId: 'app' };
    expect([home?.audit, home?.stored.link, home?.snapshots?.remote.history]).toEqual([
      [
        BEFORE,
        { ...entry, kind: 'field-written', side: 'remote', field: 'project', from: '1', to: '2' },
        { ...entry, kind: 'linked', field: 'mapping', from: 'web', to: 'app' },
      ],
      {
        ...aLink({ jira: { summary: 'a' }, remote: { summary: 'a', version: null } }),
        mappingId: 'app',
        mappingVersion: 4,
      },
      [{ ...history[0], changes: [] }],
    ]);
  });

  it('is as people left it where one of them had moved it', async () => {
    const by = { id: '5', name: 'Ada Lovelace' };
    const theirs = { ...remote, history: history.map((one) => ({ ...one, author: by })) };
    const given = { mapping: WEB, others: [THERE], jira: MOVED, remote: theirs, link };
    const { home } = await find(given);
    expect([home?.audit?.map(({ kind }) => kind), home?.stored.link]).toEqual([
      ['created', 'linked'],
      { ...aLink({ jira: values, remote: values }), mappingId: 'app', mappingVersion: 4 },
    ]);
  });
});
