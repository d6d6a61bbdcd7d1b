import { describe, expect, it } from 'vitest';
import { findObstacle, isBlocked } from '../../../src/core/find-obstacle';
import type { Link, Problem } from '../../../src/core/link';
import type { Mapping } from '../../../src/core/mapping';
import type { SidesRead, Snapshot } from '../../../src/core/model';
import { aLink, aMapping, aSnapshot, NOW_MS } from '../../support/builders';

function obstacleIn(read: SidesRead, link: Link = aLink(), mapping: Partial<Mapping> = {}) {
  return findObstacle(aMapping(mapping), link, read, NOW_MS);
}

function bothRead(
  jira: Partial<Snapshot> = {},
  remote: Partial<Snapshot> = {},
): Extract<SidesRead, { kind: 'both' }> {
  return {
    kind: 'both',
    snapshots: { jira: aSnapshot('jira', jira), remote: aSnapshot('remote', remote) },
  };
}

describe('what forbids a link to run', () => {
  it('is nothing where both issues are the ones that were linked', () => {
    expect(obstacleIn(bothRead())).toBeNull();
  });

  it('is an issue that was deleted: only a person can go on', () => {
    const link = aLink();
    const problem = {
      kind: 'issue-missing',
      side: 'jira',
      field: null,
      value: null,
      message: 'Jira issue WEB-1 was deleted. Unlink the pair, or restore the issue.',
      foundAtMs: NOW_MS,
    };
    expect(obstacleIn({ kind: 'missing', side: 'jira', how: 'gone' }, link)).toEqual({
      problem,
      link: { ...link, paused: true, problems: [problem] },
      unlinks: false,
      isNews: true,
      audit: {
        atMs: NOW_MS,
        kind: 'problem-found',
        linkId: 'main:12',
        mappingId: 'web',
        side: 'jira',
        field: null,
        from: null,
        to: 'issue-missing',
        cause: 'read',
      },
    });
  });

  it('is an issue that the app may no longer see; the link runs again by itself', () => {
    const found = obstacleIn({ kind: 'missing', side: 'remote', how: 'hidden' });
    expect([found?.problem.kind, found?.problem.message, found?.link.paused]).toEqual([
      'issue-hidden',
      'Redmine issue #12 can no longer be seen by the app. Give it access again, or unlink the pair.',
      false,
    ]);
  });

  it.each([
    ['was created at another time', { createdAtMs: NOW_MS }],
    ['was created by somebody else', { author: { id: '99', name: 'Mallory' } }],
  ])('is another issue under the same id: it %s', (_what, remote) => {
    const found = obstacleIn(bothRead({}, remote));
    expect([found?.problem.kind, found?.problem.side, found?.problem.message]).toEqual([
      'another-issue',
      'remote',
      'Redmine issue #12 is not the issue that was linked: it was created at another time or by somebody else. Unlink the pair.',
    ]);
    expect(found?.link.paused).toBe(true);
  });

  it('is an issue that was moved out of the project', () => {
    const found = obstacleIn(bothRead({ projectId: '10999' }));
    expect([found?.problem.kind, found?.problem.message, found?.link.paused]).toEqual([
      'out-of-scope',
      'Jira issue WEB-1 was moved out of the project that mapping "web" covers; the pair waits until it is back, or is unlinked.',
      false,
    ]);
  });

  it('is an issue that is private while its twin is not', () => {
    const found = obstacleIn(bothRead({}, { restricted: true }));
    expect([found?.problem.kind, found?.problem.side, found?.problem.message]).toEqual([
      'issue-restricted',
      'remote',
      'Redmine issue #12 is private there and its twin is not, so nothing crosses.',
    ]);
    expect(found?.link.paused).toBe(false);
  });

  it('is nothing where both issues are private', () => {
    expect(obstacleIn(bothRead({ restricted: true }, { restricted: true }))).toBeNull();
  });

  it('is no news where the link says so already', () => {
    const first = obstacleIn({ kind: 'missing', side: 'jira', how: 'hidden' });
    const again = obstacleIn({ kind: 'missing', side: 'jira', how: 'hidden' }, first?.link);
    expect([again?.isNews, again?.link]).toEqual([false, first?.link]);
  });

  it('keeps a link paused that a person paused', () => {
    const found = obstacleIn(bothRead({ projectId: '10999' }), aLink({}, { paused: true }));
    expect(found?.link.paused).toBe(true);
  });

  it('is a deleted issue that the mapping has a rule for, which the next sync carries out', () => {
    const read = { kind: 'missing', side: 'jira', how: 'gone' } as const;
    const deleting = { remote: { kind: 'delete' } } as const;
    const found = obstacleIn(read, aLink(), { deleting });
    expect([found?.problem.message, found?.link.paused]).toEqual([
      'Jira issue WEB-1 was deleted. What the mapping says of its twin is done with the next sync of the pair.',
      false,
    ]);
  });

  it.each([
    [undefined, 'the pair waits until it is back, or is unlinked', false],
    ['pause', 'the pair waits until it is back, or is unlinked', false],
    ['unlink', 'the pair was parted', true],
  ] as const)('is an issue that left the scope, by the rule %s', (leaving, then, unlinks) => {
    const scope = leaving && { scope: { leaving } };
    const found = obstacleIn(bothRead({}, { outOfScope: true }), aLink(), scope);
    expect([found?.problem.kind, found?.problem.message, found?.unlinks]).toEqual([
      'out-of-scope',
      `Redmine issue #12 is no longer in the scope of mapping "web"; ${then}.`,
      unlinks,
    ]);
  });

  it.each([
    [false, null],
    [true, 'ops'],
  ])(
    'is an issue whose twin waits to follow it, in the words of what it waits for (refused: %s)',
    (isRefused, value) => {
      const waiting = { mappingId: 'ops', message: 'It waits for WEB-9.', isRefused };
      const find = (leaving: 'pause' | 'unlink') =>
        findObstacle(
          aMapping({ scope: { leaving } }),
          aLink(),
          bothRead({}, { outOfScope: true }),
          NOW_MS,
          waiting,
        );
      const { problem, link, unlinks } = find('pause') ?? {};
      expect([problem, link?.paused, unlinks]).toEqual([
        {
          kind: 'out-of-scope',
          side: 'remote',
          field: null,
          value,
          message: 'It waits for WEB-9.',
          foundAtMs: NOW_MS,
        },
        false,
        false,
      ]);
      expect(find('unlink')?.problem.message).toMatch(/no longer in the scope/);
    },
  );

  it('is no issue that left the scope where the mapping keeps such pairs', () => {
    const scope = { leaving: 'keep' } as const;
    expect(obstacleIn(bothRead({ outOfScope: true }), aLink(), { scope })).toBeNull();
  });

  it('takes the place of the one that stood before, and of no other problem', () => {
    const problem = (kind: Problem['kind']): Problem => ({
      kind,
      side: 'jira',
      field: null,
      value: null,
      message: '',
      foundAtMs: 0,
    });
    const link = aLink({}, { problems: [problem('issue-hidden'), problem('comment-refused')] });
    const found = obstacleIn({ kind: 'missing', side: 'jira', how: 'gone' }, link);
    expect([link, found?.link].map((one) => one?.problems.map(({ kind }) => kind))).toEqual([
      ['issue-hidden', 'comment-refused'],
      ['comment-refused', 'issue-missing'],
    ]);
    expect([link, aLink({}, { problems: [problem('comment-refused')] })].map(isBlocked)).toEqual([
      true,
      false,
    ]);
  });

  describe('where the pair had left the scope before', () => {
    const mapping = aMapping({ deleting: { jira: { kind: 'delete' } } });
    const find = (read: SidesRead, link: Link) => findObstacle(mapping, link, read, NOW_MS);
    const left = find(bothRead({}, { projectId: '99' }), aLink())?.link ?? aLink();
    const kindsOf = (link: Link | undefined) => link?.problems.map(({ kind }) => kind);

    it('is remembered once the issue is hidden, and once it is deleted', () => {
      const hidden = find({ kind: 'missing', side: 'remote', how: 'hidden' }, left);
      const gone = find({ kind: 'missing', side: 'remote', how: 'gone' }, hidden?.link ?? left);
      expect([kindsOf(hidden?.link), kindsOf(gone?.link), gone?.problem.message]).toEqual([
        ['out-of-scope', 'issue-hidden'],
        ['out-of-scope', 'issue-missing'],
        'Redmine issue #12 was deleted. It was not covered any more, so its twin stays as it is, and the next sync of the pair parts the two.',
      ]);
    });

    it('is the one reason again once the issue is back', () => {
      const gone = find({ kind: 'missing', side: 'remote', how: 'gone' }, left);
      const back = find(bothRead({}, { projectId: '99' }), gone?.link ?? left);
      expect([back?.isNews, kindsOf(back?.link)]).toEqual([true, ['out-of-scope']]);
    });

    it('is forgotten once the other issue is deleted', () => {
      const gone = find({ kind: 'missing', side: 'jira', how: 'gone' }, left);
      expect(kindsOf(gone?.link)).toEqual(['issue-missing']);
    });
  });
});
