import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/core/audit/audit';
import { findObstacle } from '../../../../src/core/find-obstacle';
import type { CommentIntent, Link } from '../../../../src/core/link';
import type { DeletionRule, Mapping } from '../../../../src/core/mapping';
import type { Snapshot } from '../../../../src/core/model';
import { addSentDeletion } from '../../../../src/core/sent-writes';
import { RetryLaterError } from '../../../../src/ports';
import { followDeletion } from '../../../../src/sync/link/follow-deletion';
import { LostRaceError } from '../../../../src/sync/link/lost-race';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { aLink, aMapping, anEntry, aSnapshot, NOW_MS, textile } from '../../../support/builders';
import { type Answers, notingTrackers } from '../../../support/noting-trackers';

const NOTE = textile(
  '"Jira issue WEB-1":https://acme.atlassian.net/browse/WEB-1#redmine-sync-notice.deleted.10100 was deleted, so this issue is not kept in step any more.',
);
const READ = ['remote', 'readIssue', '12', { sinceEntryId: 0, checksScope: true }];

interface Given {
  readonly rule?: DeletionRule;
  readonly mapping?: Partial<Mapping>;
  readonly link?: Link;
  /** `null`: gone, too. */
  readonly twin?: Partial<Snapshot> | null;
  readonly remote?: Answers;
  /** How many links were deleted within the hour, of others. */
  readonly deletions?: number;
  /** Which of the run's saves another run comes before. */
  readonly racesAt?: number;
}

/** Issue WEB-1 is gone; #12 is its twin. */
async function follow(given: Given) {
  const { rule, link = aLink(), twin = {}, deletions = 0, racesAt = -1 } = given;
  const mapping = aMapping({
    ...(rule ? { deleting: { remote: rule } } : {}),
    ...given.mapping,
  });
  const saves: { link: Link; audit: readonly AuditEntry[] }[] = [];
  const asked: string[] = [];
  const late: string[] = [];
  const store = {
    noteDeletion: async () => {},
    listDeletions: async () =>
      Array.from({ length: deletions }, (_, at) => ({ linkId: `main:${at}`, atMs: NOW_MS })),
    listLinks: async () => ({ links: [], cursor: null }),
    pauseMapping: async (_mappingId: string, reason: string) => void asked.push(reason),
    async saveLink(save: { link: Link; audit: readonly AuditEntry[] }) {
      if (saves.length === racesAt) return null;
      saves.push({ link: save.link, audit: [...save.audit] });
      return save.link;
    },
    async unlink(unlinked: Link, audit: readonly AuditEntry[]) {
      if (saves.length === racesAt) return false;
      saves.push({ link: unlinked, audit: [...audit] });
      return true;
    },
    findLink: async () => null,
    async tellOfParted(_linkId: string, audit: readonly AuditEntry[]) {
      late.push(...audit.map(({ kind }) => kind));
    },
  };
  const ports = {
    store,
    clock: { nowMs: () => NOW_MS },
    log: { info: () => {}, warn: () => {} },
    sleep: async () => {},
  } as unknown as SyncPorts;
  const { trackers, calls } = notingTrackers({
    remote: {
      readIssue: () =>
        twin ? { kind: 'found', snapshot: aSnapshot('remote', twin) } : { kind: 'gone' },
      addComment: () => ({ commentId: '700' }),
      ...given.remote,
    },
  });
  const obstacle = findObstacle(
    mapping,
    link,
    { kind: 'missing', side: 'jira', how: 'gone' },
    NOW_MS,
  );
  if (!obstacle) throw new Error('a deleted issue is an obstacle');
  const stored = { link, comments: [], attachments: [], relations: [], time: [] };
  const run = { mapping, trackers, stored, cause: 'jira', audit: [BEFORE] };
  const outcome = await followDeletion(ports, run, obstacle).catch((error: unknown) => error);
  return {
    outcome,
    asked,
    late,
    calls: calls.filter(([, method]) => method !== 'readIssue'),
    reads: calls.filter(([, method]) => method === 'readIssue'),
    problems: saves.map((save) => save.link.problems.map(({ message }) => message)),
    links: saves.map((save) => save.link),
    intents: saves.map((save) => save.link.commentIntents.map(({ commentId }) => commentId)),
    paused: saves.map((save) => save.link.paused),
    told: saves.map(({ audit }) => audit.map(({ kind, side, from, to }) => [kind, side, from, to])),
    audit: saves.flatMap(({ audit }) => audit),
  };
}

const COMMON = { atMs: NOW_MS, linkId: 'main:12', mappingId: 'web', cause: 'jira' };
/** Of the same run, not saved yet. */
const BEFORE: AuditEntry = {
  ...COMMON,
  kind: 'linked',
  side: null,
  field: null,
  from: null,
  to: null,
};
const FOUND = [
  ['linked', null, null, null],
  ['problem-found', 'jira', null, 'issue-missing'],
];
const BEGUN = ['linked', null, null, null];
const PARTED = ['unlinked', 'remote', 'WEB-1', '#12'];
const NOTED = ['deletion-noted', 'remote', 'WEB-1', expect.stringMatching(/^digest:/)];

describe('the deletion of an issue', () => {
  it('is told, and left to a person where the mapping has no rule', async () => {
    const { outcome, told, calls, paused } = await follow({});
    expect({ outcome, told, calls, paused }).toEqual({
      outcome: {
        kind: 'skipped',
        reason: 'Jira issue WEB-1 was deleted. Unlink the pair, or restore the issue.',
      },
      told: [FOUND],
      calls: [],
      paused: [true],
    });
  });

  it('asks nothing of the original where an undo deletes what a first sync made, and is none of many', async () => {
    const { outcome, asked, told, calls, paused } = await follow({
      rule: { kind: 'delete' },
      link: addSentDeletion(aLink(), 'jira', NOW_MS),
      deletions: 100,
    });
    expect({ outcome, asked, told, calls, paused }).toEqual({
      outcome: {
        kind: 'skipped',
        reason: 'Jira issue WEB-1 was deleted. Unlink the pair, or restore the issue.',
      },
      asked: [],
      told: [FOUND],
      calls: [],
      paused: [true],
    });
  });

  it('waits where the mapping is paused', async () => {
    const { outcome, calls } = await follow({
      rule: { kind: 'delete' },
      mapping: { paused: true },
    });
    expect([outcome, calls]).toEqual([{ kind: 'skipped', reason: expect.any(String) }, []]);
  });

  it('waits where too many are deleted at once', async () => {
    const { outcome, calls, told } = await follow({ rule: { kind: 'delete' }, deletions: 100 });
    expect([outcome, calls, told]).toEqual([
      { kind: 'skipped', reason: expect.any(String) },
      [],
      [FOUND],
    ]);
  });

  it.each<[string, Partial<Mapping>, readonly string[]]>([
    [
      'asks, where too many are deleted while a person paused the mapping',
      {},
      ['100 issues were deleted within an hour. Look at them, then resume.'],
    ],
    ['asks once, where the mapping is paused for that', { pausedFor: 'Too many.' }, []],
  ])('%s', async (_what, mapping, reasons) => {
    const paused = { ...mapping, paused: true };
    const { asked, calls } = await follow({
      rule: { kind: 'delete' },
      mapping: paused,
      deletions: 100,
    });
    expect([asked, calls]).toEqual([reasons, []]);
  });

  it('parts the pair, with a note on the twin', async () => {
    const { outcome, told, calls, reads, intents } = await follow({ rule: { kind: 'unlink' } });
    expect({ outcome, told, calls, reads, intents }).toEqual({
      outcome: { kind: 'synced' },
      told: [FOUND, [], [NOTED, PARTED]],
      calls: [['remote', 'addComment', '12', NOTE]],
      reads: [READ],
      intents: [[], [''], ['']],
    });
  });

  it('closes the twin, and reads back whether it was closed', async () => {
    let status = '1';
    const { outcome, told, calls, intents } = await follow({
      rule: { kind: 'close', status: '5' },
      remote: {
        readIssue: () => ({
          kind: 'found',
          snapshot: aSnapshot('remote', { fields: { status } }),
        }),
        writeIssue: ({ fields }) => {
          status = String(fields.status);
          return { refused: [] };
        },
      },
    });
    expect({ outcome, told, calls, intents }).toEqual({
      outcome: { kind: 'synced' },
      told: [FOUND, [], [['field-written', 'remote', '1', '5'], NOTED, PARTED]],
      calls: [
        ['remote', 'writeIssue', { issueId: '12', fields: { status: '5' } }],
        ['remote', 'addComment', '12', NOTE],
      ],
      intents: [[], ['status', ''], ['status', '']],
    });
  });

  it('deletes the twin, without a note', async () => {
    const { outcome, told, calls, intents } = await follow({
      rule: { kind: 'delete' },
      remote: { deleteIssue: () => 'done' },
    });
    expect({ outcome, told, calls, intents }).toEqual({
      outcome: { kind: 'synced' },
      told: [FOUND, [], [['issue-deleted', 'remote', '#12', null], PARTED]],
      calls: [['remote', 'deleteIssue', '12']],
      intents: [[], ['issue'], ['issue']],
    });
  });

  it('tells with it what a run that was cut off had written to the twin, and once', async () => {
    const given: Given = {
      rule: { kind: 'delete' },
      twin: { history: [anEntry(7, 'summary', 'a', 'b', 'app')] },
      remote: {
        deleteIssue: () => ({ kind: 'refused', message: 'it has sub-tasks' }),
        authorship: () => 'ours',
      },
    };
    const { told, links } = await follow(given);
    const again = await follow({ ...given, link: links.at(-1) ?? aLink() });
    expect([told, again.told]).toEqual([
      [FOUND, [['field-written', 'remote', 'a', 'b']], []],
      [[BEGUN], []],
    ]);
  });

  it('parts the pair where the twin is gone, too', async () => {
    const { outcome, told, calls } = await follow({ rule: { kind: 'delete' }, twin: null });
    expect([outcome, told, calls]).toEqual([{ kind: 'synced' }, [FOUND, [PARTED]], []]);
  });

  it('parts the pair and touches nothing where the twin is another issue by now', async () => {
    const { told, calls } = await follow({
      rule: { kind: 'delete' },
      twin: { author: { id: '99', name: 'Mallory' } },
    });
    expect([told, calls]).toEqual([[FOUND, [PARTED]], []]);
  });

  it('says who did what in each entry', async () => {
    const { audit } = await follow({ rule: { kind: 'delete' }, twin: null });
    expect(
      audit.map(({ atMs, linkId, mappingId, cause }) => [atMs, linkId, mappingId, cause]),
    ).toEqual([
      [NOW_MS, 'main:12', 'web', 'jira'],
      [NOW_MS, 'main:12', 'web', 'read'],
      [NOW_MS, 'main:12', 'web', 'jira'],
    ]);
  });
});

describe('a twin that its tracker keeps', () => {
  const what = (done: string, words: string) =>
    `Jira issue WEB-1 was deleted, and Redmine issue #12 could not be ${done}: ${words}. It is tried again when somebody asks for a sync of the pair; or unlink the pair.`;

  it.each<[string, Given, string, string]>([
    [
      'it has sub-tasks',
      {
        rule: { kind: 'delete' },
        remote: { deleteIssue: () => ({ kind: 'refused', message: 'it has sub-tasks' }) },
      },
      'it has sub-tasks',
      'deleted',
    ],
    [
      'no transition leads there',
      {
        rule: { kind: 'close', status: '5' },
        remote: { writeIssue: () => ({ refused: [{ field: 'status', message: 'no way' }] }) },
      },
      'no way',
      'closed',
    ],
    [
      'it ignores the status',
      { rule: { kind: 'close', status: '5' }, remote: { writeIssue: () => ({ refused: [] }) } },
      'the status was not taken',
      'closed',
    ],
  ])('since %s is left to a person', async (_what, given, words, done) => {
    const { outcome, problems, paused, intents, told } = await follow(given);
    expect([outcome, problems.at(-1), paused.at(-1), intents.at(-1), told.at(-1)]).toEqual([
      { kind: 'skipped', reason: words },
      [what(done, words)],
      true,
      [],
      [],
    ]);
  });
});

describe('a deletion that a run before had begun to follow', () => {
  const announced = (atMs: number, ...steps: readonly string[]): Link => {
    const commentIntents = steps.map((commentId): CommentIntent => {
      return { origin: 'jira', commentId, atMs };
    });
    const read = { kind: 'missing', side: 'jira', how: 'gone' } as const;
    const mapping = aMapping({ deleting: { remote: { kind: 'unlink' } } });
    const found = findObstacle(mapping, aLink({}, { commentIntents }), read, NOW_MS);
    return found?.link ?? aLink();
  };

  it('is neither counted nor told again, and its note is not written twice', async () => {
    const comments = [
      {
        id: '1',
        url: '',
        author: { id: '5', name: '' },
        createdAtMs: 0,
        body: NOTE,
        restricted: false,
        copyOf: 'notice.deleted.10100',
      },
    ];
    const { outcome, told, calls } = await follow({
      rule: { kind: 'unlink' },
      link: announced(NOW_MS - 60_000, ''),
      twin: { comments },
      deletions: 100,
    });
    expect([outcome, told, calls]).toEqual([
      { kind: 'synced' },
      [[['linked', null, null, null], NOTED, PARTED]],
      [],
    ]);
  });

  it('waits as long as what was sent may still be carried out', async () => {
    const link = announced(NOW_MS - 45_500, 'issue', 'status');
    const { outcome, reads } = await follow({ rule: { kind: 'unlink' }, link });
    expect(outcome).toBeInstanceOf(RetryLaterError);
    expect(outcome).toMatchObject({
      message: 'what was done to the twin of link main:12 may still be on its way',
      retryAfterSeconds: 15,
      outcome: 'not-done',
    });
    expect(reads).toEqual([]);
  });

  it('does not wait for the copy of a comment', async () => {
    const link = announced(NOW_MS, '500');
    const { outcome } = await follow({ rule: { kind: 'unlink' }, link });
    expect(outcome).toEqual({ kind: 'synced' });
  });

  it.each([
    ['its first save', 0, []],
    ['what it announced', 1, []],
    ['the parting, and tells what it wrote all the same', 2, ['issue-deleted']],
  ])('begins anew where another run comes before %s', async (_what, racesAt, done) => {
    const { outcome, late } = await follow({
      rule: { kind: 'delete' },
      remote: { deleteIssue: () => 'done' },
      racesAt,
    });
    expect(outcome).toBeInstanceOf(LostRaceError);
    expect(late).toEqual(done);
  });
});
