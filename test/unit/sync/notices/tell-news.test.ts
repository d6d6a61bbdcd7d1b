import { describe, expect, it } from 'vitest';
import type { Conflict, Link, Problem } from '../../../../src/core/link';
import type { Mapping } from '../../../../src/core/mapping';
import type { Side } from '../../../../src/core/model';
import { composeNote } from '../../../../src/core/notices/compose-note';
import type { News, TellingRecord } from '../../../../src/core/notices/news';
import { noticeIdOf } from '../../../../src/core/notices/notice-mark';
import { wordConflicts, wordEdit } from '../../../../src/core/notices/words';
import {
  PermanentError,
  type ReadIssue,
  RetryLaterError,
  type Tracker,
} from '../../../../src/ports';
import type { NoticeBoard } from '../../../../src/ports/notices';
import { Attempt } from '../../../../src/sync/notices/attempt';
import { tellNews } from '../../../../src/sync/notices/tell-news';
import type { NoticePorts } from '../../../../src/sync/sync-ports';
import {
  aBase,
  aComment,
  aLink,
  aMapping,
  anEntry,
  aSnapshot,
  NOW_MS,
} from '../../../support/builders';
import { notingTrackers } from '../../../support/noting-trackers';

const ALL: Mapping['notices'] = {
  conflicts: ['ada', 'bob'],
  authors: { jira: 'comment', remote: 'comment' },
};
const MAPPING = aMapping({ notices: ALL });
const DOWN = new RetryLaterError('[jira] 503', null, 'not-done');
const REFUSED = new PermanentError('[jira] 400', 'refused');

const aConflict = (field: string, foundAtMs = NOW_MS) => ({ field, foundAtMs }) as Conflict;
const aProblem = (problem: Partial<Problem> = {}): Problem => ({
  kind: 'write-not-taken',
  side: 'remote',
  field: 'status',
  value: null,
  message: '',
  foundAtMs: NOW_MS,
  ...problem,
});
const linkOf = (id: string, link: Partial<Link> = {}) =>
  aLink(
    {},
    {
      id: `main:${id}`,
      sides: {
        jira: aBase('jira', { issueId: `1${id}`, key: `WEB-${id}` }),
        remote: aBase('remote', { issueId: id, key: `#${id}` }),
      },
      ...link,
    },
  );
const conflictOf = (id: string): News => {
  return { kind: 'conflict', mappingId: 'web', linkId: `main:${id}` };
};
const editOf = (id: string, field = 'status'): News => {
  return { kind: 'edit', mappingId: 'web', linkId: `main:${id}`, field, atMs: NOW_MS };
};

interface Given {
  readonly links?: readonly Link[];
  readonly before?: readonly News[];
  readonly records?: readonly TellingRecord[];
  readonly mappings?: readonly Mapping[];
  readonly tellsPeople?: boolean;
  readonly read?: Partial<Record<Side, ReadIssue>>;
  /** Whoever is told, fails so. */
  readonly failure?: Error;
}

async function tell(given: Given) {
  const { links = [], failure } = given;
  const fail = <T>(answer: T) => {
    if (failure) throw failure;
    return answer;
  };
  const edited = (side: Side): ReadIssue => ({
    kind: 'found',
    snapshot: aSnapshot(side, { history: [anEntry(1, 'status', null, null, 'grace')] }),
  });
  const on = (side: Side) => ({
    readIssue: () => given.read?.[side] ?? edited(side),
    addComment: () => fail({ commentId: '1' }),
  });
  const { trackers, calls } = notingTrackers({ jira: on('jira'), remote: on('remote') });
  const judging = (tracker: Tracker) =>
    new Proxy(tracker, {
      get: (target, name) =>
        name === 'authorship'
          ? (id: string) => (id === 'us' ? 'ours' : 'not-ours')
          : Reflect.get(target, name),
    });
  const mails: unknown[] = [];
  const asked: unknown[] = [];
  const ports = {
    clock: { nowMs: () => NOW_MS },
    log: { info: () => {}, warn: () => {} },
    board: {
      sendMail: async (...mail: Parameters<NoticeBoard['sendMail']>) => {
        fail(null);
        mails.push(mail);
      },
    },
    findLinks: async (ids: readonly string[]) => {
      asked.push(ids);
      return new Map(links.map((link) => [link.id, link]));
    },
    openTrackers: async () => ({ jira: judging(trackers.jira), remote: judging(trackers.remote) }),
  } as unknown as NoticePorts;
  const attempt = new Attempt(ports);
  const later = await tellNews(ports, attempt, {
    settings: {
      language: 'en',
      place: null,
      remindAfterMs: 0,
      tellsPeople: given.tellsPeople ?? true,
    },
    mappings: given.mappings ?? [MAPPING],
    records: given.records ?? [],
    before: given.before ?? [],
  });
  const told = attempt.audit.map(({ field, to, mappingId, from }) => [field, to, mappingId, from]);
  return { later, told, mails, asked, calls };
}

describe('people are told of new conflicts', () => {
  const links = [
    linkOf('1', { conflicts: [aConflict('summary', 5), aConflict('status', 9)] }),
    linkOf('2', { conflicts: [aConflict('summary', 7)] }),
    linkOf('3'),
  ];

  it('by one mail for all that came together, those decided meanwhile left out', async () => {
    const before = ['1', '2', '3', '4'].map(conflictOf);
    expect(await tell({ links, before })).toEqual({
      later: [],
      told: [
        ['conflict', 'mail', 'web', 'WEB-1'],
        ['conflict', 'mail', 'web', 'WEB-2'],
      ],
      mails: [
        [
          '11',
          ['ada', 'bob'],
          wordConflicts(
            [
              { jiraKey: 'WEB-1', remoteKey: '#1', fields: ['summary', 'status'] },
              { jiraKey: 'WEB-2', remoteKey: '#2', fields: ['summary'] },
            ],
            'en',
          ),
          'conflicts.web.2.9',
        ],
      ],
      asked: [['main:1', 'main:2', 'main:3', 'main:4']],
      calls: [],
    });
  });

  it('and of those that a sweep found just now, each pair asked for once', async () => {
    const found = { kind: 'conflict-found', mappingId: 'web', linkId: 'main:1', atMs: 1 } as const;
    const records = [{ entries: [{ ...found, field: 'summary' }] }];
    const { mails, asked } = await tell({ links, records, before: [editOf('1'), conflictOf('2')] });
    expect([mails.length, asked]).toEqual([1, [['main:1', 'main:2']]]);
  });

  it.each<[string, Given]>([
    ['where the configuration tells nobody', { tellsPeople: false }],
    ['where the mapping tells nobody', { mappings: [aMapping()] }],
    ['of a mapping that is gone', { mappings: [] }],
    ['where all were decided meanwhile', { before: [conflictOf('3')] }],
  ])('not %s', async (_what, given) => {
    const { later, mails } = await tell({ links, before: [conflictOf('1')], ...given });
    expect([later, mails]).toEqual([[], []]);
  });

  it('later where Jira does not answer, and never where it refuses', async () => {
    const before = [conflictOf('1')];
    expect([
      (await tell({ links, before, failure: DOWN })).later,
      (await tell({ links, before, failure: REFUSED })).later,
    ]).toEqual([before, []]);
  });

  it('of fifty pairs at a time, and of two hundred at most that are kept', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => conflictOf(`${at}`));
    const some = await tell({ before: many(60) });
    const all = await tell({ before: many(260) });
    expect([(some.asked[0] as string[]).length, some.later, all.later]).toEqual([
      50,
      many(60).slice(50),
      many(250).slice(50),
    ]);
  });

  it('nobody is asked where there is nothing new', async () => {
    expect((await tell({})).asked).toEqual([]);
  });
});

describe('whoever made an edit that could not cross is told', () => {
  const mark = `write-not-taken.jira.status..${NOW_MS}`;
  const stopped = linkOf('1', { problems: [aProblem()] });
  const edit = { trouble: 'write-not-taken', field: 'status' } as const;
  const grace = { id: 'grace', name: 'grace' };

  it('by a comment where it was made', async () => {
    const { lines } = wordEdit(edit, 'WEB-1', 'Redmine', 'en');
    expect(await tell({ links: [stopped], before: [editOf('1')] })).toMatchObject({
      later: [],
      told: [['write-not-taken', 'comment', 'web', 'WEB-1']],
      mails: [],
      calls: [
        ['jira', 'readIssue', '11', { sinceEntryId: 0 }],
        ['jira', 'addComment', '11', composeNote(MAPPING, 'jira', grace, '#1', mark, lines)],
      ],
    });
  });

  it('or by mail', async () => {
    const mappings = [aMapping({ notices: { conflicts: [], authors: { jira: 'mail' } } })];
    const { mails, told, calls } = await tell({
      links: [stopped],
      before: [editOf('1')],
      mappings,
    });
    expect([mails, told, calls.length]).toEqual([
      [['11', ['grace'], wordEdit(edit, 'WEB-1', 'Redmine', 'en'), mark]],
      [['write-not-taken', 'mail', 'web', 'WEB-1']],
      1,
    ]);
  });

  it('in Redmine as well, of the value that Jira does not know', async () => {
    const problems = [aProblem({ kind: 'value-not-mapped', field: 'my field' })];
    const { told, calls } = await tell({
      links: [linkOf('1', { problems })],
      before: [editOf('1', 'my field')],
    });
    const { lines } = wordEdit(
      { trouble: 'value-not-mapped', field: 'my field' },
      '#1',
      'Jira',
      'en',
    );
    const note = composeNote(
      MAPPING,
      'remote',
      { id: '5', name: 'Ada Lovelace' },
      'WEB-1',
      `value-not-mapped.remote.my-field..${NOW_MS}`,
      lines,
    );
    expect([told, calls.at(-1)]).toEqual([
      [['value-not-mapped', 'comment', 'web', '#1']],
      ['remote', 'addComment', '1', note],
    ]);
  });

  it('once, though a run that was killed could not save that it told it', async () => {
    const snapshot = aSnapshot('jira', {
      history: [anEntry(1, 'status', null, null, 'grace')],
      comments: [aComment('jira'), aComment('jira', { copyOf: noticeIdOf(mark) })],
    });
    const { told, calls } = await tell({
      links: [stopped],
      before: [editOf('1')],
      read: { jira: { kind: 'found', snapshot } },
    });
    expect([told.length, calls.map(([, method]) => method)]).toEqual([1, ['readIssue']]);
  });

  const refused = linkOf('1', {
    problems: [aProblem({ kind: 'comment-refused', field: 'comments', value: 'jira 500' })],
  });
  const withComment = (restricted: boolean): ReadIssue => ({
    kind: 'found',
    snapshot: aSnapshot('jira', { comments: [aComment('jira', { restricted })] }),
  });
  const mail = aMapping({ notices: { conflicts: [], authors: { jira: 'mail' } } });

  it('of a comment of theirs: of a private one by mail only', async () => {
    const of = async (restricted: boolean, mapping: Mapping) => {
      const { told } = await tell({
        links: [refused],
        before: [editOf('1', 'comments')],
        mappings: [mapping],
        read: { jira: withComment(restricted) },
      });
      return told.map(([, way]) => way);
    };
    expect([
      await of(false, MAPPING),
      await of(true, MAPPING),
      await of(false, mail),
      await of(true, mail),
    ]).toEqual([['comment'], [], ['mail'], ['mail']]);
  });

  it('under a mark of that very comment', async () => {
    const { mails } = await tell({
      links: [refused],
      before: [editOf('1', 'comments')],
      mappings: [mail],
      read: { jira: withComment(false) },
    });
    expect(mails.map((one) => (one as unknown[]).at(-1))).toEqual([
      `comment-refused.jira.comments.500.${NOW_MS}`,
    ]);
  });

  it.each<[string, Given]>([
    ['of an edit that crossed meanwhile', { links: [linkOf('1')] }],
    ['of a pair that was parted meanwhile', { links: [] }],
    ['of an issue that is gone', { read: { jira: { kind: 'gone' } } }],
    [
      'where nobody is to be told there',
      { mappings: [aMapping({ notices: { conflicts: ['ada'], authors: { remote: 'comment' } } })] },
    ],
    [
      'where it was ourselves',
      {
        read: {
          jira: {
            kind: 'found',
            snapshot: aSnapshot('jira', { author: { id: 'us', name: '' } }),
          },
        },
      },
    ],
  ])('not %s', async (_what, given) => {
    const { told, later } = await tell({ links: [stopped], before: [editOf('1')], ...given });
    expect([told, later]).toEqual([[], []]);
  });

  it('later where a tracker does not answer, and never where it refuses', async () => {
    const before = [editOf('1'), editOf('2')];
    const links = [stopped, linkOf('2', { problems: [aProblem()] })];
    expect([
      (await tell({ links, before, failure: DOWN })).later,
      (await tell({ links, before, failure: REFUSED })).later,
    ]).toEqual([before, []]);
  });

  it('after one that failed for now, in the order in which they came', async () => {
    const before = [editOf('1'), conflictOf('2')];
    const links = [stopped, linkOf('2', { conflicts: [aConflict('summary')] })];
    expect((await tell({ links, before, failure: DOWN })).later).toEqual([
      conflictOf('2'),
      editOf('1'),
    ]);
  });
});
