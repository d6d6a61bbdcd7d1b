import { describe, expect, it } from 'vitest';
import {
  compileValueRows,
  findValue,
  hasTable,
  matchValueNames,
} from '../../../../src/core/configuration/compile-values';
import type { ConfigurationMistake } from '../../../../src/core/configuration/configuration';
import type { FieldKind } from '../../../../src/core/mapping';
import type { FieldMetadata, Named } from '../../../../src/core/metadata';

type Field = Pick<FieldMetadata, 'kind' | 'options'>;

const choices = (...names: readonly string[]): readonly Named[] =>
  names.map((name) => ({ id: `id of ${name}`, name }));
const aChoice = (...names: readonly string[]): Field => ({
  kind: 'option',
  options: choices(...names),
});
const aField = (kind: FieldKind): Field => ({ kind });

describe('rows of values', () => {
  it('stand as they are written, the preferred ones first, with ids for names', () => {
    const mistakes: ConfigurationMistake[] = [];
    const rows = compileValueRows(
      [
        { jira: 'Low', redmine: 'small' },
        { jira: 'Lowest', redmine: 'small', direction: 'toRedmine' },
        { jira: 'High', redmine: 'big', direction: 'toJira', preferred: true },
        { jira: 'Nope', redmine: 'big' },
        { jira: 'High', redmine: 'nope' },
      ],
      'values',
      { jira: aChoice('High', 'Low', 'Lowest'), remote: aChoice('big', 'small') },
      mistakes,
    );
    expect({ rows, mistakes }).toEqual({
      rows: [
        { jira: 'id of High', remote: 'id of big', direction: 'toJira' },
        { jira: 'id of Low', remote: 'id of small', direction: 'both' },
        { jira: 'id of Lowest', remote: 'id of small', direction: 'toRemote' },
      ],
      mistakes: [
        {
          path: 'values[3].jira',
          message: '"Nope" does not exist. Valid: High, Low, Lowest.',
        },
        { path: 'values[4].redmine', message: '"nope" does not exist. Valid: big, small.' },
      ],
    });
  });

  it.each<readonly [string, Field, string | null]>([
    ['Low', aChoice('Low'), 'id of Low'],
    ['id of Low', aChoice('Low'), 'id of Low'],
    ['Lo', aChoice('Low'), null],
    // The key may not see the choices.
    ['12', aField('option'), '12'],
    ['any words', aField('line'), 'any words'],
    ['Yes', aField('boolean'), '1'],
    ['false', aField('boolean'), '0'],
    ['maybe', aField('boolean'), null],
  ])('know %s of %o as %s', (name, field, value) => {
    const mistakes: ConfigurationMistake[] = [];
    expect(findValue(name, 'here', field, mistakes)).toBe(value);
    expect(mistakes.map(({ path }) => path)).toEqual(value === null ? ['here'] : []);
  });

  it.each<readonly [FieldKind, FieldKind, boolean]>([
    ['option', 'option', true],
    ['boolean', 'option', true],
    // One way by the table, the other by what people read.
    ['option', 'line', true],
    ['integer', 'option', true],
    ['line', 'line', false],
    ['user', 'user', false],
    ['date', 'user', false],
  ])('join %s and %s: %s', (jira, remote, joined) => {
    expect([hasTable({ jira, remote }), hasTable({ jira: remote, remote: jira })]).toEqual([
      joined,
      joined,
    ]);
  });
});

describe('values that are called the same', () => {
  const match = (jira: Field, remote: Field) =>
    matchValueNames({ jira, remote }).map((row) => `${row.jira} ${row.direction} ${row.remote}`);

  it.each<readonly [string, Field, Field, readonly string[]]>([
    [
      'two lists, whatever the case',
      aChoice('High', 'Low', 'Odd'),
      aChoice('low', 'HIGH'),
      ['id of High both id of HIGH', 'id of Low both id of low'],
    ],
    [
      'a list and a yes or no',
      aChoice('Yes', 'No', 'Perhaps'),
      aField('boolean'),
      ['id of Yes both 1', 'id of No both 0'],
    ],
    [
      'a yes or no and a list',
      aField('boolean'),
      aChoice('yes', 'TRUE', 'no'),
      ['1 both id of yes', '0 both id of no', '1 both id of TRUE'],
    ],
    [
      'one box to tick and a yes or no',
      aChoice('I agree'),
      aField('boolean'),
      ['id of I agree both 1'],
    ],
    ['one choice and another list', aChoice('A'), aChoice('B'), []],
    [
      'a list and words',
      aChoice('Big one', 'small'),
      aField('line'),
      ['id of Big one both Big one', 'id of small both small'],
    ],
    ['words and a list', aField('line'), aChoice('Big one'), ['Big one both id of Big one']],
    [
      'a list and labels, which have no spaces',
      aChoice('Big  red one'),
      aField('labels'),
      ['id of Big  red one both Big_red_one'],
    ],
    ['labels and a list', aField('labels'), aChoice('Big one'), ['Big_one both id of Big one']],
    ['lists that the keys do not see', aField('option'), aField('option'), []],
  ])('are found for %s', (_what, jira, remote, rows) => {
    expect(match(jira, remote)).toEqual(rows);
  });
});
