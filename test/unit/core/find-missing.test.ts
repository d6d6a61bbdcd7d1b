import { describe, expect, it } from 'vitest';
import { findMissing } from '../../../src/core/find-missing';
import type { Problem } from '../../../src/core/link';

const deletedInJira = { kind: 'issue-missing', side: 'jira' } as Problem;

const find = (jira: Kind, remote: Kind, problems: readonly Problem[] = []) =>
  findMissing({ problems }, { jira: { kind: jira }, remote: { kind: remote } });

type Kind = 'found' | 'gone' | 'hidden';

const deletedInRedmine = { kind: 'issue-missing', side: 'remote' } as Problem;
const hiddenInJira = { kind: 'issue-hidden', side: 'jira' } as Problem;

describe('the issue of a pair that is missing', () => {
  it('is the one that was not found', () => {
    expect([find('found', 'found'), find('hidden', 'found'), find('found', 'gone')]).toEqual([
      null,
      { kind: 'missing', side: 'jira', how: 'hidden' },
      { kind: 'missing', side: 'remote', how: 'gone' },
    ]);
  });

  it('is of two the one that is proven to be deleted', () => {
    expect(find('hidden', 'gone')).toEqual({ kind: 'missing', side: 'remote', how: 'gone' });
  });

  it('is of two that are hidden the one that is known to be deleted, and else the first', () => {
    expect([
      find('hidden', 'hidden', [hiddenInJira, deletedInRedmine])?.side,
      find('hidden', 'hidden', [hiddenInJira])?.side,
    ]).toEqual(['remote', 'jira']);
  });

  it('is of two the one that is known to be deleted, whose twin the app deleted then', () => {
    expect(find('hidden', 'gone', [deletedInJira])).toEqual({
      kind: 'missing',
      side: 'jira',
      how: 'hidden',
    });
  });
});
