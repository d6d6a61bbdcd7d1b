import { describe, expect, it } from 'vitest';
import { hasMoved, samePairs } from '../../../src/core/has-moved';
import { aBase, aLink, aPair, NOW_MS } from '../../support/builders';

const AGREED = aLink({ jira: { summary: 'a', duedate: null }, remote: { summary: 'a' } });
const BEFORE = { link: AGREED, comments: [], attachments: [], relations: [], time: [] };

describe('whether a run left anything worth a storage write', () => {
  it('is not said of reads that found everything as it was', () => {
    const link = {
      ...AGREED,
      version: 9,
      comparedAtMs: NOW_MS + 1,
      sides: {
        jira: aBase('jira', {
          fields: { duedate: null, summary: 'a' },
          lastEntryId: 7,
          readAtMs: NOW_MS + 1,
          updatedAtMs: NOW_MS + 1,
        }),
        remote: AGREED.sides.remote,
      },
    };
    expect(hasMoved(BEFORE, { link, comments: [], attachments: [], relations: [], time: [] })).toBe(
      false,
    );
  });

  it('is said of a link that was never saved', () => {
    const link = { ...AGREED, version: 0 };
    expect(
      hasMoved(
        { link, comments: [], attachments: [], relations: [], time: [] },
        { link, comments: [], attachments: [], relations: [], time: [] },
      ),
    ).toBe(true);
  });

  it.each([
    ['a base', { sides: { ...AGREED.sides, jira: aBase('jira', { fields: { summary: 'b' } }) } }],
    [
      'the other base',
      { sides: { ...AGREED.sides, remote: aBase('remote', { fields: { summary: 'b' } }) } },
    ],
    ['a key', { sides: { ...AGREED.sides, jira: { ...AGREED.sides.jira, key: 'OPS-1' } } }],
    ['the state', { paused: true }],
    ['the mapping version', { mappingVersion: 2 }],
  ])('is said where %s changed', (_what, change) => {
    expect(
      hasMoved(BEFORE, {
        link: { ...AGREED, ...change },
        comments: [],
        attachments: [],
        relations: [],
        time: [],
      }),
    ).toBe(true);
  });

  it('is said where a comment was paired', () => {
    expect(
      hasMoved(BEFORE, {
        link: AGREED,
        comments: [aPair()],
        attachments: [],
        relations: [],
        time: [],
      }),
    ).toBe(true);
  });
});

describe('the pairs of comments', () => {
  it('are the same in equal lists', () => {
    expect([samePairs([aPair()], [aPair()]), samePairs([], [])]).toEqual([true, true]);
  });

  it('are not where one was added or edited', () => {
    expect([
      samePairs([], [aPair()]),
      samePairs([aPair()], [aPair({ digest: 'digest:x' })]),
    ]).toEqual([false, false]);
  });
});
