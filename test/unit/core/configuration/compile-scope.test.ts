import { describe, expect, it } from 'vitest';
import {
  type CompileScopeInput,
  compileScope,
} from '../../../../src/core/configuration/compile-scope';
import type {
  ConfigurationMistake,
  ConfiguredScope,
} from '../../../../src/core/configuration/configuration';
import { aProject } from '../../../support/a-project';

const CATEGORY = {
  key: 'category',
  name: 'Category',
  kind: 'option',
  options: [{ id: '4', name: 'Shop' }],
} as const;
const SEVERITY = {
  key: 'cf_1',
  name: 'Severity',
  kind: 'option',
  options: [{ id: '7', name: 'Major' }],
} as const;
const OWNER = { key: 'cf_3', name: 'Owner', kind: 'user' } as const;
const ADA = { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'Ada L', remoteLogin: 'al' };
const WORD = { key: 'cf_2', name: 'Word', kind: 'line' } as const;

function compile(
  configured: ConfiguredScope | undefined,
  queries: CompileScopeInput['queries'] = {},
  fields: Parameters<typeof aProject>[1] = { fields: [SEVERITY, CATEGORY, WORD] },
) {
  const mistakes: ConfigurationMistake[] = [];
  const project = aProject('remote', fields);
  const scope = compileScope(
    { configured, path: 'scope', project, people: [ADA], queries },
    mistakes,
  );
  if (mistakes.length === 0) return scope;
  return mistakes.map(({ path, message }) => `${path}: ${message}`);
}

describe('rules of scope', () => {
  it('are none where none are configured', () => {
    expect(compile(undefined)).toBeNull();
  });

  it('name issues by lists, custom fields and queries, with ids for names', () => {
    expect(
      compile(
        {
          jira: 'labels = a',
          redmine: {
            trackers: ['Bug'],
            statuses: ['Closed', 'New'],
            categories: ['shop'],
            customFields: { Severity: ['Major'], cf_2: ['any word'] },
            query: 'For Jira',
          },
          leaving: 'unlink',
        },
        { jira: '(labels = a)', remote: '12' },
      ),
    ).toEqual({
      jira: { terms: [], query: '(labels = a)' },
      remote: {
        terms: [
          { key: 'tracker', values: ['1'] },
          { key: 'status', values: ['5', '1'] },
          { key: 'category', values: ['4'] },
          { key: 'cf_1', values: ['7'] },
          { key: 'cf_2', values: ['any word'] },
        ],
        query: '12',
      },
      leaving: 'unlink',
    });
  });

  it.each([
    ['only what leaves', { leaving: 'keep' }, {}, { leaving: 'keep' }],
    [
      'one side',
      { redmine: { trackers: ['Bug'] } },
      {},
      {
        remote: { terms: [{ key: 'tracker', values: ['1'] }] },
        leaving: 'pause',
      },
    ],
    [
      'a saved query alone',
      { redmine: { query: 12 } },
      { remote: '12' },
      {
        remote: { terms: [], query: '12' },
        leaving: 'pause',
      },
    ],
  ] as const)('may name %s', (_what, configured, queries, scope) => {
    expect(compile(configured, queries)).toEqual(scope);
  });

  it('tell every name that does not exist', () => {
    expect(
      compile({
        redmine: {
          trackers: ['Bug', 'Bag'],
          statuses: ['Open'],
          categories: ['Shed'],
          customFields: { Severity: ['Minor'], Colour: ['red'] },
        },
      }),
    ).toEqual([
      'scope.redmine.trackers[1]: "Bag" does not exist. Valid: Bug.',
      'scope.redmine.statuses[0]: "Open" does not exist. Valid: New, Closed.',
      'scope.redmine.categories[0]: "Shed" does not exist. Valid: Shop.',
      'scope.redmine.customFields.Severity[0]: "Minor" does not exist. Valid: Major.',
      'scope.redmine.customFields.Colour: "Colour" does not exist. Valid: cf_1, category, cf_2.',
    ]);
  });

  it('name people as the table of users does, or anybody by number', () => {
    const owned = (...Owner: readonly string[]) =>
      compile({ redmine: { customFields: { Owner } } }, {}, { fields: [OWNER] });
    expect([owned('Ada L', 'al', '77'), owned('Bob')]).toEqual([
      { remote: { terms: [{ key: 'cf_3', values: ['5', '5', '77'] }] }, leaving: 'pause' },
      ['scope.redmine.customFields.Owner[0]: "Bob" does not exist. Valid: Ada L, al.'],
    ]);
  });

  it.each([
    ['the project has no such field', []],
    ['its choices are not shown', [{ key: 'category', name: 'Category', kind: 'option' }]],
  ] as const)('take numbers for categories where %s', (_why, fields) => {
    const categories = (...names: readonly string[]) =>
      compile({ redmine: { categories: names } }, {}, { fields });
    expect(categories('42')).toEqual({
      remote: { terms: [{ key: 'category', values: ['42'] }] },
      leaving: 'pause',
    });
    expect(categories('4', '4a', 'a4')).toEqual([
      'scope.redmine.categories[1]: "4a" cannot be looked up: the key may not see the list. Valid: the number, or a key that may.',
      'scope.redmine.categories[2]: "a4" cannot be looked up: the key may not see the list. Valid: the number, or a key that may.',
    ]);
  });
});
