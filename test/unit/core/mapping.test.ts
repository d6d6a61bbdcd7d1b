import { describe, expect, it } from 'vitest';
import { flowsTo, isBornAfter } from '../../../src/core/mapping';

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
