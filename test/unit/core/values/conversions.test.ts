import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FieldRow, Mapping, ValueRow } from '../../../../src/core/mapping';
import type { FieldValue } from '../../../../src/core/model';
import { findConversion, listLosses } from '../../../../src/core/values/conversions';
import {
  convertValue,
  listWithoutCounterpart,
  sameAcross,
} from '../../../../src/core/values/convert';
import {
  FIELD_KIND_NAMES,
  type FieldKind,
  parseList,
  traitsOf,
} from '../../../../src/core/values/field-kinds';
import { fillTemplate } from '../../../../src/core/values/fill-template';
import { isTimeZone } from '../../../../src/core/values/zoned-day';
import { adfText, aMapping, aRow, textile } from '../../../support/builders';

interface Given {
  readonly jira: FieldKind;
  readonly remote: FieldKind;
  readonly values?: readonly ValueRow[];
  readonly row?: Partial<FieldRow>;
  readonly names?: Readonly<Record<string, string>>;
  readonly mapping?: Partial<Mapping>;
  readonly standing?: { readonly current: FieldValue; readonly agreed?: string | null };
}

const PEOPLE = [
  { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'Ada Lovelace', remoteLogin: 'al' },
];

function crossingOf({ jira, remote, values = [], row, names = {}, mapping }: Given) {
  return {
    mapping: aMapping({ people: PEOPLE, timeZone: 'Europe/Berlin', ...mapping }),
    row: aRow({ kinds: { jira, remote }, values, ...row }),
    names: { jira: names, remote: names },
  };
}

function toRemote(value: FieldValue, given: Given) {
  return convertValue(crossingOf(given), value, 'remote', given.standing);
}

const pair = (jira: string, remote: string): ValueRow => ({ jira, remote, direction: 'both' });

describe('a value of one kind, carried to a field of another', () => {
  it.each<[FieldKind, FieldKind, string, string]>([
    ['line', 'line', 'a\nb', 'a b'],
    ['line', 'line', 'x'.repeat(300), `${'x'.repeat(254)}…`],
    ['line', 'integer', '12,6', '13'],
    ['line', 'number', ' 1.50 ', '1.5'],
    ['number', 'integer', '2.5', '3'],
    ['number', 'percent', '99.6', '100'],
    ['number', 'line', '0.1', '0.1'],
    ['minutes', 'hours', '90', '1.5'],
    ['minutes', 'hours', '20', '0.33'],
    ['hours', 'minutes', '0.33', '20'],
    ['hours', 'number', '1.25', '1.25'],
    ['number', 'minutes', '1.25', '75'],
    ['line', 'hours', '1h 30m', '1.5'],
    ['line', 'hours', '1:45', '1.75'],
    ['minutes', 'line', '75', '1.25'],
    ['date', 'datetime', '2026-07-01', '2026-06-30T22:00:00.000Z'],
    ['datetime', 'date', '2026-06-30T22:00:00.000Z', '2026-07-01'],
    ['datetime', 'date', '2026-12-31T23:30:00.000Z', '2027-01-01'],
    ['datetime', 'line', '2026-06-30T22:05:09.000Z', '2026-07-01 00:05'],
    ['line', 'datetime', '2026-07-01 00:05', '2026-06-30T22:05:00.000Z'],
    ['line', 'datetime', '2026-07-01T00:05:00+00:00', '2026-07-01T00:05:00.000Z'],
    ['line', 'date', '2028-02-29', '2028-02-29'],
    ['boolean', 'line', '1', 'Yes'],
    ['line', 'boolean', 'No', '0'],
    ['boolean', 'integer', '0', '0'],
    ['integer', 'boolean', '7', '1'],
    ['line', 'labels', 'one, two two', '["one","two"]'],
    ['labels', 'line', '["one","two"]', 'one, two'],
    ['user', 'user', 'ada', '5'],
    ['user', 'line', 'ada', 'Ada Lovelace'],
    ['line', 'user', 'AL', '5'],
    ['user', 'users', 'ada', '["5"]'],
    ['line', 'url', 'https://example.com/x', 'https://example.com/x'],
    ['line', 'line', ' a ', 'a'],
    ['line', 'line', 'x'.repeat(255), 'x'.repeat(255)],
    ['number', 'percent', '0', '0'],
    ['number', 'percent', '100', '100'],
    ['number', 'integer', '-0.2', '0'],
    ['line', 'integer', '12', '12'],
    ['line', 'number', '+3', '3'],
    ['line', 'number', '-3.25', '-3.25'],
    ['minutes', 'line', '20', '0.33'],
    ['number', 'hours', '0', '0'],
    ['line', 'hours', ' 1,5 ', '1.5'],
    ['line', 'hours', '12', '12'],
    ['line', 'hours', '12.25 h', '12.25'],
    ['line', 'hours', '2h', '2'],
    ['line', 'hours', '12 h', '12'],
    ['line', 'hours', '12h15m', '12.25'],
    ['line', 'hours', '10 h  30 min', '10.5'],
    ['line', 'hours', '90m', '1.5'],
    ['line', 'hours', '12:30', '12.5'],
    ['boolean', 'line', '0', 'No'],
    ['line', 'boolean', ' yes ', '1'],
    ['integer', 'boolean', '0', '0'],
    ['line', 'date', ' 2026-07-01 ', '2026-07-01'],
    ['line', 'date', '2026-07-01 12:00', '2026-07-01'],
    ['line', 'datetime', ' 2026-07-01 ', '2026-06-30T22:00:00.000Z'],
    ['line', 'datetime', '2026-07-01T00:05:09', '2026-06-30T22:05:09.000Z'],
    ['line', 'datetime', '2026-07-01T00:05+0200', '2026-06-30T22:05:00.000Z'],
    ['line', 'labels', 'one,, two   two;', '["one","two"]'],
    ['line', 'users', 'AL; Ada', '["5"]'],
  ])('%s → %s: %j is %j', (jira, remote, value, expected) => {
    expect(toRemote(value, { jira, remote })).toEqual({
      kind: 'value',
      value: expected,
      missing: [],
    });
  });

  it.each<[FieldKind, FieldKind, string]>([
    ['line', 'integer', 'twelve'],
    ['line', 'date', '2027-02-29'],
    ['line', 'datetime', 'soon'],
    ['line', 'boolean', 'maybe'],
    ['line', 'url', 'not an address'],
    ['line', 'user', 'Nobody'],
    ['number', 'percent', '101'],
    ['option', 'option', '7'],
    ['line', 'integer', 'no 7'],
    ['line', 'integer', '7 or so'],
    ['line', 'integer', '#7'],
    ['number', 'percent', '-1'],
    ['number', 'hours', '-1'],
    ['line', 'hours', ''.padEnd(1, 'h')],
    ['line', 'hours', 'at 1:30'],
    ['line', 'hours', '1:300'],
    ['line', 'date', 'on 2026-07-01'],
    ['line', 'date', '2026-07-011'],
    ['line', 'date', '2026-99-01'],
    ['line', 'datetime', 'on 2026-07-01'],
    ['line', 'datetime', '2027-02-29 12:00'],
    ['line', 'datetime', '2026-07-01 99:99'],
    ['line', 'datetime', 'on 2026-07-01T00:05Z'],
    ['line', 'datetime', '2026-07-01T00:05Z or so'],
    ['line', 'datetime', '2026-07-01T99:05Z'],
  ])('%s → %s: %j has no counterpart', (jira, remote, value) => {
    expect(toRemote(value, { jira, remote })).toEqual({ kind: 'unmapped', value });
  });

  it('says what can be read of a rich text in a line', () => {
    expect(toRemote(adfText('Hello', 'again'), { jira: 'text', remote: 'line' })).toMatchObject({
      value: 'Hello again',
    });
  });

  it('says a line as it is in a rich text, whatever marks it seems to hold', () => {
    expect(toRemote('*not bold*', { jira: 'line', remote: 'text' })).toMatchObject({
      value: textile('&#42;not bold&#42;'),
    });
  });

  it('says the name of an option in a line, and finds the option again by it', () => {
    const given = { jira: 'option', remote: 'line', values: [pair('7', 'Red')] } as const;
    expect(toRemote('7', given)).toMatchObject({ value: 'Red' });
    expect(toRemote('8', { ...given, names: { '8': 'Blue' } })).toMatchObject({ value: 'Blue' });
    expect(convertValue(crossingOf(given), 'red', 'jira')).toMatchObject({ value: '7' });
  });

  it('says the name of an issue in a line, and of another in no list', () => {
    const given = { jira: 'issue', remote: 'line', names: { '10001': 'WEB-1' } } as const;
    expect([toRemote('10001', given), toRemote('10002', given)]).toMatchObject([
      { value: 'WEB-1' },
      { value: '10002' },
    ]);
  });

  it('makes a label of a name by what it may hold', () => {
    const given = { jira: 'option', remote: 'labels', names: { '8': 'Dark  Blue' } } as const;
    expect(toRemote('8', given)).toMatchObject({ value: '["Dark_Blue"]' });
  });

  it('takes words for those of a person whom they name, as people type them', () => {
    const given = { jira: 'line', remote: 'user' } as const;
    const nameless = [
      { ...PEOPLE[0], jira: 'bob', remote: '6', remoteLogin: null, jiraName: 'Bob' },
      ...PEOPLE,
    ] as typeof PEOPLE;
    expect([
      toRemote(' ada LOVELACE ', given),
      toRemote('al', { ...given, mapping: { people: nameless } }),
      convertValue(crossingOf({ jira: 'line', remote: 'user' }), '5', 'jira'),
    ]).toMatchObject([{ value: '5' }, { value: '5' }, { value: 'Ada' }]);
  });

  it('follows only the rows that lead there, by the exact word first', () => {
    const values = [
      { jira: '7', remote: 'RED', direction: 'toRemote' },
      { jira: '8', remote: 'Red', direction: 'both' },
      { jira: '9', remote: 'red', direction: 'both' },
    ] as const;
    const crossing = crossingOf({ jira: 'option', remote: 'line', values });
    const carried = ['RED', 'red', ' Red ', 'Blue'].map((word) =>
      convertValue(crossing, word, 'jira'),
    );
    expect(carried).toMatchObject([
      { value: '8' },
      { value: '9' },
      { value: '8' },
      { kind: 'unmapped' },
    ]);
    const ids = crossingOf({ jira: 'option', remote: 'option', values: [pair('1', 'A')] });
    expect(convertValue(ids, 'a', 'jira')).toMatchObject({ kind: 'unmapped' });
  });

  it('says nothing for nothing, be it an empty line or an empty text', () => {
    const nothing = { kind: 'value', value: null, missing: [] };
    expect([
      toRemote(null, { jira: 'line', remote: 'option' }),
      toRemote('', { jira: 'line', remote: 'labels' }),
      toRemote(adfText(''), { jira: 'text', remote: 'line' }),
      toRemote(null, { jira: 'text', remote: 'text' }),
      toRemote(null, { jira: 'line', remote: 'boolean' }),
      toRemote(null, { jira: 'option', remote: 'line' }),
    ]).toEqual(Array(6).fill(nothing));
  });

  it('takes an unticked box for the choice that a row names for it', () => {
    const box = (values: readonly ValueRow[]) =>
      ({ jira: 'boolean', remote: 'option', values }) as const;
    expect([
      toRemote('0', box([pair('1', 'a'), pair('0', 'b')])),
      toRemote('0', box([pair('1', 'a')])),
      toRemote('1', box([pair('0', 'b')])),
    ]).toMatchObject([{ value: 'b' }, { value: null }, { kind: 'unmapped' }]);
  });

  it('takes an empty number for no progress, and an unticked box for no', () => {
    expect(toRemote(null, { jira: 'number', remote: 'percent' })).toMatchObject({ value: '0' });
    const box = { jira: 'options', remote: 'boolean', values: [pair('7', '1')] } as const;
    expect(toRemote(null, box)).toMatchObject({ value: '0' });
    expect(toRemote('["7"]', box)).toMatchObject({ value: '1' });
    expect(convertValue(crossingOf(box), '0', 'jira')).toMatchObject({ value: null });
  });
});

describe('a list', () => {
  const values = [pair('1', 'a'), pair('2', 'b')];
  const lists = { jira: 'options', remote: 'options', values } as const;

  it('tells what nothing is known of, and carries the rest', () => {
    expect(toRemote('["1","3"]', lists)).toEqual({ kind: 'value', value: '["a"]', missing: ['3'] });
  });

  it('leaves what the other side cannot speak of', () => {
    const standing = { current: '["a","z"]' };
    expect(toRemote('["2"]', { ...lists, standing })).toMatchObject({ value: '["b","z"]' });
  });

  it('fed by a single value keeps all but the one that this was before', () => {
    const one = { jira: 'option', remote: 'options', values } as const;
    const standing = { current: '["a","z"]', agreed: '1' };
    expect(toRemote('2', { ...one, standing })).toMatchObject({ value: '["b","z"]' });
    expect(toRemote(null, { ...one, standing })).toMatchObject({ value: '["z"]' });
  });

  it('fed by a box says what the box says, whatever was before, and keeps what it says nothing of', () => {
    const box = (rows: readonly ValueRow[]) => {
      return { jira: 'boolean', remote: 'options', values: rows } as const;
    };
    const standing = { current: '["a","z"]', agreed: null };
    expect(toRemote('0', { ...box([pair('1', 'a')]), standing })).toMatchObject({ value: '["z"]' });
    expect(toRemote(null, { ...box([pair('1', 'a')]), standing })).toMatchObject({
      value: '["z"]',
    });
    const both = box([pair('1', 'b'), pair('0', 'a')]);
    expect(toRemote('1', { ...both, standing })).toMatchObject({ value: '["b","z"]' });
  });

  it('that feeds a single value leaves it, if it is one of them', () => {
    const many = { jira: 'options', remote: 'option', values } as const;
    const standing = { current: 'b' };
    expect(toRemote('["1","2"]', { ...many, standing })).toMatchObject({ value: 'b' });
    expect(toRemote('["1","2"]', many)).toMatchObject({ value: 'a' });
  });

  it('agrees with another only where each says all that the other does', () => {
    const agrees = (jira: string, remote: string) =>
      sameAcross(crossingOf(lists), { jira, remote });
    expect([
      agrees('["1"]', '["a"]'),
      agrees('["1","2"]', '["a"]'),
      agrees('["1","3"]', '["a"]'),
    ]).toEqual([true, false, false]);
  });
});

describe('whether both sides say the same', () => {
  const agrees = (given: Given, jira: FieldValue, remote: FieldValue) =>
    sameAcross(crossingOf(given), { jira, remote });

  it('is seen from either side where a table is many-to-one', () => {
    const values = [pair('1', 'a'), { jira: '2', remote: 'a', direction: 'toRemote' }] as const;
    const given = { jira: 'option', remote: 'option', values } as const;
    expect([agrees(given, '2', 'a'), agrees(given, '1', 'a'), agrees(given, '3', 'a')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is seen from the side that can be read into the other', () => {
    const given = { jira: 'text', remote: 'line' } as const;
    expect([
      agrees(given, adfText('a'), 'a'),
      agrees({ jira: 'user', remote: 'url' }, null, null),
    ]).toEqual([true, false]);
  });

  it('is so of a box that nobody touched and a list without members', () => {
    const given = { jira: 'options', remote: 'boolean', values: [pair('7', '1')] } as const;
    expect([
      agrees(given, null, null),
      agrees(given, null, '0'),
      agrees(given, '["7"]', null),
      agrees(given, '["7"]', '1'),
    ]).toEqual([true, true, false, true]);
  });

  it('is asked of a list only in the way that it flows', () => {
    const given = {
      jira: 'options',
      remote: 'option',
      values: [pair('1', 'a'), pair('2', 'b')],
      row: { direction: 'toRemote' },
    } as const;
    expect([agrees(given, '["1","2"]', 'b'), agrees(given, '["1"]', 'b')]).toEqual([true, false]);
  });
});

describe('what a list cannot carry', () => {
  it('is listed by its members', () => {
    const given = { jira: 'options', remote: 'options', values: [pair('1', 'a')] } as const;
    expect(listWithoutCounterpart(crossingOf(given), '["1","2"]', 'remote')).toEqual(['2']);
  });

  it.each([
    ['review', ['2']],
    ['create', ['2']],
    ['keep', []],
    ['clear', []],
  ] as const)('is told under the rule "%s": %j', (unmapped, missing) => {
    const row = { unmapped, defaults: { remote: 'x' } };
    const lists = { jira: 'options', remote: 'options', values: [pair('1', 'a')], row } as const;
    const single = { ...lists, remote: 'option' } as const;
    const carried = { kind: 'value', missing };
    expect([toRemote('["1","2"]', lists), toRemote('["1","2"]', single)]).toEqual([
      { ...carried, value: '["a"]' },
      { ...carried, value: 'a' },
    ]);
  });

  it('holds the whole list under the rule "fail", and leaves a default out where none is due', () => {
    const values = [pair('1', 'a')];
    const lists = { jira: 'options', remote: 'options', values } as const;
    const fails = { unmapped: 'fail' } as const;
    const defaults = { unmapped: 'default', defaults: { remote: 'x' } } as const;
    expect([
      toRemote('["1","2"]', { ...lists, row: fails }),
      toRemote('["1","2"]', { ...lists, remote: 'option', row: fails }),
      toRemote('["1"]', { ...lists, row: fails }),
      toRemote('["1"]', { ...lists, row: defaults }),
      toRemote('["1","2"]', { ...lists, row: { unmapped: 'default' } }),
      toRemote('2', { jira: 'option', remote: 'option', row: { unmapped: 'default' } }),
    ]).toMatchObject([
      { kind: 'unmapped', value: '2' },
      { kind: 'unmapped', value: '2' },
      { value: '["a"]' },
      { value: '["a"]' },
      { value: '["a"]' },
      { kind: 'unmapped', value: '2' },
    ]);
  });

  it('goes where words feed it, which can say all, and stays where a single value does', () => {
    const words = { jira: 'line', remote: 'options', values: [pair('red', 'a')] } as const;
    const one = { ...words, jira: 'option' } as const;
    const standing = { current: '["a","z"]' };
    expect([toRemote(null, { ...words, standing }), toRemote(null, { ...one, standing })]).toEqual([
      { kind: 'value', value: null, missing: [] },
      { kind: 'value', value: '["a","z"]', missing: [] },
    ]);
  });
});

describe('a list as a value', () => {
  it('is read as it was written, a single value as a list of one', () => {
    expect([null, '', 'a', '["a","b"]', '[]'].map(parseList)).toEqual([
      [],
      [],
      ['a'],
      ['a', 'b'],
      [],
    ]);
  });
});

describe('several fields read into one line', () => {
  const template = {
    side: 'jira',
    parts: [
      { text: ' v ' },
      { key: 'a', kind: 'line' },
      { text: ' / ' },
      { key: 'b', kind: 'date' },
    ],
  } as const;

  it('stand between the words of the template, and nothing does where all are empty', () => {
    const fill = (fields: Readonly<Record<string, string>>) =>
      fillTemplate(template, (key, kind) => (fields[key] ? `${fields[key]} ${kind}` : null));
    expect([fill({ a: 'x\n y', b: 'z' }), fill({ b: 'z' }), fill({})]).toEqual([
      'v x y line / z date',
      'v / z date',
      null,
    ]);
  });
});

it('knows a time zone from what is none', () => {
  expect(['Europe/Berlin', 'UTC', 'Berlin'].map(isTimeZone)).toEqual([true, true, false]);
});

describe('a value without a counterpart', () => {
  const given = { jira: 'option', remote: 'option' } as const;

  it.each([
    ['review', { kind: 'unmapped', value: '7' }],
    ['keep', { kind: 'unmapped', value: '7' }],
    ['fail', { kind: 'unmapped', value: '7' }],
    ['clear', { kind: 'value', value: null, missing: [] }],
    ['default', { kind: 'value', value: 'x', missing: [] }],
  ] as const)('under the rule "%s"', (unmapped, expected) => {
    const row = { unmapped, defaults: { remote: 'x' } } as const;
    expect(toRemote('7', { ...given, row })).toEqual(expected);
  });

  it('in a list becomes the default too', () => {
    const row = { unmapped: 'default', defaults: { remote: 'x' } } as const;
    const lists = { jira: 'options', remote: 'options', values: [pair('1', 'a')] } as const;
    expect(toRemote('["1","7"]', { ...lists, row })).toEqual({
      kind: 'value',
      value: '["a","x"]',
      missing: [],
    });
  });
});

/** The table of `docs/field-conversions.md`. */
function composeTable(): string {
  const notes: string[] = [];
  const cell = (from: FieldKind, to: FieldKind): string => {
    if (!findConversion(from, to)) return '–';
    const losses = listLosses(from, to);
    notes.push(...losses.filter((loss) => !notes.includes(loss)));
    return losses.map((loss) => notes.indexOf(loss) + 1).join(', ') || '✓';
  };
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = FIELD_KIND_NAMES.map((from) =>
    line([`**${from}**`, ...FIELD_KIND_NAMES.map((to) => cell(from, to))]),
  );
  return [
    line(['from ↓ to →', ...FIELD_KIND_NAMES]),
    line(['from', ...FIELD_KIND_NAMES].map(() => '---')),
    ...rows,
    '',
    ...notes.map((note, index) => `${index + 1}. ${note}`),
    '',
    '| kind | holds |',
    '| --- | --- |',
    ...FIELD_KIND_NAMES.map((kind) => line([kind, traitsOf(kind).says])),
  ].join('\n');
}

describe('the table of conversions', () => {
  it('stands in the documentation as the code has it', () => {
    // `UPDATE_DOCS=1` writes it anew.
    if (process.env.UPDATE_DOCS === '1') {
      const page = readFileSync('docs/field-conversions.md', 'utf8');
      const marks = /(<!-- table -->\n).*(<!-- \/table -->)/s;
      writeFileSync(
        'docs/field-conversions.md',
        page.replace(marks, (_all, start, end) => `${start}${composeTable()}\n${end}`),
      );
    }
    const page = readFileSync('docs/field-conversions.md', 'utf8');
    expect(/<!-- table -->\n(.*)\n<!-- \/table -->/s.exec(page)?.[1]).toBe(composeTable());
  });

  it('lets every kind be mapped with itself', () => {
    expect(FIELD_KIND_NAMES.filter((kind) => !findConversion(kind, kind))).toEqual([]);
  });
});
