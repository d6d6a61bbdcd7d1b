import { expect, it } from 'vitest';
import { findLevels } from '../../../../src/core/backfill/find-levels';
import type { ScannedIssue } from '../../../../src/core/backfill/proposal';

function anIssue(id: string, parentId: string | null): ScannedIssue {
  const author = { id: '1', name: '' };
  return { id, key: id, title: '', createdAtMs: 0, author, parentId, isLinked: false, names: [] };
}

it('puts parents before children, a pair on one level, and ends in a circle', () => {
  const jira = [anIssue('1', null), anIssue('2', '1')];
  const remote = [
    anIssue('7', null),
    anIssue('8', '7'),
    anIssue('9', '8'),
    anIssue('5', '6'),
    anIssue('6', '5'),
  ];
  const levelOf = findLevels(
    { jira, remote },
    { jira: new Map([['1', '8']]), remote: new Map([['8', '1']]) },
  );
  expect(['7', '8', '9'].map((id) => levelOf('remote', id))).toEqual([0, 1, 2]);
  expect(['1', '2'].map((id) => levelOf('jira', id))).toEqual([1, 2]);
  expect(levelOf('remote', '5')).toBeLessThanOrEqual(50);
});
