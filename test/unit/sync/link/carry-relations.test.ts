import { describe, expect, it } from 'vitest';
import type { Link, RelationPair } from '../../../../src/core/link';
import type { ScopeRules } from '../../../../src/core/mapping';
import type { RelationWrite } from '../../../../src/core/relations/plan-relations';
import type { ReadIssue, ReadOptions, Store } from '../../../../src/ports';
import {
  carryRelations,
  findAway,
  findTwins,
  type RelationJob,
  tellDone,
} from '../../../../src/sync/link/carry-relations';
import { aBase, aLink, aMapping, aSnapshot, NOW_MS } from '../../../support/builders';
import { type Answers, notingTrackers } from '../../../support/noting-trackers';

/** The pair is WEB-1 (10100) and #12; the issue that it is related to is 10200 and #20. */
const PAIR: RelationPair = {
  type: 'Blocks',
  isSource: true,
  jira: '10200',
  remote: '20',
  is: 'shared',
};
const OTHER: RelationPair = { ...PAIR, type: 'Relates' };
const MAPPING = aMapping({
  relations: {
    direction: 'both',
    types: [{ jira: 'Blocks', remote: 'blocks', isSymmetric: false }],
  },
});
const SNAPSHOTS = { jira: aSnapshot('jira'), remote: aSnapshot('remote') };

const ADD = {
  kind: 'add',
  side: 'remote',
  relation: { type: 'blocks', isSource: true, otherIssueId: '20' },
  pair: { ...PAIR, sent: { kind: 'add', side: 'remote' } },
} as const satisfies RelationWrite;
const REMOVE = {
  kind: 'remove',
  side: 'remote',
  relationId: '77',
  pair: { ...PAIR, sent: { kind: 'remove', side: 'remote' } },
} as const satisfies RelationWrite;

const REFUSED = { kind: 'refused', message: 'no' } as const;
const READ = { sinceEntryId: Number.MAX_SAFE_INTEGER, newestCommentsOnly: true };

const found = (side: 'jira' | 'remote', projectId?: string): ReadIssue => ({
  kind: 'found',
  snapshot: aSnapshot(side, projectId === undefined ? {} : { projectId }),
});

const ENTRY = {
  atMs: NOW_MS,
  linkId: 'main:12',
  mappingId: 'web',
  side: 'remote',
  field: 'relation',
  cause: 'jira',
};

/** The link of the related issues. */
function aLinkOf({ jira = '10200', mappingId = 'web' } = {}): Link {
  const sides = { jira: aBase('jira', { issueId: jira }), remote: aBase('remote') };
  return aLink({}, { origin: 'remote', mappingId, sides });
}

function storing(link: Link | null): Store {
  return { findLink: async () => link && { link } } as unknown as Store;
}

function jobOf(jira: Answers, remote: Answers) {
  const { trackers, calls } = notingTrackers({ jira, remote });
  const job: RelationJob = {
    trackers,
    mapping: MAPPING,
    linkId: 'main:12',
    snapshots: SNAPSHOTS,
    nowMs: NOW_MS,
    cause: 'jira',
  };
  return { job, calls };
}

describe('the twins of related issues', () => {
  const relation = (otherIssueId: string) => ({
    id: otherIssueId,
    type: 'Blocks',
    isSource: true,
    otherIssueId,
  });

  it('are read from the links, each once', async () => {
    const asked: string[] = [];
    const store = {
      findLinkId: async (connectionId: string, issueId: string) => {
        asked.push(`${connectionId} ${issueId}`);
        return issueId === '10200' ? 'main:20' : null;
      },
      findLink: async (linkId: string) => {
        asked.push(linkId);
        const sides = { jira: aBase('jira', { issueId: '10300' }), remote: aBase('remote') };
        return linkId === 'main:30' ? { link: aLink({}, { sides }) } : null;
      },
    } as unknown as Store;
    const snapshots = {
      jira: aSnapshot('jira', { relations: [relation('10200'), relation('10999')] }),
      remote: aSnapshot('remote', {
        relations: ['30', '99'].map((id) => ({ ...relation(id), type: 'blocks' })),
      }),
    };
    const twinOf = await findTwins(store, MAPPING, [], snapshots, false);
    expect(asked).toEqual(['main 10200', 'main 10999', 'main:30', 'main:99']);
    expect([
      twinOf('jira', '10200'),
      twinOf('jira', '10999'),
      twinOf('remote', '30'),
      twinOf('remote', '99'),
      twinOf('remote', '20'),
    ]).toEqual(['20', null, '10300', null, undefined]);
  });

  it('are read of what both sides have only where they may be others by now', async () => {
    const asked: string[] = [];
    const store = {
      findLinkId: async (_connectionId: string, issueId: string) => {
        asked.push(issueId);
        return 'main:20';
      },
      findLink: async (linkId: string) => {
        asked.push(linkId);
        return null;
      },
    } as unknown as Store;
    const both = {
      jira: aSnapshot('jira', { relations: [relation('10200')] }),
      remote: aSnapshot('remote', { relations: [{ ...relation('20'), type: 'blocks' }] }),
    };
    await findTwins(store, MAPPING, [PAIR], both, false);
    expect(asked).toEqual([]);
    await findTwins(store, MAPPING, [PAIR], both, true);
    expect(asked).toEqual(['10200', 'main:20']);
  });

  it('are not looked for where relations do not cross', async () => {
    const snapshots = { ...SNAPSHOTS, jira: aSnapshot('jira', { relations: [relation('1')] }) };
    const twinOf = await findTwins({} as Store, aMapping(), [PAIR], snapshots, true);
    expect(twinOf('jira', '1')).toBeUndefined();
  });
});

describe('an issue that a relation is to lead to', () => {
  it.each<[string, ReadIssue, readonly string[]]>([
    ['is where it was', found('remote'), []],
    ['was moved out of the project', found('remote', '9'), ['Blocks > 10200 20']],
    ['is hidden', { kind: 'hidden' }, ['Blocks > 10200 20']],
    ['is gone', { kind: 'gone' }, ['Blocks > 10200 20']],
  ])('%s', async (_what, read, away) => {
    const { job, calls } = jobOf({}, { readIssue: () => read });
    expect([...(await findAway(storing(aLinkOf()), job, [ADD, REMOVE]))]).toEqual(away);
    expect(calls).toEqual([['remote', 'readIssue', '20', READ]]);
  });
});

describe('an issue of a pair that was parted since its relation was announced', () => {
  it.each<[string, Link | null]>([
    ['has none', null],
    ['has another twin', aLinkOf({ jira: '10300' })],
  ])('gets it no more where it %s', async (_what, link) => {
    const { job } = jobOf({}, { readIssue: () => found('remote') });
    expect([...(await findAway(storing(link), job, [ADD]))]).toEqual(['Blocks > 10200 20']);
  });
});

describe('relations that are carried', () => {
  it('are added, and are announced no more', async () => {
    const { job, calls } = jobOf({}, { addRelation: () => 'done' });
    expect(await carryRelations(job, [OTHER, ADD.pair], [ADD])).toEqual({
      pairs: [OTHER, PAIR],
      problems: [],
      audit: [{ ...ENTRY, kind: 'relation-added', from: null, to: '20' }],
    });
    expect(calls).toEqual([['remote', 'addRelation', '12', ADD.relation]]);
  });

  it('are told to people where they are refused', async () => {
    const { job } = jobOf({}, { addRelation: () => REFUSED });
    expect(await carryRelations(job, [ADD.pair, OTHER], [ADD])).toEqual({
      pairs: [{ ...PAIR, is: 'refused' }, OTHER],
      problems: [
        {
          kind: 'relation-refused',
          side: 'remote',
          field: 'relation',
          value: 'Blocks > 10200 20',
          message:
            'Redmine did not take the relation "Blocks" of #12: no. It is tried again when somebody asks for a sync of the pair or changes the mapping.',
          foundAtMs: NOW_MS,
        },
      ],
      audit: [{ ...ENTRY, kind: 'problem-found', from: null, to: 'relation-refused' }],
    });
  });

  it('are removed where the other issue is still there on both sides', async () => {
    const { job, calls } = jobOf(
      { readIssue: () => found('jira') },
      { readIssue: () => found('remote'), removeRelation: () => 'done' },
    );
    expect(await carryRelations(job, [REMOVE.pair, OTHER], [REMOVE])).toEqual({
      pairs: [OTHER],
      problems: [],
      audit: [{ ...ENTRY, kind: 'relation-removed', from: '20', to: null }],
    });
    expect(calls).toEqual([
      ['jira', 'readIssue', '10200', READ],
      ['remote', 'readIssue', '20', READ],
      ['remote', 'removeRelation', '77'],
    ]);
  });

  it.each<[string, Answers, Answers, string]>([
    [
      'the issue across is hidden, and its relations with it',
      { readIssue: () => ({ kind: 'hidden' }) },
      {},
      'its issue in Jira is hidden, so nobody may have removed it',
    ],
    [
      'the issue across is gone',
      { readIssue: () => ({ kind: 'gone' }) },
      {},
      'its issue in Jira is gone, so nobody may have removed it',
    ],
    [
      'the other issue was moved away',
      { readIssue: () => found('jira', '9') },
      { readIssue: () => found('remote', '9') },
      'the other issue was moved out of the mapped project',
    ],
    [
      'its tracker keeps it',
      { readIssue: () => found('jira') },
      { readIssue: () => ({ kind: 'gone' }), removeRelation: () => REFUSED },
      'no',
    ],
  ])('stay where %s', async (_what, jira, remote, why) => {
    const { job } = jobOf(jira, remote);
    const { pairs, problems, audit } = await carryRelations(job, [REMOVE.pair], [REMOVE]);
    expect([pairs, problems.map(({ message }) => message), audit]).toEqual([
      [{ ...PAIR, is: 'refused' }],
      [
        `Redmine keeps the relation "Blocks" of #12: ${why}. It is tried again when somebody asks for a sync of the pair or changes the mapping.`,
      ],
      [{ ...ENTRY, kind: 'problem-found', from: '20', to: 'relation-refused' }],
    ]);
  });

  it('are told although the run that carried them had no time to', () => {
    const { job } = jobOf({}, {});
    expect(tellDone(job, [ADD.pair, REMOVE.pair, OTHER])).toEqual([
      { ...ENTRY, kind: 'relation-added', from: null, to: '20' },
      { ...ENTRY, kind: 'relation-removed', from: '20', to: null },
    ]);
  });
});

describe('an issue of a pair that left the scope', () => {
  const OUT: ReadIssue = { kind: 'found', snapshot: aSnapshot('remote', { outOfScope: true }) };

  const awayBy = async (
    leaving: ScopeRules['leaving'],
    mappingId = 'web',
    read: ReadIssue = OUT,
  ) => {
    const { job } = jobOf(
      {},
      {
        readIssue: (_issueId: string, { checksScope }: ReadOptions) =>
          checksScope ? read : found('remote'),
      },
    );
    const mapping = { ...MAPPING, scope: { leaving } };
    return [...(await findAway(storing(aLinkOf({ mappingId })), { ...job, mapping }, [ADD]))];
  };

  it('waits for its relation', async () => {
    expect(await awayBy('pause')).toEqual(['Blocks > 10200 20']);
  });

  it.each<[string, ScopeRules['leaving'], string, ReadIssue]>([
    ['such pairs stay in step', 'keep', 'web', OUT],
    ['another mapping covers that pair', 'pause', 'shop', OUT],
    ['it is covered after all', 'pause', 'web', found('remote')],
    ['it was hidden in between', 'pause', 'web', { kind: 'hidden' }],
  ])('gets it where %s', async (_what, leaving, mappingId, read) => {
    expect(await awayBy(leaving, mappingId, read)).toEqual([]);
  });
});
