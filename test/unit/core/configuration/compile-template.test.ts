import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../../src/core/configuration/compile-template';
import type {
  ConfigurationMistake,
  ConfiguredField,
} from '../../../../src/core/configuration/configuration';
import type { Direction } from '../../../../src/core/mapping';
import { aProjectPair } from '../../../support/a-project';

const NAMES = 'summary, description, assignee, duedate';

function compile(configured: ConfiguredField, direction: Direction) {
  const mistakes: ConfigurationMistake[] = [];
  const input = { configured, path: 'fields[0]', projects: aProjectPair() };
  const compiled = compileTemplate(input, direction, mistakes);
  if (mistakes.length === 0) return compiled;
  expect(compiled).toBeNull();
  return mistakes.map(({ path, message }) => `${path}: ${message}`);
}

describe('several fields that feed one', () => {
  it('are read in Jira for a field of Redmine', () => {
    expect(
      compile({ template: '{Summary} until {duedate}', redmine: 'Subject' }, 'toRemote'),
    ).toEqual({
      fields: {
        jira: { key: '', name: '{Summary} until {duedate}', kind: 'line' },
        remote: { key: 'subject', name: 'Subject', kind: 'line' },
      },
      template: {
        side: 'jira',
        parts: [
          { key: 'summary', kind: 'line' },
          { text: ' until ' },
          { key: 'duedate', kind: 'date' },
        ],
      },
    });
  });

  it('are read in Redmine for a field of Jira', () => {
    expect(compile({ template: '#{Subject}{}', jira: 'summary' }, 'toJira')).toEqual({
      fields: {
        jira: { key: 'summary', name: 'Summary', kind: 'line' },
        remote: { key: '', name: '#{Subject}{}', kind: 'line' },
      },
      template: {
        side: 'remote',
        parts: [{ text: '#' }, { key: 'subject', kind: 'line' }, { text: '{}' }],
      },
    });
  });

  const MISPLACED =
    'fields[0]: A template stands in the place of "jira" and needs "redmine", the field that it feeds.';

  it.each<readonly [string, ConfiguredField, Direction, readonly string[]]>([
    [
      'both ways',
      { template: '{Summary}', redmine: 'subject' },
      'both',
      [
        'fields[0].direction: Several fields can feed one in one direction only: what people write into the one cannot be taken apart again. Valid: toJira, toRedmine.',
      ],
    ],
    [
      'beside the field that they replace',
      {
        template: '{Summary}',
        jira: 'summary',
        redmine: 'subject',
      },
      'toRemote',
      [MISPLACED],
    ],
    ['without the field that they feed', { template: '{Summary}' }, 'toRemote', [MISPLACED]],
    [
      'without a field among them',
      { template: 'always the same', redmine: 'subject' },
      'toRemote',
      ['fields[0].template: A template names at least one field in braces, like {Summary}.'],
    ],
    [
      'with names that do not exist',
      { template: '{Sumary}', redmine: 'sub' },
      'toRemote',
      [
        'fields[0].redmine: "sub" does not exist. Valid: subject, description, assigned_to, due_date.',
        `fields[0].template: "Sumary" does not exist. Valid: ${NAMES}.`,
      ],
    ],
    [
      'with one name of two that does not exist',
      {
        template: '{Summary}{Nothing}',
        redmine: 'subject',
      },
      'toRemote',
      [`fields[0].template: "Nothing" does not exist. Valid: ${NAMES}.`],
    ],
  ])('are refused %s', (_what, configured, direction, mistakes) => {
    expect(compile(configured, direction)).toEqual(mistakes);
  });

  it('are not refused for mistakes that were found before', () => {
    const mistakes = [{ path: 'elsewhere', message: 'wrong' }];
    const configured = { template: '{Summary}', redmine: 'subject' };
    const input = { configured, path: 'fields[0]', projects: aProjectPair() };
    expect(compileTemplate(input, 'toRemote', mistakes)).not.toBeNull();
  });
});
