import { describe, expect, it } from 'vitest';
import type { Link } from '../../../../src/core/link';
import type { Mapping } from '../../../../src/core/mapping';
import type { Snapshot } from '../../../../src/core/model';
import { noteMove } from '../../../../src/core/moved-by-us';
import { followMove } from '../../../../src/sync/link/follow-move';
import { LostRaceError } from '../../../../src/sync/link/lost-race';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { aLink, aMapping, aRow, aSnapshot, NOW_MS } from '../../../support/builders';
import { type Answers, notingTrackers } from '../../../support/noting-trackers';

const AGREED = { summary: 'a', issuetype: '10001' };
const LINK = aLink({ jira: AGREED, remote: { summary: 'a', issuetype: '1' } }, { origin: 'jira' });

const TYPE = aRow({
  field: 'issuetype',
  jira: 'issuetype',
  remote: 'tracker',
  kind: 'option',
  values: [{ jira: '10005', remote: '3', direction: 'both' }],
});

/** Another project on each side. */
const APP = aMapping({
  id: 'app',
  version: 4,
  jira: { projectId: '10001', projectKey: 'APP' },
  remote: { projectId: '2', projectKey: 'app-shop' },
  fields: [aRow(), TYPE],
});

const MOVED = { projectId: '10001', key: 'APP-7', fields: { ...AGREED, issuetype: '10005' } };
const THERE = { projectId: '2' };

interface Given {
  readonly jira?: Partial<Snapshot>;
  readonly remote?: Partial<Snapshot>;
  readonly others?: readonly Mapping[];
  readonly link?: Link;
  readonly mapping?: Mapping;
  readonly cause?: string;
  readonly answers?: Answers;
  /** What Redmine shows after the move. */
  readonly after?: Partial<Snapshot>;
  readonly loses?: boolean;
}

async function follow(given: Given = {}) {
  const { jira = MOVED, remote = {}, others = [APP], link = LINK, after = THERE } = given;
  const { mapping = aMapping() } = given;
  const saved: Link[] = [];
  const { trackers, calls } = notingTrackers({
    jira: {
      readIssue: () => ({ kind: 'found', snapshot: aSnapshot('jira', jira) }),
      findTies: () => 'the app moves no issues in Jira',
    },
    remote: {
      readIssue: () => ({ kind: 'found', snapshot: aSnapshot('remote', after) }),
      findTies: () => null,
      moveHere: () => 'done',
      ...given.answers,
    },
  });
  const ports = {
    store: {
      listMappings: async () => [mapping, ...others],
      saveLink: async ({ link: next }: { link: Link }) => {
        saved.push(next);
        return given.loses ? null : { ...next, version: next.version + 1 };
      },
    },
    clock: { nowMs: () => NOW_MS },
    openTrackers: async () => trackers,
  } as unknown as SyncPorts;
  const stored = { link, comments: [], attachments: [], relations: [], time: [] };
  const run = { mapping, trackers, stored, cause: given.cause ?? 'jira' };
  const snapshots = { jira: aSnapshot('jira', jira), remote: aSnapshot('remote', remote) };
  const followed = await followMove(ports, run, snapshots);
  return { followed, calls, saved };
}

describe('an issue that was moved alone', () => {
  it('is followed by its twin, announced first, with the type that it has there', async () => {
    const { followed, calls, saved } = await follow();
    expect(saved).toEqual([noteMove(LINK, 'remote', APP, NOW_MS)]);
    expect(calls.filter(([, method]) => method !== 'readIssue')).toEqual([
      ['remote', 'findTies', '12'],
      ['remote', 'moveHere', '12', { issuetype: '3' }],
    ]);
    expect(followed?.kind).toBe('moved');
    const { mapping, stored, snapshots } = followed?.run ?? {};
    expect([
      mapping?.id,
      stored?.link.mappingId,
      stored?.link.sent,
      stored?.link.version,
      snapshots?.remote.projectId,
      snapshots?.jira.key,
    ]).toEqual(['app', 'app', undefined, LINK.version + 1, '2', 'APP-7']);
  });

  it.each<[string, Given]>([
    ['where no mapping covers it', { others: [] }],
    ['where that mapping is paused', { others: [{ ...APP, paused: true }] }],
    ['where that mapping is of another Redmine', { others: [{ ...APP, connectionId: 'x' }] }],
    ['where that mapping leaves it out', { jira: { ...MOVED, outOfScope: true } }],
    [
      'where its mapping keeps what leaves it',
      { mapping: aMapping({ scope: { leaving: 'keep' } }) },
    ],
    ['where people moved both', { remote: { projectId: '7' } }],
    ['where neither was moved', { jira: {} }],
    ['where it is another issue by now', { jira: { ...MOVED, createdAtMs: 1 } }],
  ])('is not followed %s', async (_what, given) => {
    const { followed, saved } = await follow(given);
    expect([followed, saved]).toEqual([null, []]);
  });

  it('lets another run that saved first go on', async () => {
    await expect(follow({ loses: true })).rejects.toThrow(LostRaceError);
  });
});

describe('a pair waits, and people are told why', () => {
  const told = async (given: Given) => {
    const { followed, calls } = await follow(given);
    if (followed?.kind !== 'waits') throw new Error('it does not wait');
    const { waiting, run } = followed;
    const hasMoved = calls.some(([, method]) => method === 'moveHere');
    return { ...waiting, hasMoved, sent: run.stored.link.sent };
  };
  const message = (why: string) =>
    `Jira issue APP-7 was moved to the project of mapping "app", and #12 in Redmine did not follow, since ${why}. Move #12 to project "app-shop" as well, or APP-7 back: the pair waits until then.`;

  it.each<[string, Given, { why: string; isRefused: boolean; hasMoved: boolean }]>([
    [
      'where others stand with the twin',
      { answers: { findTies: () => 'it has sub-tasks' } },
      { why: 'it has sub-tasks', isRefused: false, hasMoved: false },
    ],
    [
      'where the other mapping does not write there',
      { others: [{ ...APP, fields: [aRow({ direction: 'toJira' })] }] },
      { why: 'mapping "app" writes nothing there', isRefused: false, hasMoved: false },
    ],
    [
      'where Redmine refuses it',
      {
        answers: { moveHere: () => ({ kind: 'refused', message: '422 Severity cannot be blank' }) },
      },
      { why: '422 Severity cannot be blank', isRefused: true, hasMoved: true },
    ],
    [
      'where Redmine leaves it where it is',
      { after: {} },
      {
        why: 'its tracker answered well and left it where it is; usually the key may not add issues to that project',
        isRefused: true,
        hasMoved: true,
      },
    ],
  ])('%s', async (_what, given, { why, isRefused, hasMoved }) => {
    expect(await told(given)).toEqual({
      mappingId: 'app',
      message: message(why),
      isRefused,
      hasMoved,
      sent: undefined,
    });
  });

  it('where its issue in Redmine was moved: no app moves the one in Jira', async () => {
    const waiting = await told({ jira: {}, remote: { projectId: '2' } });
    expect(waiting).toMatchObject({
      message:
        'Redmine issue #12 was moved to the project of mapping "app", and WEB-1 in Jira did not follow, since the app moves no issues in Jira. Move WEB-1 to project "APP" as well, or #12 back: the pair waits until then.',
      isRefused: false,
      hasMoved: false,
    });
  });

  const REFUSED = {
    ...LINK,
    problems: [
      {
        kind: 'out-of-scope',
        side: 'jira',
        field: null,
        value: 'app',
        message: 'as told before',
        foundAtMs: 0,
      },
    ],
  } as const;

  it('and what was refused is not tried again', async () => {
    expect(await told({ link: REFUSED })).toMatchObject({
      message: 'as told before',
      hasMoved: false,
    });
  });

  it('until somebody asks', async () => {
    expect((await follow({ link: REFUSED, cause: 'asked' })).followed?.kind).toBe('moved');
  });
});

describe('after a run that was cut off behind the move', () => {
  const link = noteMove(LINK, 'remote', APP, NOW_MS - 120_000);

  it('the twin is brought back where people took the issue back', async () => {
    const { followed, calls } = await follow({
      link,
      jira: {},
      remote: THERE,
      after: {},
    });
    expect(followed?.kind).toBe('moved');
    expect(followed?.run.mapping.id).toBe('web');
    expect(calls.some(([, method]) => method === 'moveHere')).toBe(true);
  });
});
