import { describe, expect, it } from 'vitest';
import { findObstacle } from '../../../../src/core/find-obstacle';
import type { Link } from '../../../../src/core/link';
import type { Side } from '../../../../src/core/model';
import type { ReadIssue, StoredLink } from '../../../../src/ports';
import { quietTrackers } from '../../../../src/sync/trial/quiet-trackers';
import { tryIssue } from '../../../../src/sync/trial/try-issue';
import { aPairAtWork, type GivenPair } from '../../../support/a-pair-at-work';
import { aComment, aLink, aMapping, aRow, NOW_MS } from '../../../support/builders';

const AGREED = aLink({ jira: { summary: 'a' }, remote: { summary: 'a' } });
const URLS = {
  jira: 'https://acme.atlassian.net/browse/WEB-1',
  remote: 'https://redmine.acme.com/issues/12',
};
const NONE = { details: [], comments: { jira: 0, remote: 0 } };

const storedOf = (link: Link): StoredLink => ({
  link,
  comments: [],
  attachments: [],
  relations: [],
  time: [],
});

/** Looks at the issue of a side; nothing may be written or saved. */
async function look(side: Side, given: GivenPair, link?: Link) {
  const pair = aPairAtWork({
    ...given,
    store: {
      wasUnlinked: async () => false,
      findLinkId: async (_connectionId, issueId) => (link && issueId === '10100' ? link.id : null),
      findLink: async (linkId) => (link && linkId === link.id ? storedOf(link) : null),
      ...given.store,
    },
  });
  const tried = await tryIssue(pair.ports, {
    mapping: pair.run.mapping,
    trackers: quietTrackers(pair.trackers),
    names: { jira: {}, remote: {} },
    side,
    issueId: side === 'jira' ? '10100' : '12',
  });
  expect(pair.saves).toEqual([]);
  return { tried, calls: pair.calls };
}

describe('a look at an issue that has a twin', () => {
  const changed: GivenPair = {
    jira: { fields: { summary: 'b' }, title: 'b', comments: [aComment('jira')] },
    remote: { fields: { summary: 'a' } },
  };
  const keys = { jira: 'WEB-1', remote: '#12' };

  it.each<Side>(['jira', 'remote'])('shows what a run would do, asked from %s', async (side) => {
    const { tried, calls } = await look(side, changed, AGREED);
    expect([tried, calls.map(([, method]) => method)]).toEqual([
      {
        kind: 'pair',
        keys,
        urls: URLS,
        title: 'b',
        reason: null,
        details: [{ kind: 'change', side: 'remote', field: 'summary', from: 'a', to: 'b' }],
        comments: { jira: 0, remote: 1 },
      },
      ['readIssue', 'readIssue'],
    ]);
  });

  it('tells nothing of a private pair but that it is one', async () => {
    const given = {
      jira: { ...changed.jira, restricted: true },
      remote: { ...changed.remote, restricted: true },
    };
    const { tried } = await look('jira', given, AGREED);
    expect(tried).toEqual({
      kind: 'pair',
      keys,
      urls: URLS,
      title: '',
      reason: null,
      details: [],
      comments: { jira: 0, remote: 1 },
    });
  });

  it('says why nothing would be done', async () => {
    const read: ReadIssue = { kind: 'hidden' };
    const known = findObstacle(
      aMapping(),
      AGREED,
      { kind: 'missing', side: 'jira', how: 'hidden' },
      NOW_MS,
    );
    const hidden = await look(
      'remote',
      { answers: () => ({ jira: { readIssue: () => read } }) },
      AGREED,
    );
    const elsewhere = await look('jira', {}, { ...AGREED, mappingId: 'ops' });
    const skipped = { kind: 'skip', keys, urls: {}, title: '', ...NONE };
    expect([hidden.tried, elsewhere.tried, elsewhere.calls]).toEqual([
      { ...skipped, reason: known?.problem.message },
      { ...skipped, reason: 'The pair belongs to mapping "ops".' },
      [],
    ]);
  });
});

describe('a look at an issue without a twin', () => {
  const own = { summary: 'a' };
  const twin = (kind: string, keys: object, urls: object, side: Side) => ({
    kind,
    keys,
    urls,
    title: 'a title',
    reason: null,
    details: [{ kind: 'change', side, field: 'summary', from: null, to: 'a' }],
    comments: { jira: 0, remote: 0 },
  });

  it.each<[Side, object]>([
    ['jira', twin('create-in-remote', { jira: 'WEB-1' }, { jira: URLS.jira }, 'remote')],
    ['remote', twin('create-in-jira', { remote: '#12' }, { remote: URLS.remote }, 'jira')],
  ])('shows the twin that it would get: of %s', async (side, expected) => {
    const { tried, calls } = await look(side, { [side]: { fields: own } });
    expect([tried, calls]).toEqual([
      expected,
      [
        [
          side,
          'readIssue',
          side === 'jira' ? '10100' : '12',
          { sinceEntryId: 0, checksScope: true },
        ],
      ],
    ]);
  });

  it.each<[Side, object]>([
    ['jira', { jira: 0, remote: 2 }],
    ['remote', { jira: 2, remote: 0 }],
  ])('counts the comments that would cross with it: from %s', async (side, expected) => {
    const comments = [aComment(side), aComment(side, { id: '501' })];
    const { tried } = await look(side, { [side]: { fields: own, comments } });
    expect(tried.comments).toEqual(expected);
  });

  it('names the twin of its parent', async () => {
    const { tried } = await look('jira', {
      mapping: { fields: [aRow({ field: 'parent', kind: 'issue' })] },
      jira: { fields: { parent: '10050' } },
      store: {
        findLinkId: async (_connectionId, issueId) => (issueId === '10050' ? 'main:7' : null),
      },
    });
    expect(tried.details).toEqual([
      { kind: 'change', side: 'remote', field: 'parent', from: null, to: '7' },
    ]);
  });

  it('says what the twin waits for, where it comes only if somebody asks', async () => {
    const { tried } = await look('jira', {
      mapping: { create: { jira: true, remote: false } },
      jira: { fields: own },
    });
    expect([tried.kind, tried.reason]).toEqual([
      'create-in-remote',
      'The mapping creates no twins there.',
    ]);
  });

  const skipped = {
    kind: 'skip',
    keys: { jira: 'WEB-1' },
    urls: { jira: URLS.jira },
    title: 'a title',
    ...NONE,
  };
  const PRIVACY = aRow({
    field: 'security',
    jira: 'security',
    remote: 'is_private',
    kinds: { jira: 'option', remote: 'boolean' },
    values: [{ jira: '10', remote: '1', direction: 'both' }],
    isPrivacy: true,
  });

  it.each<[string, GivenPair, object]>([
    [
      'it is in no mapped project',
      { jira: { projectId: '9' } },
      { ...skipped, reason: 'The issue is in no mapped project.' },
    ],
    [
      'its twin is known to be lost',
      {
        jira: { marker: '12.n' },
      },
      {
        ...skipped,
        reason:
          'WEB-1 was once created as the twin of #12 and their link is lost; rebuild the links of mapping "web".',
      },
    ],
    [
      'its type has no counterpart',
      {
        mapping: { fields: [aRow({ field: 'issuetype', kind: 'option' })] },
        jira: { fields: { issuetype: '7' }, labels: { issuetype: 'Epic' } },
      },
      {
        ...skipped,
        reason:
          'Jira issue WEB-1 has the type "Epic", which has no row towards Redmine in mapping "web": no twin was created. Add a row under issueTypes.',
      },
    ],
    [
      'it is private, which nothing says across: neither is its title told',
      { jira: { restricted: true, fields: own } },
      { ...skipped, title: '', reason: 'The issue is private.' },
    ],
    [
      'it is private in a way that has no counterpart',
      {
        mapping: { fields: [aRow(), PRIVACY] },
        jira: { restricted: true, fields: { ...own, security: '11' } },
      },
      { ...skipped, title: '', reason: 'The issue is private.' },
    ],
    [
      'the app does not see it',
      { answers: () => ({ jira: { readIssue: (): ReadIssue => ({ kind: 'gone' }) } }) },
      { ...skipped, keys: {}, urls: {}, title: '', reason: 'Jira does not show it to the app.' },
    ],
  ])('says why it gets none: %s', async (_what, given, expected) => {
    expect((await look('jira', given)).tried).toEqual(expected);
  });

  it('tells of a private one only that its twin would be made', async () => {
    const { tried } = await look('jira', {
      mapping: { fields: [aRow(), PRIVACY] },
      jira: { restricted: true, fields: { ...own, security: '10' } },
    });
    expect(tried).toEqual({ ...skipped, kind: 'create-in-remote', title: '', reason: null });
  });
});
