import { describe, expect, it } from 'vitest';
import {
  PermanentError,
  type ReadIssue,
  RetryLaterError,
  type SyncJob,
} from '../../../../src/ports';
import type { AuditPage, AuditRecord } from '../../../../src/ports/trail';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { linkIssues, type PairRequest, unlinkIssues } from '../../../../src/sync/twins/link-issues';
import { APP, aPairAtWork, type GivenPair } from '../../../support/a-pair-at-work';
import {
  aBase,
  aComment,
  adf,
  adfText,
  aLink,
  aMapping,
  anEntry,
  aPair,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../../support/builders';
import { notingTrackers } from '../../../support/noting-trackers';

const found = (side: 'jira' | 'remote', more = {}): ReadIssue => ({
  kind: 'found',
  snapshot: aSnapshot(side, more),
});

describe('two issues are not paired', () => {
  it.each<[string, ReadIssue, ReadIssue, string]>([
    [
      'where Jira’s cannot be read',
      { kind: 'hidden' },
      found('remote'),
      'The Jira issue cannot be read.',
    ],
    [
      'where Redmine’s cannot be read',
      found('jira'),
      { kind: 'gone' },
      'Redmine has no issue 12 that the app may see.',
    ],
    [
      'where Redmine’s is in another project',
      found('jira'),
      found('remote', { projectId: '9' }),
      '#12 is not in the project "web-shop" that this Jira project is mapped with.',
    ],
    [
      'where the scope leaves Jira’s out',
      found('jira', { outOfScope: true }),
      found('remote'),
      'WEB-1 is not in the scope of mapping "web".',
    ],
    [
      'where the scope leaves Redmine’s out',
      found('jira'),
      found('remote', { outOfScope: true }),
      '#12 is not in the scope of mapping "web".',
    ],
  ])('%s', async (_what, jira, remote, reason) => {
    const { trackers, calls } = notingTrackers({
      jira: { readIssue: () => jira },
      remote: { readIssue: () => remote },
    });
    const outcome = await linkIssues({} as SyncPorts, {
      mapping: aMapping(),
      trackers,
      jiraIssueId: '10100',
      remoteIssueId: '12',
      seed: 'jira',
      cause: 'eve',
    });
    expect(outcome).toEqual({ kind: 'skipped', reason });
    const options = { sinceEntryId: 0, checksScope: true };
    expect(calls).toEqual([
      ['jira', 'readIssue', '10100', options],
      ['remote', 'readIssue', '12', options],
    ]);
  });
});

describe('two issues that are paired', () => {
  const KEYS = { from: 'WEB-1', to: '#12' };
  const LINKED = {
    atMs: NOW_MS,
    kind: 'linked',
    linkId: 'main:12',
    mappingId: 'web',
    side: null,
    field: null,
    ...KEYS,
    cause: 'eve',
  };

  async function link(given: GivenPair, more: Partial<PairRequest> = {}) {
    const pair = aPairAtWork({ stored: { link: aLink({}, { version: 0 }) }, ...given });
    const { mapping, trackers } = pair.run;
    const outcome = await linkIssues(pair.ports, {
      mapping,
      trackers,
      jiraIssueId: '10100',
      remoteIssueId: '12',
      seed: 'jira',
      cause: 'eve',
      ...more,
    }).catch((error: unknown) => error);
    return { outcome, pair };
  }
  const differing: GivenPair = {
    jira: { fields: { summary: 'a' } },
    remote: { fields: { summary: 'b' } },
  };

  it('are linked first, and then brought in step from the side that was chosen', async () => {
    const { outcome, pair } = await link(differing);
    const sides = { jira: aBase('jira'), remote: aBase('remote', { fields: { summary: 'b' } }) };
    expect([outcome, pair.writes(), pair.saves[0], pair.saves.length]).toEqual([
      { kind: 'synced' },
      [['remote', 'writeIssue', { issueId: '12', fields: { summary: 'a' } }]],
      { link: aLink({}, { version: 0, sides }), texts: {}, audit: [LINKED] },
      2,
    ]);
  });

  it('become a conflict where each difference is to be asked about', async () => {
    const { outcome, pair } = await link(differing, { seed: 'ask' });
    expect([outcome, pair.writes()]).toEqual([{ kind: 'conflict' }, []]);
  });

  it('keep the texts that they agree on', async () => {
    const { pair } = await link({
      mapping: { fields: [aRow({ field: 'description', kind: 'text' })] },
      jira: { fields: { description: adfText('one') } },
      remote: { fields: { description: textile('one') } },
    });
    expect(pair.saves.map(({ texts }) => texts)).toEqual([
      { description: { adf: adf('one'), source: 'one' } },
    ]);
  });

  it('know from the first save on which comments are copies of a former pair', async () => {
    const { pair } = await link({
      jira: { comments: [aComment('jira', { id: '7' })] },
      remote: { comments: [aComment('remote', { id: '9', copyOf: '7' })] },
    });
    expect(pair.saves[0]?.comments).toEqual([
      aPair({ origin: 'jira', jira: '7', remote: '9', digest: '' }),
    ]);
  });

  it.each([
    ['that its trail does not tell of', ['8', '9'], ['7']],
    ['whose trail tells of none', [], ['7', '8', '9']],
  ])('tell of the copies of a former pair %s', async (_what, told, untold) => {
    const copied = {
      atMs: NOW_MS,
      kind: 'comment-copied',
      linkId: 'main:12',
      mappingId: 'web',
      side: 'remote',
      field: 'comment',
      from: '7',
      to: null,
      cause: 'recovered',
    } as const;
    const asTold = (entry: object): AuditRecord => ({
      key: 'main:12#0',
      atMs: 1,
      lagMs: null,
      entries: [{ entry, seq: 0 }] as unknown as AuditRecord['entries'],
    });
    const pages = [
      { records: [asTold({ ...copied, kind: 'created', from: null })], cursor: 'more' },
      { records: told.map((from) => asTold({ ...copied, from })), cursor: null },
    ];
    const { pair } = await link({
      jira: { comments: ['7', '8', '9'].map((id) => aComment('jira', { id })) },
      remote: {
        comments: ['7', '8', '9'].map((copyOf) => aComment('remote', { id: `5${copyOf}`, copyOf })),
      },
      trail: {
        readAuditOfLink: async (_linkId, _order, cursor) =>
          pages[cursor === 'more' ? 1 : 0] as AuditPage,
      },
    });
    expect(pair.saves[0]?.audit.slice(1)).toEqual(untold.map((from) => ({ ...copied, from })));
  });

  it('are not read again where somebody has', async () => {
    const snapshots = { jira: aSnapshot('jira'), remote: aSnapshot('remote') };
    const { outcome, pair } = await link({}, { snapshots });
    expect([outcome, pair.calls]).toEqual([{ kind: 'unchanged' }, []]);
  });

  it('are left as they are where one of them is linked', async () => {
    const { outcome, pair } = await link({ ...differing, lostSaves: [1] });
    expect([outcome, pair.writes()]).toEqual([
      { kind: 'skipped', reason: '#12 is linked already.' },
      [],
    ]);
  });

  it('are brought in step by what their first write rang for, where that is quicker', async () => {
    const loads: unknown[] = [];
    const parted: unknown[] = [];
    const { outcome, pair } = await link({
      ...differing,
      lostSaves: [2],
      store: {
        loadRun: async (mappingId, linkId, issue) => {
          const { side, issueId, cause } = issue as SyncJob;
          loads.push([mappingId, linkId, side, issueId, cause]);
          return {
            mapping: aMapping({ paused: true }),
            stored: null,
            circuits: {},
            deadLetterId: null,
          };
        },
        tellOfParted: async (linkId, audit) => {
          parted.push([linkId, audit.map(({ kind, to }) => [kind, to])]);
        },
      },
    });
    expect([outcome, pair.writes().length, loads, parted]).toEqual([
      { kind: 'skipped', reason: 'the mapping is paused' },
      1,
      [['web', 'main:12', 'jira', '10100', 'eve']],
      [['main:12', [['field-written', 'a']]]],
    ]);
  });

  it('stay linked where a tracker is out', async () => {
    const later = new RetryLaterError('503', null, 'not-done');
    const { outcome, pair } = await link({
      ...differing,
      answers: () => ({ remote: { writeIssue: () => Promise.reject(later) } }),
    });
    expect([outcome, pair.saves.length]).toEqual([later, 1]);
  });
});

describe('a pair that a person parts', () => {
  const PARTED = {
    atMs: NOW_MS,
    kind: 'unlinked',
    linkId: 'main:12',
    mappingId: 'web',
    side: null,
    field: null,
    from: 'WEB-1',
    to: '#12',
    cause: 'eve',
  };
  const LOST = {
    ...PARTED,
    kind: 'field-written',
    side: 'remote',
    field: 'summary',
    from: 'a',
    to: 'b',
    cause: 'recovered',
  };

  async function unlink(given: GivenPair, isParted = true) {
    const parted: unknown[] = [];
    const pair = aPairAtWork({
      ...given,
      store: {
        unlink: async (link, audit) => {
          parted.push([link.id, audit]);
          return isParted;
        },
      },
    });
    const { mapping, stored } = pair.run;
    const done = await unlinkIssues(pair.ports, mapping, stored, 'eve').catch((error) => error);
    return { done, parted, calls: pair.calls };
  }

  it('loses its mark in Jira, and is parted', async () => {
    const same = { fields: { summary: 'a' } };
    const { done, parted, calls } = await unlink({ jira: same, remote: same });
    const options = { newestCommentsOnly: true, sinceEntryId: 0, checksScope: true };
    expect([done, parted, calls]).toEqual([
      true,
      [['main:12', [PARTED]]],
      [
        ['jira', 'readIssue', '10100', options],
        ['remote', 'readIssue', '12', options],
        ['jira', 'markTwin', '10100', null],
      ],
    ]);
  });

  it('tells what a lost run wrote, and nothing else of what the two differ in', async () => {
    const { parted } = await unlink({
      mapping: {
        fields: [aRow(), aRow({ field: 'notes' }), aRow({ field: 'due', direction: 'toJira' })],
      },
      stored: {
        link: aLink({
          jira: { summary: 'a', notes: 'x', due: '1' },
          remote: { summary: 'a', notes: 'x', due: '1' },
        }),
      },
      jira: { fields: { summary: 'b', notes: 'y', due: '2' } },
      remote: {
        fields: { summary: 'b', notes: 'z', due: '1' },
        history: [anEntry(1, 'summary', 'a', 'b', APP.id)],
        lastEntryId: 1,
      },
    });
    expect(parted).toEqual([['main:12', [LOST, PARTED]]]);
  });

  const failing = (error: Error): GivenPair => ({
    answers: () => ({ remote: { readIssue: () => Promise.reject(error) } }),
  });

  it.each<[string, GivenPair]>([
    ['hides an issue', { answers: () => ({ remote: { readIssue: () => ({ kind: 'hidden' }) } }) }],
    ['is out', failing(new RetryLaterError('503', null, 'not-done'))],
    ['refuses the key', failing(new PermanentError('401', 'access'))],
  ])('is parted though a tracker %s', async (_what, given) => {
    const { done, parted } = await unlink(given);
    expect([done, parted]).toEqual([true, [['main:12', [PARTED]]]]);
  });

  it('stays where something is wrong that no tracker says', async () => {
    const bug = new Error('a bug');
    const { done, parted } = await unlink(failing(bug));
    expect([done, parted]).toEqual([bug, []]);
  });

  it('stays where a run saved it meanwhile', async () => {
    expect((await unlink({}, false)).done).toBe(false);
  });
});
