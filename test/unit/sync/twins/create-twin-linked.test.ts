import { describe, expect, it } from 'vitest';
import type { Side } from '../../../../src/core/model';
import type { Claim } from '../../../../src/core/twins/claim';
import type { NewIssue, ReadOptions } from '../../../../src/ports';
import { LostRaceError } from '../../../../src/sync/link/lost-race';
import { createTwin } from '../../../../src/sync/twins/create-twin';
import { aPairAtWork, type GivenPair } from '../../../support/a-pair-at-work';
import {
  aBase,
  aClaim,
  adf,
  adfText,
  aLink,
  anAttachment,
  aRow,
  NOW_MS,
  textile,
} from '../../../support/builders';

const OWN = { jira: { issueId: '10100' }, remote: { issueId: '12' } };

/** One side's issue gets its twin, which is there as it was created. */
async function create(side: Side, given: GivenPair & { readonly asked?: boolean }) {
  const pair = aPairAtWork({
    stored: { link: aLink({}, { version: 0 }) },
    ...given,
    store: {
      findClaim: async () => null,
      wasUnlinked: async () => false,
      claim: async (claim: Claim) => ({ kind: 'ours', claim }),
      ...given.store,
    },
    answers: (issues) => {
      const more = given.answers?.(issues) ?? {};
      const making = (to: Side) => ({
        newestIssue: () => '100',
        createIssue: ({ fields }: NewIssue) => {
          issues[to] = { ...issues[to], fields };
          return OWN[to];
        },
        ...more[to],
      });
      return { jira: making('jira'), remote: making('remote') };
    },
  });
  const ports = { ...pair.ports, newNonce: () => 'nonce' };
  const { mapping, trackers } = pair.run;
  const { asked = false } = given;
  const request = { mapping, trackers, side, issueId: OWN[side].issueId, cause: 'jira', asked };
  const outcome = await createTwin(ports, request).catch((error: unknown) => error);
  return {
    outcome,
    saves: pair.saves,
    calls: pair.calls,
    created: pair.calls.flatMap(([to, method, issue]) =>
      method === 'createIssue' ? [[to, (issue as NewIssue).fields]] : [],
    ),
  };
}

const A = { fields: { summary: 'a' } };

describe('a twin that was made', () => {
  it.each<[Side, Side, string, string]>([
    ['jira', 'remote', 'WEB-1', '#12'],
    ['remote', 'jira', '#12', 'WEB-1'],
  ])(
    'is linked before anything more is done: that of an issue in %s',
    async (side, to, own, key) => {
      const { outcome, saves } = await create(side, { [side]: A });
      const sides = {
        jira: aBase('jira', A),
        remote: aBase('remote', A),
      };
      expect([outcome, saves]).toEqual([
        { kind: 'synced' },
        [
          {
            link: aLink(
              {},
              {
                version: 0,
                origin: side,
                sides: { ...sides, [to]: { ...sides[to], writtenAtMs: NOW_MS } },
              },
            ),
            texts: {},
            audit: [
              {
                atMs: NOW_MS,
                kind: 'created',
                linkId: 'main:12',
                mappingId: 'web',
                side: to,
                field: null,
                from: own,
                to: key,
                cause: 'jira',
              },
            ],
            completes: { side, issueId: OWN[side].issueId },
          },
        ],
      ]);
    },
  );

  it('is brought in step with what no create call takes', async () => {
    const status = aRow({
      field: 'status',
      kind: 'option',
      values: [{ jira: '10001', remote: '2', direction: 'both' }],
    });
    const { outcome, saves, calls } = await create('jira', {
      mapping: { fields: [aRow(), status] },
      jira: { fields: { summary: 'a', status: '10001' } },
    });
    expect([
      outcome,
      calls.filter(([, method]) => method === 'writeIssue'),
      saves.map(({ audit }) => audit.map(({ kind }) => kind)),
    ]).toEqual([
      { kind: 'synced' },
      [['remote', 'writeIssue', { issueId: '12', fields: { status: '2' } }]],
      [['created'], ['field-written']],
    ]);
  });

  it('keeps the texts that both were born with', async () => {
    const { saves } = await create('jira', {
      mapping: { fields: [aRow({ field: 'description', kind: 'text' })] },
      jira: { fields: { description: adfText('one') } },
    });
    expect(saves[0]?.texts).toEqual({ description: { adf: adf('one'), source: 'one' } });
  });

  it('tells how its first sync ended', async () => {
    const { outcome } = await create('jira', { mapping: { paused: true }, jira: A });
    expect(outcome).toEqual({ kind: 'skipped', reason: 'the mapping is paused' });
  });

  it('is left to whoever linked it first', async () => {
    const { outcome } = await create('jira', { jira: A, lostSaves: [1] });
    expect(outcome).toEqual(new LostRaceError('main:12'));
  });

  it('that rings before its link is saved is linked in its creator’s place', async () => {
    const claim = aClaim({ side: 'remote', issueId: '12', nonce: 'n' });
    const { outcome, saves, created } = await create('jira', {
      jira: { ...A, marker: '12.n' },
      remote: A,
      store: { findClaim: async () => claim },
      // The search lags, and finds it later than it rings.
      answers: () => ({ jira: { findByMarker: () => null } }),
    });
    expect([
      outcome,
      created,
      saves.map(({ link, audit, completes }) => [link.origin, audit[0]?.side, completes]),
    ]).toEqual([{ kind: 'synced' }, [], [['remote', 'jira', { side: 'remote', issueId: '12' }]]]);
  });

  it('waits from the start where its original left the scope before it was found', async () => {
    const { calls, saves } = await create('jira', {
      jira: { ...A, marker: '12.n' },
      remote: { fields: { summary: 'edited since' } },
      store: { findClaim: async () => aClaim({ side: 'remote', issueId: '12', nonce: 'n' }) },
      answers: (issues) => ({
        jira: { findByMarker: () => null },
        remote: {
          readIssue: (_id: string, { checksScope }: ReadOptions) => ({
            kind: 'found',
            snapshot: { ...issues.remote, ...(checksScope ? { outOfScope: true } : {}) },
          }),
        },
      }),
    });
    expect([
      calls.filter(([, method]) => method === 'writeIssue'),
      saves.at(-1)?.link.problems.map(({ kind, side }) => [kind, side]),
    ]).toEqual([[], [['out-of-scope', 'remote']]]);
  });
});

describe('the twin of an issue below another', () => {
  const parent = aRow({ field: 'parent', kind: 'issue' });
  const mapping = { fields: [aRow(), parent] };
  const linked = {
    link: aLink(
      {},
      { sides: { jira: aBase('jira', { issueId: '10050' }), remote: aBase('remote') } },
    ),
    comments: [],
    attachments: [],
    relations: [],
    time: [],
  };

  it.each<[Side, string, string, GivenPair['store']]>([
    [
      'jira',
      '10050',
      '7',
      {
        findLinkId: async (_connectionId, issueId) => (issueId === '10050' ? 'main:7' : null),
      },
    ],
    ['remote', '7', '10050', { findLink: async (id) => (id === 'main:7' ? linked : null) }],
  ])('is made below its parent’s twin: from %s', async (side, parentId, twinId, store) => {
    const { calls, created } = await create(side, {
      mapping,
      [side]: { fields: { summary: 'a', parent: parentId } },
      ...(store ? { store } : {}),
    });
    const to = side === 'jira' ? 'remote' : 'jira';
    expect([calls.slice(0, 1), created]).toEqual([
      [[side, 'readIssue', OWN[side].issueId, { sinceEntryId: 0, checksScope: true }]],
      [[to, { summary: 'a', parent: twinId }]],
    ]);
    expect(calls.filter(([, , id]) => id === parentId)).toEqual([]);
  });

  it('comes alone where somebody asked for it and the parent is older than the mapping', async () => {
    const later = { atMs: NOW_MS, issueId: 0 };
    const { created } = await create('jira', {
      asked: true,
      mapping: { ...mapping, enabledAt: { jira: later, remote: later } },
      jira: { fields: { summary: 'a', parent: '10050' } },
    });
    expect(created).toEqual([['remote', { summary: 'a' }]]);
  });
});

describe('the twin of a private issue', () => {
  const security = aRow({
    field: 'security',
    jira: 'security',
    remote: 'is_private',
    kinds: { jira: 'option', remote: 'boolean' },
    values: [{ jira: '10', remote: '1', direction: 'both' }],
    isPrivacy: true,
  });
  const given = (level: string): GivenPair => ({
    mapping: { fields: [aRow(), security] },
    jira: { restricted: true, fields: { summary: 'secret', security: level } },
  });

  it('is born without its words', async () => {
    expect((await create('jira', given('10'))).created).toEqual([
      ['remote', { summary: 'Private', security: '1' }],
    ]);
  });

  it('is not thought of where the mapping takes no private ones: neither gets its parent one', async () => {
    const { outcome, calls } = await create('jira', {
      mapping: { fields: [aRow(), aRow({ field: 'parent', kind: 'issue' })] },
      jira: { restricted: true, fields: { summary: 'secret', parent: '10050' } },
    });
    expect([outcome, calls.length]).toEqual([
      { kind: 'skipped', reason: 'the issue is private' },
      1,
    ]);
  });

  it('is not made where nothing says how it would be private', async () => {
    const { outcome, created } = await create('jira', given('11'));
    expect([outcome, created]).toEqual([{ kind: 'skipped', reason: 'the issue is private' }, []]);
  });
});

describe('the twin of an issue that shows its files', () => {
  it('names them from birth', async () => {
    const { created } = await create('jira', {
      mapping: { fields: [aRow({ field: 'description', kind: 'text' })] },
      jira: {
        fields: {
          description: {
            format: 'adf',
            doc: {
              type: 'doc',
              version: 1,
              content: [
                {
                  type: 'mediaSingle',
                  content: [{ type: 'media', attrs: { type: 'file', id: 'm', collection: '' } }],
                },
              ],
            },
          },
        },
        attachments: [anAttachment('jira', { id: '1', name: 'a.png' })],
      },
      answers: () => ({ jira: { findMediaIds: () => new Map([['1', 'm']]) } }),
    });
    expect(created).toEqual([['remote', { description: textile('!a.png!') }]]);
  });
});
