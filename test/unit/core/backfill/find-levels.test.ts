import { describe, expect, it } from 'vitest';
import { findLevels } from '../../../../src/core/backfill/find-levels';
import type { Side } from '../../../../src/core/model';
import { aScannedIssue } from '../../../support/a-scanned-issue';

type Parents = Readonly<Record<string, string | null>>;

/** @param parents by issue @param pairs of Jira and Redmine */
function levelsOf(
  parents: Readonly<Partial<Record<Side, Parents>>>,
  pairs: readonly (readonly [string, string])[] = [],
) {
  const scanned = (side: Side) =>
    Object.entries(parents[side] ?? {}).map(([id, parentId]) => aScannedIssue(id, { parentId }));
  const levelOf = findLevels(
    { jira: scanned('jira'), remote: scanned('remote') },
    { jira: new Map(pairs), remote: new Map(pairs.map(([jira, remote]) => [remote, jira])) },
  );
  const levels = (side: Side) =>
    Object.fromEntries(scanned(side).map(({ id }) => [id, levelOf(side, id)]));
  return { jira: levels('jira'), remote: levels('remote') };
}

describe('the level of an issue', () => {
  it.each<[string, Parameters<typeof levelsOf>, object]>([
    [
      'is one more than its parent’s, in whatever order they come',
      [{ jira: { c: 'b', b: 'a', a: null }, remote: { 7: null, 8: '7' } }],
      { jira: { a: 0, b: 1, c: 2 }, remote: { 7: 0, 8: 1 } },
    ],
    [
      'is 0 where its parent is no part of the plan',
      [{ jira: { b: 'elsewhere' } }],
      { jira: { b: 0 }, remote: {} },
    ],
    [
      'is the same for both of a pair: that of the one that stands deeper',
      [
        { jira: { a: null, b: 'a' }, remote: { 7: null, 8: '7', 9: '8' } },
        [
          ['a', '8'],
          ['b', '9'],
        ],
      ],
      { jira: { a: 1, b: 2 }, remote: { 7: 0, 8: 1, 9: 2 } },
    ],
    [
      'is that of its twin also where the twin’s parent is no part of the plan',
      [{ jira: { a: null, b: 'a' }, remote: { 9: 'elsewhere' } }, [['b', '9']]],
      { jira: { a: 0, b: 1 }, remote: { 9: 1 } },
    ],
    [
      'is its own where its twin is no part of the plan',
      [{ jira: { a: null, b: 'a' } }, [['b', '9']]],
      { jira: { a: 0, b: 1 }, remote: {} },
    ],
  ])('%s', (_what, given, levels) => {
    expect(levelsOf(...given)).toEqual(levels);
  });

  it('is 50 at most, also in a circle', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 80 }, (_, at) => [`${at}`, at === 0 ? null : `${at - 1}`]),
    );
    const { jira } = levelsOf({ jira: chain });
    const circle = levelsOf({ remote: { 5: '6', 6: '5' } }).remote;
    expect([jira[49], jira[50], jira[79]]).toEqual([49, 50, 50]);
    expect(Math.max(...Object.values(circle))).toBe(50);
  });

  it('is 0 of an issue that nobody scanned', () => {
    const levelOf = findLevels({ jira: [], remote: [] }, { jira: new Map(), remote: new Map() });
    expect(levelOf('jira', 'x')).toBe(0);
  });
});
