import { describe, expect, it } from 'vitest';
import { findObstacle } from '../../../src/core/find-obstacle';
import type { Link } from '../../../src/core/link';
import type { SidesRead, Snapshot } from '../../../src/core/model';
import { aLink, aMapping, aSnapshot, NOW_MS } from '../../support/builders';

function obstacleIn(read: SidesRead, link: Link = aLink()) {
  return findObstacle(aMapping(), link, read, NOW_MS);
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
});
