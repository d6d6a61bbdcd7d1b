import { describe, expect, it } from 'vitest';
import type { Problem, RelationPair } from '../../../../src/core/link';
import type { Direction } from '../../../../src/core/mapping';
import type { Relation } from '../../../../src/core/model';
import {
  isRelationProblemOver,
  listIssuesToFind,
  nameOfPair,
  planRelations,
} from '../../../../src/core/relations/plan-relations';
import { aMapping, aSnapshot } from '../../../support/builders';

/** The pair under test is WEB-1 (10100) and #12; its neighbour 10200 is #20 across. */
const TWINS: Readonly<Record<string, string>> = {
  'jira 10200': '20',
  'remote 20': '10200',
  'jira 10050': '5',
};

const TYPES = [
  { jira: 'Blocks', remote: 'blocks', isSymmetric: false },
  { jira: 'Relates', remote: 'relates', isSymmetric: true },
];

const inJira = (relation: Partial<Relation> = {}): Relation => ({
  id: '1',
  type: 'Blocks',
  isSource: true,
  otherIssueId: '10200',
  ...relation,
});

const inRemote = (relation: Partial<Relation> = {}): Relation => ({
  id: '2',
  type: 'blocks',
  isSource: true,
  otherIssueId: '20',
  ...relation,
});

const aRelationPair = (pair: Partial<RelationPair> = {}): RelationPair => ({
  type: 'Blocks',
  isSource: true,
  jira: '10200',
  remote: '20',
  is: 'shared',
  ...pair,
});

const RULES = { direction: 'both', types: TYPES } as const;
const MAPPING = aMapping({ relations: RULES });

const snapshotsOf = (jira: readonly Relation[], remote: readonly Relation[] = []) => ({
  jira: aSnapshot('jira', { relations: jira }),
  remote: aSnapshot('remote', { relations: remote }),
});

function plan({
  jira = [],
  remote = [],
  pairs = [],
  direction = 'both',
  away = new Set(),
}: {
  jira?: readonly Relation[];
  remote?: readonly Relation[];
  pairs?: readonly RelationPair[];
  direction?: Direction;
  away?: ReadonlySet<string>;
}) {
  return planRelations(
    aMapping({ relations: { direction, types: TYPES } }),
    pairs,
    snapshotsOf(jira, remote),
    (side, issueId) => TWINS[`${side} ${issueId}`] ?? null,
    away,
  );
}

describe('relations', () => {
  it('are added on the other side, which is announced', () => {
    const pair = aRelationPair({ sent: { kind: 'add', side: 'remote' } });
    expect(plan({ jira: [inJira()] })).toEqual({
      pairs: [pair],
      writes: [
        {
          kind: 'add',
          side: 'remote',
          relation: { type: 'blocks', isSource: true, otherIssueId: '20' },
          pair,
        },
      ],
      done: [],
      toRing: [],
    });
  });

  it('that both sides have are one', () => {
    expect(plan({ jira: [inJira()], remote: [inRemote()] })).toEqual({
      pairs: [aRelationPair()],
      writes: [],
      done: [],
      toRing: [],
    });
  });

  it('that say the same from either end are one, whichever end they start at', () => {
    const { pairs, writes } = plan({
      jira: [inJira({ type: 'Relates' })],
      remote: [inRemote({ type: 'relates', isSource: false })],
    });
    expect({ pairs, writes }).toEqual({
      pairs: [aRelationPair({ type: 'Relates' })],
      writes: [],
    });
  });

  it('whose ends differ are two', () => {
    const { writes } = plan({ jira: [inJira()], remote: [inRemote({ isSource: false })] });
    expect(writes.map(({ kind, side }) => `${kind} ${side}`)).toEqual(['add remote', 'add jira']);
  });

  it('that were on both sides and are on one are removed there', () => {
    const pair = aRelationPair();
    const removed = (side: 'jira' | 'remote') => aRelationPair({ sent: { kind: 'remove', side } });
    expect(plan({ remote: [inRemote()], pairs: [pair] }).writes).toEqual([
      { kind: 'remove', side: 'remote', relationId: '2', pair: removed('remote') },
    ]);
    expect(plan({ jira: [inJira()], pairs: [pair] }).writes).toEqual([
      { kind: 'remove', side: 'jira', relationId: '1', pair: removed('jira') },
    ]);
    expect(plan({ pairs: [pair] })).toEqual({ pairs: [], writes: [], done: [], toRing: [] });
  });

  it('stay where the mapping lets nothing flow, and are not taken for removed later', () => {
    const first = plan({ jira: [inJira()], direction: 'toJira' });
    expect(first).toEqual({
      pairs: [aRelationPair({ is: 'alone' })],
      writes: [],
      done: [],
      toRing: [],
    });
    const { writes } = plan({ jira: [inJira()], direction: 'toJira', pairs: first.pairs });
    expect(writes).toEqual([]);
  });

  it.each([
    ['that was the younger issue', aRelationPair({ remote: '15' })],
    ['whose link answered for them', aRelationPair({ remote: '5', is: 'theirs' })],
    ['that was looked for and gone', aRelationPair({ remote: '15', is: 'refused' })],
  ])('that went with a former twin, %s, are made with the new one', (_which, former) => {
    const pair = aRelationPair({ sent: { kind: 'add', side: 'remote' } });
    expect(plan({ jira: [inJira()], pairs: [former] })).toEqual({
      pairs: [pair],
      writes: [
        {
          kind: 'add',
          side: 'remote',
          relation: { type: 'blocks', isSource: true, otherIssueId: '20' },
          pair,
        },
      ],
      done: [],
      toRing: [],
    });
  });

  it('that a former twin keeps are made with the new one, too', () => {
    const former = aRelationPair({ jira: '777' });
    const pair = aRelationPair({ sent: { kind: 'add', side: 'jira' } });
    expect(
      plan({ jira: [inJira({ otherIssueId: '777' })], remote: [inRemote()], pairs: [former] }),
    ).toEqual({
      pairs: [aRelationPair({ jira: '777', remote: '', is: 'alone' }), pair],
      writes: [
        {
          kind: 'add',
          side: 'jira',
          relation: { type: 'Blocks', isSource: true, otherIssueId: '10200' },
          pair,
        },
      ],
      done: [],
      toRing: [],
    });
  });

  it('that both sides have are looked up again only where a twin may be another one by now', () => {
    const both = {
      jira: aSnapshot('jira', { relations: [inJira()] }),
      remote: aSnapshot('remote', { relations: [inRemote()] }),
    };
    const rules = { direction: 'both', types: TYPES } as const;
    const known = [aRelationPair()];
    expect(listIssuesToFind(rules, known, both)).toEqual([]);
    expect(listIssuesToFind(rules, known, both, true)).toEqual([
      { side: 'jira', issueId: '10200' },
      { side: 'remote', issueId: '20' },
    ]);
  });

  it('are left to the link of the older issue, which is told', () => {
    expect(plan({ jira: [inJira({ otherIssueId: '10050' })] })).toEqual({
      pairs: [aRelationPair({ jira: '10050', remote: '5', is: 'theirs' })],
      writes: [],
      done: [],
      toRing: ['5'],
    });
  });

  it('to an issue without a twin are remembered as such', () => {
    expect(plan({ jira: [inJira({ otherIssueId: '777' })] })).toEqual({
      pairs: [aRelationPair({ jira: '777', remote: '', is: 'alone' })],
      writes: [],
      done: [],
      toRing: [],
    });
  });

  it('that were refused are neither tried again nor removed', () => {
    const pairs = [aRelationPair({ is: 'refused' })];
    expect(plan({ jira: [inJira()], pairs })).toEqual({ pairs, writes: [], done: [], toRing: [] });
  });

  it('that were refused and that people made there are shared like any other', () => {
    const pairs = [aRelationPair({ is: 'refused' })];
    expect(plan({ jira: [inJira()], remote: [inRemote()], pairs }).pairs).toEqual([
      aRelationPair(),
    ]);
  });

  describe('that a run announced and did not live to tell', () => {
    const announced = (kind: 'add' | 'remove') => aRelationPair({ sent: { kind, side: 'remote' } });

    it('are told of once they are seen', () => {
      const pairs = [announced('add')];
      expect(plan({ jira: [inJira()], remote: [inRemote()], pairs })).toEqual({
        pairs: [aRelationPair()],
        writes: [],
        done: pairs,
        toRing: [],
      });
      const gone = [announced('remove')];
      expect(plan({ pairs: gone })).toEqual({ pairs: [], writes: [], done: gone, toRing: [] });
    });

    it('are sent again where they did not come about', () => {
      const [added, removed] = [announced('add'), announced('remove')];
      const { writes } = plan({ jira: [inJira()], pairs: [added] });
      expect(writes.map(({ kind, side }) => `${kind} ${side}`)).toEqual(['add remote']);
      expect(plan({ remote: [inRemote()], pairs: [removed] }).writes).toEqual([
        { kind: 'remove', side: 'remote', relationId: '2', pair: removed },
      ]);
    });

    it('are removed where people removed the first meanwhile', () => {
      const { writes, done } = plan({ remote: [inRemote()], pairs: [announced('add')] });
      expect({ writes: writes.map(({ kind, side }) => `${kind} ${side}`), done }).toEqual({
        writes: ['remove remote'],
        done: [announced('add')],
      });
    });

    it('are made across where people made a removed one anew', () => {
      const { writes } = plan({ jira: [inJira()], pairs: [announced('remove')] });
      expect(writes.map(({ kind, side }) => `${kind} ${side}`)).toEqual(['add remote']);
    });
  });

  it('whose other issue is out of reach are remembered as alone until it is back', () => {
    const away = new Set(['Blocks > 10200 20']);
    const pairs = [aRelationPair({ is: 'alone' })];
    const waiting = { pairs, writes: [], done: [], toRing: [] };
    expect(plan({ jira: [inJira()], away })).toEqual(waiting);
    const sent = aRelationPair({ sent: { kind: 'add', side: 'remote' } });
    expect(plan({ jira: [inJira()], pairs: [sent], away })).toEqual(waiting);
  });

  it('of types that are not mapped stay', () => {
    expect(plan({ jira: [inJira({ type: 'Cloners' })] })).toEqual({
      pairs: [],
      writes: [],
      done: [],
      toRing: [],
    });
  });

  it('that are among others are told apart by type, end and issue', () => {
    const pairs = [aRelationPair(), aRelationPair({ type: 'Relates' })];
    const others = [
      inJira({ id: '7', type: 'Relates' }),
      inJira({ id: '8', isSource: false }),
      inJira({ id: '9', otherIssueId: '777' }),
      inJira(),
    ];
    const across = [
      inRemote({ id: '7', type: 'relates' }),
      inRemote({ id: '8', isSource: false }),
      inRemote(),
    ];
    const other = aRelationPair({ isSource: false });
    const lonely = aRelationPair({ jira: '777', remote: '', is: 'alone' });
    expect(plan({ jira: others, remote: across, pairs })).toEqual({
      pairs: [...pairs, other, lonely],
      writes: [],
      done: [],
      toRing: [],
    });
    const gone = plan({ jira: others.slice(0, 3), remote: across, pairs: [...pairs, other] });
    expect(gone.writes).toEqual([
      {
        kind: 'remove',
        side: 'remote',
        relationId: '2',
        pair: aRelationPair({ sent: { kind: 'remove', side: 'remote' } }),
      },
    ]);
  });

  it('whose twin nobody looked for wait for the run that does', () => {
    const { pairs } = planRelations(
      MAPPING,
      [aRelationPair({ remote: '15' })],
      snapshotsOf([inJira(), inJira({ id: '3', otherIssueId: '888' })]),
      () => undefined,
    );
    expect(pairs).toEqual([
      aRelationPair({ remote: '15', sent: { kind: 'remove', side: 'jira' } }),
    ]);
  });

  it('are left as they are where none cross', () => {
    const pairs = [aRelationPair()];
    expect(planRelations(aMapping(), pairs, snapshotsOf([inJira()]), () => null)).toEqual({
      pairs,
      writes: [],
      done: [],
      toRing: [],
    });
  });

  it('without a twin are not removed once they have none on either side', () => {
    const pairs = [aRelationPair({ jira: '777', remote: '', is: 'alone' })];
    expect(plan({ pairs })).toEqual({ pairs: [], writes: [], done: [], toRing: [] });
    const seen = { relations: [inJira({ otherIssueId: '777' })] };
    expect(plan({ jira: seen.relations, pairs }).pairs).toEqual(pairs);
  });
});

describe('the twins that a plan of relations asks for', () => {
  const ask = (
    pairs: readonly RelationPair[],
    jira: readonly Relation[],
    remote: readonly Relation[] = [],
  ) => listIssuesToFind(RULES, pairs, snapshotsOf(jira, remote));

  it.each<[string, ReturnType<typeof ask>, ReturnType<typeof ask>]>([
    [
      'those of relations that are new, on each side',
      ask([], [inJira()], [inRemote({ otherIssueId: '30' })]),
      [
        { side: 'jira', issueId: '10200' },
        { side: 'remote', issueId: '30' },
      ],
    ],
    ['none of types that do not cross', ask([], [inJira({ type: 'Cloners' })]), []],
    ['none of what both sides have', ask([aRelationPair()], [inJira()], [inRemote()]), []],
    [
      'that of a relation that one side has left',
      ask([aRelationPair()], [inJira()]),
      [{ side: 'jira', issueId: '10200' }],
    ],
    ['none of a relation that is alone', ask([aRelationPair({ is: 'alone' })], [inJira()]), []],
    ['none of a relation that is gone', ask([aRelationPair()], []), []],
  ])('are %s', (_what, asked, expected) => {
    expect(asked).toEqual(expected);
  });
});

describe('a relation that was refused', () => {
  const problem = (more: Partial<Problem> = {}): Problem => ({
    kind: 'relation-refused',
    side: 'remote',
    field: null,
    value: 'Blocks > 10200 20',
    message: '',
    foundAtMs: 0,
    ...more,
  });
  const refused = aRelationPair({ is: 'refused' });

  it.each<[string, boolean, boolean]>([
    ['stays a problem while it is', isRelationProblemOver(problem(), [refused]), false],
    ['is none once it is gone', isRelationProblemOver(problem(), []), true],
    ['is none once both have it', isRelationProblemOver(problem(), [aRelationPair()]), true],
    [
      'is another from its other end',
      isRelationProblemOver(problem({ value: 'Blocks < 10200 20' }), [refused]),
      true,
    ],
    [
      'ends no other problem',
      isRelationProblemOver(problem({ kind: 'issue-hidden', value: null }), []),
      false,
    ],
  ])('%s', (_what, isOver, expected) => {
    expect(isOver).toBe(expected);
  });

  it('goes by a name that says its type, its direction and its issues', () => {
    expect([nameOfPair(refused), nameOfPair({ ...refused, isSource: false })]).toEqual([
      'Blocks > 10200 20',
      'Blocks < 10200 20',
    ]);
  });
});
