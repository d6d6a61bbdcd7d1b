import { describe, expect, it } from 'vitest';
import type { Circuit } from '../../../../src/core/failing/circuit';
import type { Problem } from '../../../../src/core/link';
import { type AlarmSources, findAlarms } from '../../../../src/core/notices/find-alarms';
import { aLink, aMapping, NOW_MS } from '../../../support/builders';

const OPEN: Circuit = {
  kind: 'open',
  cause: 'failures',
  openedAtMs: NOW_MS,
  retryAtMs: NOW_MS + 60_000,
  message: '503',
};

const PROBLEM: Problem = {
  kind: 'write-not-taken',
  side: 'remote',
  field: 'status',
  value: '2',
  message: 'what not everybody may read',
  foundAtMs: NOW_MS,
};

function find(sources: Partial<AlarmSources>) {
  return findAlarms({
    circuits: {},
    connectionNames: new Map([['main', 'Acme']]),
    mappings: [aMapping()],
    letters: [],
    links: [],
    isCut: { letters: false, links: false },
    collectorFailure: null,
    ...sources,
  });
}

describe('what is broken', () => {
  it('is nothing while all is well, or may be by itself', () => {
    expect(
      find({
        circuits: {
          jira: { kind: 'failing', failures: 2, issueIds: [] },
          'remote:main': { kind: 'waiting', retryAtMs: NOW_MS, message: 'wait' },
          'remote:former': OPEN,
        },
        mappings: [
          aMapping({ paused: true }),
          aMapping({ id: 'b', pausedFor: 'it was, and is resumed' }),
        ],
        links: [aLink()],
      }),
    ).toEqual([]);
  });

  it('is a tracker that gives no answer, or refuses us, in its own words', () => {
    expect(
      find({
        circuits: { jira: OPEN, 'remote:main': { ...OPEN, cause: 'access', message: '401' } },
      }),
    ).toEqual([
      {
        id: 'tracker-down:jira',
        kind: 'tracker-down',
        what: 'Jira',
        sinceMs: NOW_MS,
        count: null,
        words: '503',
      },
      {
        id: 'access-refused:remote:main',
        kind: 'access-refused',
        what: 'Acme',
        sinceMs: NOW_MS,
        count: null,
        words: '401',
      },
    ]);
  });

  it('is a mapping that the app paused, however long ago', () => {
    expect(find({ mappings: [aMapping({ paused: true, pausedFor: '20 deletions' })] })).toEqual([
      {
        id: 'mapping-paused:web',
        kind: 'mapping-paused',
        what: 'WEB ↔ web-shop',
        sinceMs: 0,
        count: null,
        words: '20 deletions',
      },
    ]);
  });

  const LETTERS = [
    { mappingId: 'web', failedAtMs: NOW_MS - 2, message: 'oldest' },
    { mappingId: 'web', failedAtMs: NOW_MS, message: 'newest' },
    { mappingId: 'other', failedAtMs: NOW_MS + 1, message: 'of another mapping' },
    { mappingId: 'web', failedAtMs: NOW_MS - 1, message: 'between' },
  ];
  const FAILED = {
    id: 'changes-failed:web',
    kind: 'changes-failed',
    what: 'WEB ↔ web-shop',
    sinceMs: NOW_MS - 2,
    count: 3,
    words: 'newest',
  };

  it('is what was given up: since the first, in the words of the last', () => {
    expect(find({ letters: LETTERS })).toEqual([FAILED]);
  });

  it('is what pairs have as problems, without their words', () => {
    const links = [
      aLink({}, { problems: [PROBLEM, { ...PROBLEM, foundAtMs: NOW_MS - 5 }] }),
      aLink({}, { problems: [{ ...PROBLEM, foundAtMs: NOW_MS - 3 }] }),
      aLink({}, { mappingId: 'other', problems: [{ ...PROBLEM, foundAtMs: NOW_MS - 9 }] }),
      aLink(),
    ];
    const problems = {
      id: 'pairs-with-problems:web',
      kind: 'pairs-with-problems',
      what: 'WEB ↔ web-shop',
      sinceMs: NOW_MS - 5,
      count: 2,
      words: null,
    };
    expect(find({ links })).toEqual([problems]);
    expect(find({ links, letters: LETTERS, isCut: { letters: true, links: true } })).toEqual([
      { ...FAILED, count: null },
      { ...problems, count: null },
    ]);
  });

  it('is a collector that stands', () => {
    expect(find({ collectorFailure: { message: '500', sinceMs: NOW_MS } })).toEqual([
      {
        id: 'collector-stands',
        kind: 'collector-stands',
        what: '',
        sinceMs: NOW_MS,
        count: null,
        words: '500',
      },
    ]);
  });
});
