import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FieldRow, Mapping, ValueRow } from '../../../../src/core/mapping';
import type { FieldValue } from '../../../../src/core/model';
import { findConversion, listLosses } from '../../../../src/core/values/conversions';
import { convertValue, sameAcross } from '../../../../src/core/values/convert';
import {
  FIELD_KIND_NAMES,
  type FieldKind,
  traitsOf,
} from '../../../../src/core/values/field-kinds';
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
