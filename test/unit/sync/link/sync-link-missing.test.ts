import { describe, expect, it } from 'vitest';
import { findObstacle } from '../../../../src/core/find-obstacle';
import type { Link, Problem } from '../../../../src/core/link';
import type { ReadIssue } from '../../../../src/ports';
import { aPairAtWork, type GivenPair } from '../../../support/a-pair-at-work';
import { aLink, aMapping, NOW_MS } from '../../../support/builders';

const AGREED = aLink({ jira: { summary: 'a' }, remote: { summary: 'a' } });
const A = { fields: { summary: 'a' } };

const LEFT_SCOPE: Problem = {
  kind: 'out-of-scope',
  side: 'jira',
  field: null,
  value: null,
  message: '',
  foundAtMs: 0,
};

const unseen = (kind: 'hidden' | 'gone'): GivenPair => ({
  remote: A,
  answers: () => ({ jira: { readIssue: (): ReadIssue => ({ kind }) } }),
});

describe('an issue that was deleted', () => {
  it('is followed as the mapping says', async () => {
    const parted: unknown[] = [];
    const pair = aPairAtWork({
      ...unseen('gone'),
      mapping: { deleting: { remote: { kind: 'delete' } } },
      store: {
        unlink: async ({ id }) => {
          parted.push(id);
          return true;
        },
      },
      answers: (issues) => ({
        ...unseen('gone').answers?.(issues),
        remote: { deleteIssue: () => 'done' },
      }),
    });
    expect([await pair.sync(), pair.writes(), parted]).toEqual([
      { kind: 'synced' },
      [['remote', 'deleteIssue', '12']],
      ['main:12'],
    ]);
  });
});

describe('an issue of Redmine that is gone', () => {
  it('is missing, though Jira’s is there', async () => {
    const pair = aPairAtWork({
      jira: A,
      answers: () => ({ remote: { readIssue: (): ReadIssue => ({ kind: 'gone' }) } }),
    });
    await pair.sync();
    expect(
      pair.saves.map(({ link }) => link.problems.map(({ kind, side }) => [kind, side])),
    ).toEqual([[['issue-missing', 'remote']]]);
  });
});

describe('an issue that Jira does not show', () => {
  /** What a run finds and saves. */
  async function find(given: GivenPair, deletedSide: 'jira' | 'remote' | null = null) {
    const pair = aPairAtWork({ ...unseen('hidden'), ...given });
    await pair.sync({ deletedSide });
    return pair.saves.flatMap(({ link }) => link.problems.map(({ kind }) => kind));
  }
  const knownOf = (side: 'jira' | 'remote') =>
    findObstacle(aMapping(), AGREED, { kind: 'missing', side, how: 'gone' }, NOW_MS)?.link as Link;

  it.each<[string, GivenPair, 'jira' | 'remote' | null, readonly string[]]>([
    ['is hidden, as far as anybody knows', {}, null, ['issue-hidden']],
    ['was deleted where Jira’s event says so', {}, 'jira', ['issue-missing']],
    ['is hidden where Redmine’s was deleted', {}, 'remote', ['issue-hidden']],
    [
      'was deleted where a run before was told so: nothing is new',
      { stored: { link: knownOf('jira') } },
      null,
      [],
    ],
    [
      'is hidden where a run before was told of Redmine’s',
      { stored: { link: knownOf('remote') } },
      null,
      ['issue-hidden'],
    ],
    [
      'is hidden where only something else was told of it',
      { stored: { link: { ...AGREED, problems: [LEFT_SCOPE] } } },
      null,
      ['out-of-scope', 'issue-hidden'],
    ],
  ])('%s', async (_what, given, deletedSide, expected) => {
    expect(await find(given, deletedSide)).toEqual(expected);
  });
});
