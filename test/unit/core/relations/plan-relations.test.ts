import { describe, expect, it } from 'vitest';
import type { RelationPair } from '../../../../src/core/link';
import type { Direction } from '../../../../src/core/mapping';
import type { Relation } from '../../../../src/core/model';
import { planRelations } from '../../../../src/core/relations/plan-relations';
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

function plan({
  jira = [],
  remote = [],
  pairs = [],
  direction = 'both',
}: {
  jira?: readonly Relation[];
  remote?: readonly Relation[];
  pairs?: readonly RelationPair[];
  direction?: Direction;
}) {
  return planRelations(
    aMapping({ relations: { direction, types: TYPES } }),
    pairs,
    {
      jira: aSnapshot('jira', { relations: jira }),
      remote: aSnapshot('remote', { relations: remote }),
    },
    (side, issueId) => TWINS[`${side} ${issueId}`] ?? null,
  );
}

describe('relations', () => {
  it('are added on the other side', () => {
    const pair = aRelationPair();
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
      toRing: [],
    });
  });

  it('that both sides have are one', () => {
    expect(plan({ jira: [inJira()], remote: [inRemote()] })).toEqual({
      pairs: [aRelationPair()],
      writes: [],
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
    expect(plan({ remote: [inRemote()], pairs: [pair] }).writes).toEqual([
      { kind: 'remove', side: 'remote', relationId: '2', pair },
    ]);
    expect(plan({ jira: [inJira()], pairs: [pair] }).writes).toEqual([
      { kind: 'remove', side: 'jira', relationId: '1', pair },
    ]);
    expect(plan({ pairs: [pair] })).toEqual({ pairs: [], writes: [], toRing: [] });
  });

  it('stay where the mapping lets nothing flow, and are not taken for removed later', () => {
    const first = plan({ jira: [inJira()], direction: 'toJira' });
    expect(first).toEqual({ pairs: [aRelationPair({ is: 'alone' })], writes: [], toRing: [] });
    const { writes } = plan({ jira: [inJira()], direction: 'toJira', pairs: first.pairs });
    expect(writes).toEqual([]);
  });

  it.each([
    ['that was the younger issue', aRelationPair({ remote: '15' })],
    ['whose link answered for them', aRelationPair({ remote: '5', is: 'theirs' })],
  ])('that went with a former twin, %s, are made with the new one', (_which, former) => {
    expect(plan({ jira: [inJira()], pairs: [former] })).toEqual({
      pairs: [aRelationPair()],
      writes: [
        {
          kind: 'add',
          side: 'remote',
          relation: { type: 'blocks', isSource: true, otherIssueId: '20' },
          pair: aRelationPair(),
        },
      ],
      toRing: [],
    });
  });

  it('are left to the link of the older issue, which is told', () => {
    expect(plan({ jira: [inJira({ otherIssueId: '10050' })] })).toEqual({
      pairs: [aRelationPair({ jira: '10050', remote: '5', is: 'theirs' })],
      writes: [],
      toRing: ['5'],
    });
  });

  it('to an issue without a twin are remembered as such', () => {
    expect(plan({ jira: [inJira({ otherIssueId: '777' })] })).toEqual({
      pairs: [aRelationPair({ jira: '777', remote: '', is: 'alone' })],
      writes: [],
      toRing: [],
    });
  });

  it('that were refused are neither tried again nor removed', () => {
    const pairs = [aRelationPair({ is: 'refused' })];
    expect(plan({ jira: [inJira()], pairs })).toEqual({ pairs, writes: [], toRing: [] });
  });

  it('of types that are not mapped stay', () => {
    expect(plan({ jira: [inJira({ type: 'Cloners' })] })).toEqual({
      pairs: [],
      writes: [],
      toRing: [],
    });
  });
});
