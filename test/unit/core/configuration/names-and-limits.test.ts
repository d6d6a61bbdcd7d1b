import { describe, expect, it } from 'vitest';
import { limitsOf } from '../../../../src/core/configuration/limits';
import { listLossesOfKinds } from '../../../../src/core/configuration/list-losses-of-kinds';
import {
  findField,
  findNamed,
  type Mistakes,
  unknownName,
} from '../../../../src/core/configuration/match-names';

describe('a name', () => {
  it.each([
    ['Done', '1'],
    // A name goes before the id of another.
    ['3', '2'],
    ['1', '1'],
    // As it is written goes before any other case.
    ['done', '4'],
    ['DONE', '1'],
    ['gone', null],
  ])('%s is found as %s', (name, id) => {
    const mistakes: Mistakes = [];
    const known = [
      { id: '1', name: 'Done' },
      { id: '2', name: '3' },
      { id: '3', name: 'Three' },
      { id: '4', name: 'done' },
    ];
    expect({ id: findNamed(name, 'here', known, mistakes)?.id ?? null, mistakes }).toEqual({
      id,
      mistakes:
        id === null
          ? [{ path: 'here', message: '"gone" does not exist. Valid: Done, 3, Three, done.' }]
          : [],
    });
  });

  const fields = [
    { key: 'summary', name: 'Title', kind: 'line' },
    { key: 'cf_2', name: 'cf_1', kind: 'line' },
    { key: 'cf_1', name: 'Word', kind: 'line' },
  ] as const;

  it.each([
    ['summary', 'summary'],
    ['Title', 'summary'],
    // A key goes before the name of another field.
    ['cf_1', 'cf_1'],
    ['title', null],
  ])('of a field, %s, is found as %s', (name, key) => {
    const mistakes: Mistakes = [];
    expect({ key: findField(name, 'here', { fields }, mistakes)?.key ?? null, mistakes }).toEqual({
      key,
      mistakes:
        key === null
          ? [{ path: 'here', message: '"title" does not exist. Valid: summary, cf_2, cf_1.' }]
          : [],
    });
  });

  it('of a field that no issue shows to a key without admin rights may be there all the same', () => {
    const mistakes: Mistakes = [];
    findField('Customer', 'here', { fields, learnsFieldsFromIssues: true }, mistakes);
    expect(mistakes).toEqual([
      {
        path: 'here',
        message:
          '"Customer" does not exist. Valid: summary, cf_2, cf_1. The key has no admin rights in Redmine: it knows only custom fields that the project’s newest issues show.',
      },
    ]);
  });

  it('that does not exist is told with up to forty that do', () => {
    const names = Array.from({ length: 41 }, (_, index) => `n${index + 1}`);
    expect([
      unknownName('x', []),
      unknownName('x', names.slice(0, 40)),
      unknownName('x', names),
    ]).toEqual([
      '"x" does not exist. Valid: (none).',
      `"x" does not exist. Valid: ${names.slice(0, 40).join(', ')}.`,
      `"x" does not exist. Valid: ${names.slice(0, 40).join(', ')} and 1 more.`,
    ]);
  });
});

describe('limits', () => {
  it('are the usual ones where nothing is said', () => {
    expect(limitsOf({}, {})).toEqual({
      circuit: {
        jira: { threshold: 5, pauseSeconds: 60 },
        remote: { threshold: 5, pauseSeconds: 60 },
      },
      remoteRequestsPerMinute: null,
    });
  });

  it('are those of Jira and of the connection', () => {
    expect(
      limitsOf(
        { jira: { circuit: { threshold: 9 } } },
        { circuit: { pauseSeconds: 10 }, requestsPerMinute: 30 },
      ),
    ).toEqual({
      circuit: {
        jira: { threshold: 9, pauseSeconds: 60 },
        remote: { threshold: 5, pauseSeconds: 10 },
      },
      remoteRequestsPerMinute: 30,
    });
    expect(limitsOf({ jira: {} }, {})).toEqual(limitsOf({}, {}));
  });
});

describe('what kinds lose in each other', () => {
  it('is told once for each pair that a project has, both ways, but for those that lose nothing', () => {
    expect(
      listLossesOfKinds(
        [{ kind: 'date' }, { kind: 'line' }, { kind: 'date' }],
        [{ kind: 'date' }, { kind: 'datetime' }, { kind: 'user' }],
      ),
    ).toEqual({
      'datetime>date': ['the time of day'],
      'date>user': null,
      'user>date': null,
      'line>date': ['what does not read as one'],
      'line>datetime': ['what does not read as one'],
      'datetime>line': ['seconds'],
      'line>user': ['people without a row'],
    });
  });
});
