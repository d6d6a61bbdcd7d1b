import { describe, expect, it } from 'vitest';
import { type BundleInput, composeBundle } from '../../../src/core/support-bundle';
import { aMapping, aRow, NOW_MS } from '../../support/builders';

const CONNECTION: BundleInput['connections'][number] = {
  id: 'main',
  url: 'https://redmine.acme.com',
  textFormat: 'textile',
  apiKey: 'a-key',
  webhookSecrets: ['a-secret'],
  requestsPerMinute: null,
};

function bundleOf(input: Partial<BundleInput> = {}) {
  return composeBundle({
    nowMs: NOW_MS,
    versions: { app: '1.2.0' },
    connections: [CONNECTION],
    mappings: [],
    verifications: [],
    circuits: {},
    pulse: null,
    links: [],
    letters: [],
    ...input,
  });
}

/** The first mapping as the bundle tells it. */
const mappingOf = (input: Partial<BundleInput>) => (bundleOf(input).mappings as unknown[])[0];

const PLAIN = {
  mapping: 1,
  connection: 1,
  isPaused: false,
  isPausedByApp: false,
  version: 1,
  textFormat: 'textile',
  create: { jira: true, remote: true },
  onConflict: 'manual',
  people: 0,
  limits: aMapping().limits,
  fields: [],
  comments: null,
  attachments: null,
  relations: null,
  timeEntries: null,
  scope: undefined,
  verification: null,
};
const BARE = aMapping({ fields: [], comments: null, attachments: null });

it('tells of an installation without anything in it', () => {
  expect(bundleOf({ connections: [] })).toEqual({
    at: '2026-11-21T12:00:00.000Z',
    versions: { app: '1.2.0' },
    connections: [],
    mappings: [],
    circuits: [],
    pulse: null,
    conflicts: {},
    problems: {},
    givenUp: {},
  });
});

describe('a connection in the bundle', () => {
  it('has a number for its name, and no key', () => {
    const other = {
      ...CONNECTION,
      url: 'http://10.0.0.1:8080/tools/redmine',
      apiKey: '',
      webhookSecrets: [],
      requestsPerMinute: 30,
      textFormat: 'markdown' as const,
    };
    expect(bundleOf({ connections: [CONNECTION, other] }).connections).toEqual([
      {
        connection: 1,
        url: 'https://…',
        textFormat: 'textile',
        hasApiKey: true,
        webhookSecrets: 1,
        requestsPerMinute: null,
      },
      {
        connection: 2,
        url: 'http://…:8080/…/…',
        textFormat: 'markdown',
        hasApiKey: false,
        webhookSecrets: 0,
        requestsPerMinute: 30,
      },
    ]);
  });

  it('says so where its address is none', () => {
    const connections = [{ ...CONNECTION, url: 'redmine' }];
    expect(bundleOf({ connections }).connections).toMatchObject([{ url: 'no address' }]);
  });
});

describe('a mapping in the bundle', () => {
  it('that has next to nothing', () => {
    expect(mappingOf({ mappings: [BARE] })).toEqual(PLAIN);
  });

  it('tells how it is set, and of what people named only how many there are', () => {
    const person = { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: '', remoteLogin: null };
    const mapping = aMapping({
      connectionId: 'gone',
      paused: true,
      pausedFor: 'Ada deleted too much',
      people: [person],
      fields: [
        aRow(),
        aRow({
          kind: 'option',
          unmapped: 'create',
          values: [{ jira: '10', remote: '1', direction: 'both' }],
          template: { side: 'jira', parts: [{ text: 'secret' }] },
        }),
      ],
      comments: {
        direction: 'toJira',
        attribution: 'by {author}',
        privateTo: { kind: 'role', id: 'Staff', name: 'Staff' },
      },
      relations: {
        direction: 'both',
        types: [{ jira: 'Blocks', remote: 'blocks', isSymmetric: false }],
      },
      timeEntries: { direction: 'toRemote', activityId: '9', activities: [] },
      scope: {
        leaving: 'pause',
        jira: { terms: [], query: 'text ~ secret' },
        remote: { terms: [{ key: 'tracker', values: ['1'] }], query: '4' },
      },
    });
    const row = {
      jira: 'summary',
      remote: 'subject',
      direction: 'both',
      onConflict: 'manual',
    };
    expect(mappingOf({ mappings: [mapping] })).toEqual({
      ...PLAIN,
      connection: 0,
      isPaused: true,
      isPausedByApp: true,
      people: 1,
      fields: [
        {
          ...row,
          kinds: { jira: 'line', remote: 'line' },
          unmapped: 'review',
          values: 0,
          isTemplate: false,
        },
        {
          ...row,
          kinds: { jira: 'option', remote: 'option' },
          unmapped: 'create',
          values: 1,
          isTemplate: true,
        },
      ],
      comments: { direction: 'toJira', carriesPrivate: true },
      attachments: mapping.attachments,
      relations: { direction: 'both', types: 1 },
      timeEntries: { direction: 'toRemote' },
      scope: { leaving: 'pause', hasJql: true, hasSavedQuery: true, terms: ['tracker'] },
    });
  });

  it('tells of sides that are covered whole, and of comments that all may read', () => {
    const mapping = {
      ...BARE,
      scope: { leaving: 'keep' },
      comments: { direction: 'both' },
    } as const;
    expect(mappingOf({ mappings: [mapping] })).toEqual({
      ...PLAIN,
      comments: { direction: 'both', carriesPrivate: false },
      scope: { leaving: 'keep', hasJql: false, hasSavedQuery: false, terms: [] },
    });
  });

  it.each([
    [undefined, null],
    [{ running: { startedAtMs: 1 }, done: null }, null],
    [
      { running: null, done: { startedAtMs: 0, finishedAtMs: NOW_MS, links: 7, left: ['main:1'] } },
      { finishedAt: '2026-11-21T12:00:00.000Z', links: 7, left: 1 },
    ],
    [
      { running: null, done: { startedAtMs: 0, finishedAtMs: NOW_MS, left: [] } },
      { finishedAt: '2026-11-21T12:00:00.000Z', links: null, left: 0 },
    ],
  ])('tells of its last full comparison: %j', (verification, expected) => {
    const verifications = verification ? [verification] : [];
    expect(mappingOf({ mappings: [BARE], verifications })).toEqual({
      ...PLAIN,
      verification: expected,
    });
  });
});

it('tells which tracker is not called, and what it said by its shape only', () => {
  const message = '[redmine] PUT /issues/12.json: 503 Sorry, Ada';
  expect(
    bundleOf({
      circuits: {
        jira: { kind: 'failing', failures: 2, issueIds: ['10100'] },
        'remote:main': { kind: 'open', cause: 'failures', openedAtMs: 0, retryAtMs: 1, message },
        'remote:other': { kind: 'waiting', retryAtMs: 1, message },
      },
    }).circuits,
  ).toEqual([
    { tracker: 'jira', kind: 'failing' },
    { tracker: 'redmine', kind: 'open', cause: 'failures', said: '[redmine] PUT /issues: 503' },
    { tracker: 'redmine', kind: 'waiting', said: '[redmine] PUT /issues: 503' },
  ]);
});

it('tells how the sync goes', () => {
  const days = [{ day: '2026-11-20', toJira: 1, toRemote: 2, conflicts: 0, failures: 0 }];
  const pulse = { sweptAtMs: NOW_MS, countedToMs: 1, days, lagsMs: [4000], bellsAtMs: { web: 2 } };
  expect(bundleOf({ pulse }).pulse).toEqual({
    sweptAt: '2026-11-21T12:00:00.000Z',
    days,
    lagsMs: [4000],
  });
});

it('counts what waits for a person, the commonest first', () => {
  const conflict = (kind: 'both-changed' | 'no-base') => ({
    field: 'summary',
    kind,
    jira: 'secret',
    remote: 'secret',
    labels: { jira: null, remote: null },
    foundAtMs: 0,
    jiraAuthor: null,
    remoteAuthor: null,
  });
  const problem = (side: 'jira' | 'remote') => ({
    kind: 'issue-hidden' as const,
    side,
    field: null,
    value: 'secret',
    message: 'secret',
    foundAtMs: 0,
  });
  const { conflicts, problems } = bundleOf({
    links: [
      { conflicts: [conflict('no-base'), conflict('both-changed')], problems: [problem('jira')] },
      { conflicts: [conflict('both-changed')], problems: [problem('remote'), problem('remote')] },
    ],
  });
  expect([conflicts, problems].map((counts) => Object.entries(counts as object))).toEqual([
    [
      ['both-changed', 2],
      ['no-base', 1],
    ],
    [
      ['issue-hidden in remote', 2],
      ['issue-hidden in jira', 1],
    ],
  ]);
});

it.each([
  ['[redmine] PUT /issues/12.json: 422 Status is invalid', '[redmine] PUT /issues: 422 (workflow)'],
  ['[jira] GET /rest/api/3/issue/WEB-1: 404', '[jira] GET /rest/api/3/issue: 404 (gone)'],
  [
    '[jira] DELETE /rest/api/3/comment/9: 403 no',
    '[jira] DELETE /rest/api/3/comment: 403 (rights)',
  ],
  [
    '[redmine] POST /uploads.json?filename=salaries.pdf: 413',
    '[redmine] POST /uploads: 413 (too-large)',
  ],
  ['[redmine] GET https://redmine.acme.com/x: no answer', '[redmine] (other)'],
  ['[redmine] answered with a page of its own: 502', '[redmine]: 502 (other)'],
  ['Ada has no row', 'of our own (not-mapped)'],
])('says of "%s" only "%s"', (message, told) => {
  expect(bundleOf({ letters: [{ message, failedAtMs: 0 }] }).givenUp).toEqual({ [told]: 1 });
});
