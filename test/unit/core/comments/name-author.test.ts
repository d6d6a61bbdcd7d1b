import { describe, expect, it } from 'vitest';
import { findAuthorAcross, nameAuthor } from '../../../../src/core/comments/name-author';
import { aComment, aMapping } from '../../../support/builders';

const ADA = { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'Ada L', remoteLogin: 'al' };
const BOB = { ...ADA, jira: 'bob', remote: '6' };

describe('the author of a copy', () => {
  it('is named with where the original stands, or as the mapping says', () => {
    const comments = { direction: 'both', attribution: '{site}: {author}, {author}' } as const;
    expect([
      nameAuthor(aMapping(), 'jira', 'Ada'),
      nameAuthor(aMapping({ comments: null }), 'remote', 'Ada'),
      // What people are called is no pattern.
      nameAuthor(aMapping({ comments }), 'remote', '$& {site}'),
    ]).toEqual(['Ada in Jira', 'Ada in Redmine', 'Redmine: $& {site}, $& {site}']);
  });

  it.each([
    ['is who they are across', { asAuthor: true }, 'jira', 'ada', '5'],
    ['is who they are in Jira', { asAuthor: true }, 'remote', '6', 'bob'],
    ['is nobody without a row', { asAuthor: true }, 'jira', 'x', undefined],
    ['is nobody where copies are not written so', {}, 'jira', 'ada', undefined],
  ] as const)('%s', (_what, rules, origin, id, across) => {
    const mapping = aMapping({ comments: { direction: 'both', ...rules }, people: [BOB, ADA] });
    const comment = aComment(origin, { author: { id, name: 'x' } });
    expect(findAuthorAcross(mapping, origin, comment)).toBe(across);
  });

  it('is nobody where no comments cross', () => {
    expect(
      findAuthorAcross({ comments: null, people: [ADA] }, 'jira', aComment('jira')),
    ).toBeUndefined();
  });
});
