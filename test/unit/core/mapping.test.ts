import { describe, expect, it } from 'vitest';
import { flowsTo, isBornAfter, isLeftToBackfill } from '../../../src/core/mapping';
import { aMapping } from '../../support/builders';

describe('a direction', () => {
  it.each([
    ['both', true, true],
    ['toJira', true, false],
    ['toRemote', false, true],
  ] as const)(
    '%s lets values flow to Jira: %s, to the other side: %s',
    (direction, jira, remote) => {
      expect([flowsTo(direction, 'jira'), flowsTo(direction, 'remote')]).toEqual([jira, remote]);
    },
  );
});

describe('an issue is younger than a mapping', () => {
  const mark = { atMs: 1000, issueId: 50 };
  it.each([
    [{ issueId: '51', createdAtMs: 1000 }, true],
    [{ issueId: '51', createdAtMs: 999 }, false],
    [{ issueId: '50', createdAtMs: 1001 }, false],
    [{ issueId: '100', createdAtMs: 2000 }, true],
  ])('where its time and its number say so: %j is %s', (issue, expected) => {
    expect(isBornAfter(issue, mark)).toBe(expected);
  });
});

describe('an issue is left to the first sync that is under way', () => {
  const backfill = { id: 'b', upTo: { jira: 50, remote: 7 } };
  it.each([
    ['jira', '50', true],
    ['jira', '51', false],
    ['remote', '7', true],
    ['remote', '8', false],
  ] as const)('where it comes to that number: %s %s is %s', (side, issueId, expected) => {
    expect(isLeftToBackfill(aMapping({ backfill }), side, issueId)).toBe(expected);
  });

  it('never where none is under way', () => {
    expect(isLeftToBackfill(aMapping(), 'jira', '1')).toBe(false);
  });
});
