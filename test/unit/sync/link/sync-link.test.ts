import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/core/audit/audit';
import type { Link } from '../../../../src/core/link';
import type { Side, Snapshot } from '../../../../src/core/model';
import { type IssueWrite, RetryLaterError } from '../../../../src/ports';
import type { LinkRun } from '../../../../src/sync/link/link-run';
import { LostRaceError } from '../../../../src/sync/link/lost-race';
import { APP, aPairAtWork, change, type GivenPair } from '../../../support/a-pair-at-work';
import { aLink, aMapping, aRow, aSnapshot, NOW_MS } from '../../../support/builders';
import type { Answers } from '../../../support/noting-trackers';

const AGREED = aLink({ jira: { summary: 'a' }, remote: { summary: 'a' } });
const A = { fields: { summary: 'a' } };
const B = { fields: { summary: 'b' } };
const WRITTEN: AuditEntry = {
  atMs: NOW_MS,
  kind: 'field-written',
  linkId: 'main:12',
  mappingId: 'web',
  side: 'remote',
  field: 'summary',
  from: 'a',
  to: 'b',
  cause: 'jira',
};

describe('a run of a pair', () => {
  it('reads both sides, writes what changed, reads it back, and saves once', async () => {
    const pair = aPairAtWork({ jira: B, remote: A });
    const outcome = await pair.sync();
    expect([outcome, pair.calls]).toEqual([
      { kind: 'synced' },
      [
        ['jira', 'readIssue', '10100', { sinceEntryId: 0, checksScope: true }],
        ['remote', 'readIssue', '12', { sinceEntryId: 0, checksScope: true }],
        ['remote', 'writeIssue', { issueId: '12', fields: { summary: 'b' } }],
        ['remote', 'readIssue', '12', { sinceEntryId: 0, newestCommentsOnly: true }],
      ],
    ]);
    expect(pair.saves).toEqual([
      {
        link: aLink(
          {},
          {
            sides: {
              jira: { ...AGREED.sides.jira, fields: { summary: 'b' } },
              remote: {
                ...AGREED.sides.remote,
                fields: { summary: 'b' },
                lastEntryId: 1,
                writtenAtMs: NOW_MS,
              },
            },
          },
        ),
        texts: {},
        audit: [WRITTEN],
        lagMs: 0,
      },
    ]);
  });

  it('saves nothing where nothing changed', async () => {
    const pair = aPairAtWork({ jira: A, remote: A });
    expect([await pair.sync(), pair.saves, pair.writes()]).toEqual([{ kind: 'unchanged' }, [], []]);
  });

  it.each<[string, Partial<LinkRun>, readonly string[]]>([
    ['once more where a person asks', { cause: 'ada' }, ['b']],
    ['once more under other rules', { mapping: aMapping({ fields: [aRow()], version: 9 }) }, ['b']],
    ['no more where nobody asks', {}, []],
  ])('tries what was refused before %s', async (_when, more, tried) => {
    const refused = {
      kind: 'write-not-taken',
      side: 'remote',
      field: 'summary',
      value: 'b',
      message: '',
      foundAtMs: NOW_MS - 1,
    } as const;
    const bases = { jira: { summary: 'b' }, remote: { summary: 'a' } };
    const pair = aPairAtWork({
      jira: B,
      remote: A,
      stored: { link: aLink(bases, { problems: [refused] }) },
      // Redmine answers well, and keeps what it has.
      answers: () => ({ remote: { writeIssue: () => ({ refused: [] }) } }),
    });
    await pair.sync(more);
    const values = pair.writes().map(([, , write]) => (write as IssueWrite).fields.summary);
    expect([values, pair.lastSaved().problems]).toMatchObject([tried, [{ value: 'b' }]]);
  });

  it('reads nothing that its caller has read', async () => {
    const pair = aPairAtWork({ jira: A, remote: A });
    const snapshots = { jira: aSnapshot('jira', A), remote: aSnapshot('remote', A) };
    expect([await pair.sync({ snapshots }), pair.calls]).toEqual([{ kind: 'unchanged' }, []]);
  });

  it('reads only the newest comments where its bell names a field', async () => {
    const pair = aPairAtWork({ jira: A, remote: A });
    await pair.sync({ newestCommentsOnly: true });
    const options = { newestCommentsOnly: true, sinceEntryId: 0, checksScope: true };
    expect(pair.calls.map(([, , , given]) => given)).toEqual([options, options]);
  });

  it('reads all of them where one may be on its way', async () => {
    const intent = { origin: 'jira', commentId: '500', atMs: NOW_MS } as const;
    const link = { ...AGREED, commentIntents: [intent] };
    const pair = aPairAtWork({ jira: A, remote: A, stored: { link } });
    await pair.sync({ newestCommentsOnly: true });
    const options = { sinceEntryId: 0, checksScope: true };
    expect(pair.calls.map(([, , , given]) => given)).toEqual([options, options]);
  });

  it('tells of what was done before it', async () => {
    const pair = aPairAtWork({ jira: A, remote: A });
    const audit = [WRITTEN];
    expect([await pair.sync({ audit }), pair.saves.map((save) => save.audit)]).toEqual([
      { kind: 'synced' },
      [audit],
    ]);
  });

  it('ends in a conflict where people typed two things', async () => {
    const pair = aPairAtWork({ jira: B, remote: { fields: { summary: 'c' } } });
    const outcome = await pair.sync();
    expect([outcome, pair.writes(), pair.saves.map(({ audit }) => audit)]).toEqual([
      { kind: 'conflict' },
      [],
      [[{ ...WRITTEN, kind: 'conflict-found', side: null, from: 'b', to: 'c' }]],
    ]);
  });

  it('writes the side that a person chose where later rules show a difference', async () => {
    const given: GivenPair = { jira: B, remote: A, stored: { link: aLink() } };
    const left = aPairAtWork(given);
    const chosen = aPairAtWork(given);
    expect([
      [await left.sync(), left.writes()],
      [await chosen.sync({ seed: 'remote' }), chosen.writes()],
    ]).toEqual([
      [{ kind: 'conflict' }, []],
      [
        { kind: 'synced' },
        [['jira', 'writeIssue', { issueId: '10100', fields: { summary: 'a' } }]],
      ],
    ]);
  });
});

describe('what was sent and never answered', () => {
  const sentAt = (atMs: number): GivenPair => ({
    jira: A,
    remote: A,
    stored: {
      link: {
        ...AGREED,
        sent: [{ side: 'remote', field: 'summary', value: 'b', source: 'b', atMs }],
      },
    },
  });

  it('is waited for before anything is read', async () => {
    const pair = aPairAtWork(sentAt(NOW_MS - 58_500));
    expect(await pair.sync()).toMatchObject({
      message: 'what was written for link main:12 may still be on its way',
      retryAfterSeconds: 2,
      outcome: 'not-done',
    });
    expect(pair.calls).toEqual([]);
  });

  it('is accounted for once that is over', async () => {
    const pair = aPairAtWork(sentAt(NOW_MS - 60_000));
    await pair.sync();
    expect(pair.saves.map(({ link }) => link)).toEqual([AGREED]);
  });

  it.each<[string, RetryLaterError, number]>([
    ['noted', new RetryLaterError('no answer', null, 'unknown'), 1],
    ['not noted where it surely was not done', new RetryLaterError('503', null, 'not-done'), 0],
  ])('is %s', async (_what, error, saves) => {
    const pair = aPairAtWork({
      jira: B,
      remote: A,
      answers: () => ({ remote: { writeIssue: () => Promise.reject(error) } }),
    });
    expect(await pair.sync()).toBe(error);
    expect(pair.saves.map(({ link }) => link.sent)).toEqual(
      Array.from({ length: saves }, () => [
        { side: 'remote', field: 'summary', value: 'b', source: 'b', atMs: NOW_MS },
      ]),
    );
  });
});

describe('a note of it that storage refuses', () => {
  it('is saved all the same where storage takes it the second time', async () => {
    const answers: Answers = {
      writeIssue: () => Promise.reject(new RetryLaterError('no answer', null, 'unknown')),
    };
    const tries: (Link['sent'] | 'refused')[] = [];
    const pair = aPairAtWork({
      jira: B,
      remote: A,
      answers: () => ({ remote: answers }),
      store: {
        async saveLink({ link }) {
          if (tries.push(tries.length === 0 ? 'refused' : link.sent) === 1) throw new Error('500');
          return link;
        },
      },
    });
    expect([await pair.sync(), tries]).toEqual([
      expect.objectContaining({ message: 'no answer' }),
      ['refused', [{ side: 'remote', field: 'summary', value: 'b', source: 'b', atMs: NOW_MS }]],
    ]);
  });
});

/** Ada typed a summary in Jira and a note in Redmine, and types more whenever the app writes there. */
function busy(
  whenWritten: Partial<Record<Side, (issues: Record<Side, Snapshot>) => void>>,
): GivenPair {
  const agreed = { summary: 'a', notes: 'x' };
  const writing = (issues: Record<Side, Snapshot>, side: Side): Answers => ({
    writeIssue: ({ fields }) => {
      change(issues, side, fields, APP);
      whenWritten[side]?.(issues);
      return { refused: [] };
    },
  });
  return {
    mapping: { fields: [aRow(), aRow({ field: 'notes', jira: 'n', remote: 'n' })] },
    stored: { link: aLink({ jira: agreed, remote: agreed }) },
    jira: { fields: { summary: 'b', notes: 'x' } },
    remote: { fields: { summary: 'a', notes: 'y' } },
    answers: (issues) => ({ jira: writing(issues, 'jira'), remote: writing(issues, 'remote') }),
  };
}

const listWritten = (pair: ReturnType<typeof aPairAtWork>) =>
  pair.calls.flatMap(([side, method, write]) =>
    method === 'writeIssue' ? [[side, (write as IssueWrite).fields]] : [],
  );

describe('edits that come while a run writes', () => {
  it('are carried in the next round where they are seen', async () => {
    const pair = aPairAtWork(busy({ jira: (issues) => change(issues, 'jira', { summary: 'c' }) }));
    expect([await pair.sync(), listWritten(pair), pair.saves.length]).toEqual([
      { kind: 'synced' },
      [
        ['jira', { notes: 'y' }],
        ['remote', { summary: 'b' }],
        ['remote', { summary: 'c' }],
      ],
      1,
    ]);
  });

  it('are left to their own bell where only the other side is read again', async () => {
    const pair = aPairAtWork({
      jira: B,
      remote: A,
      answers: (issues) => ({
        remote: {
          writeIssue: ({ fields }) => {
            change(issues, 'remote', fields, APP);
            change(issues, 'jira', { summary: 'c' });
            return { refused: [] };
          },
        },
      }),
    });
    expect([await pair.sync(), listWritten(pair)]).toEqual([
      { kind: 'synced' },
      [['remote', { summary: 'b' }]],
    ]);
  });

  it('do not cross where the issue was hidden before them, and what was done is saved', async () => {
    const pair = aPairAtWork({
      jira: B,
      remote: A,
      answers: (issues) => ({
        remote: {
          writeIssue: ({ fields }) => {
            change(issues, 'remote', fields, APP);
            change(issues, 'remote', { summary: 'secret' });
            issues.remote = { ...issues.remote, restricted: true };
            return { refused: [] };
          },
        },
      }),
    });
    const outcome = await pair.sync();
    expect([outcome, listWritten(pair), pair.saves.map(({ audit }) => audit)]).toEqual([
      new RetryLaterError(
        'link main:12: Redmine issue #12 is private there and its twin is not, so nothing crosses.',
        1,
        'not-done',
      ),
      [['remote', { summary: 'b' }]],
      [[WRITTEN]],
    ]);
  });

  it('wait for another run after three rounds, and what was done is saved', async () => {
    let edits = 0;
    const again = (side: Side, field: string) => (issues: Record<Side, Snapshot>) => {
      edits += 1;
      change(issues, side, { [field]: `edit ${edits}` });
    };
    const pair = aPairAtWork(
      busy({ jira: again('jira', 'summary'), remote: again('remote', 'notes') }),
    );
    expect([await pair.sync(), listWritten(pair).length, pair.saves.length]).toEqual([
      new RetryLaterError('link main:12 was edited while it was written', 1, 'not-done'),
      6,
      1,
    ]);
  });
});

describe('a run that ends early', () => {
  const LATER = new RetryLaterError('503', null, 'not-done');
  const endingWith = (error: Error): GivenPair =>
    busy({
      jira: (issues) => change(issues, 'jira', { summary: 'c' }),
      remote: (issues) => {
        if (issues.remote.lastEntryId > 1) throw error;
      },
    });

  it('saves what it did before', async () => {
    const pair = aPairAtWork(endingWith(LATER));
    const outcome = await pair.sync();
    const told = pair.saves.map(({ audit }) => audit.map(({ side, to }) => [side, to]));
    expect([outcome, told]).toEqual([
      LATER,
      [
        [
          ['remote', 'b'],
          ['jira', 'y'],
        ],
      ],
    ]);
  });

  it('saves nothing where it did nothing', async () => {
    const pair = aPairAtWork({
      jira: B,
      remote: A,
      answers: () => ({ remote: { writeIssue: () => Promise.reject(LATER) } }),
    });
    expect([await pair.sync(), pair.saves]).toEqual([LATER, []]);
  });

  it('leaves it to another run that saved first', async () => {
    const lost = new LostRaceError('main:12');
    const pair = aPairAtWork(endingWith(lost));
    expect([await pair.sync(), pair.saves]).toEqual([lost, []]);
  });
});

describe('the mark by which searches find an issue’s twin', () => {
  it.each<[string, string | null | undefined, readonly unknown[]]>([
    ['stays where it is right', '12', []],
    ['is not set where Jira keeps none', undefined, []],
    ['is set where it was lost', null, [['jira', 'markTwin', '10100', '12']]],
    ['is set where it is another', '13', [['jira', 'markTwin', '10100', '12']]],
  ])('%s', async (_what, twinMark, expected) => {
    const jira = { ...A, ...(twinMark === undefined ? {} : { twinMark }) };
    const pair = aPairAtWork({ jira, remote: A });
    expect([await pair.sync(), pair.writes()]).toEqual([{ kind: 'unchanged' }, expected]);
  });
});
